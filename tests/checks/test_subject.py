"""What checks share is drawn and parsed once, and let go."""

from __future__ import annotations

import io

import pikepdf

from handouts.checks.subject import KEPT_PAGES, Subject


def pages(number: int) -> Subject:
    file = pikepdf.new()
    for _ in range(number):
        file.add_blank_page(page_size=(72, 72))
    stream = io.BytesIO()
    file.save(stream)
    return Subject(stream.getvalue(), "blank.pdf")


def test_only_few_pictures_of_pages_are_held_and_the_last_one_asked_for() -> None:
    subject = pages(KEPT_PAGES + 3)
    drawn = list(subject.images())
    held = [page for page, picture in enumerate(drawn) if subject.image(page) is picture]
    assert held == list(range(KEPT_PAGES))  # the last one was let go when another was asked for
    late = subject.image(KEPT_PAGES + 1)
    assert subject.image(KEPT_PAGES + 1) is late


def test_a_page_is_parsed_once_for_drawing_and_for_reading_what_is_painted() -> None:
    subject = pages(1)
    assert subject.sheet(0) is subject.sheet(0)
