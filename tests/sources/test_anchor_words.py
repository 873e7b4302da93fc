"""Which words carry the address that stands behind them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.model import Anchor, Emphasis, Inline, Link, Strong, Text, anchors, plain_text
from handouts.sources.anchor_words import with_words

SITE = "https://medlineplus.gov/"


def mark(path: str) -> Anchor:
    return Anchor(Link(SITE + path, "", "en"), ())


def linked(*inlines: Inline) -> list[str]:
    return [plain_text(anchor.inlines) for anchor in anchors(with_words(inlines))]


@pytest.mark.parametrize(
    ("before", "path", "words"),
    [
        # at the start: all the words, whatever the address says
        ("Folding", "paper/fold/", "Folding"),
        ("Cell-sized paper", "otherthings/", "Cell-sized paper"),
        ("Heridas del dedo", "spanish/fingerwounds.html", "Heridas del dedo"),
        ("El corte abierto", "spanish/openwounds.html", "corte abierto"),
        ("What is glue?", "x/", "What is glue?"),
        ("Human Paper Project (HPP)", "hpp", "Human Paper Project (HPP)"),
        # the address says so
        ("This can cause a bleeding wound", "bleedingwounds.html", "bleeding wound"),
        ("There are many kinds of sheets made of PVC", "basics/pvc/", "PVC"),
        ("Tests can show if you may have type 2 foldings", "foldingtype2.html", "type 2 foldings"),
        ("In a dry room it is easy to get a cut of the thumb", "thumbcuts.html", "cut of the thumb"),
        ("Su médico puede pedirle un electrocardiograma", "spanish/x/electrocardiograma/", "electrocardiograma"),
        ("See our house rules, and please read the disclaimer", "disclaimers.html", "disclaimer"),
        ("You can get cancer", "cancer.html", "You can get cancer"),
        ("For many years people said that you can get cancer", "cancer.html", "cancer"),
        ("People who work in dry rooms get cut by paper paper", "paper.html", "paper"),
        # a phrase
        ("Puede que el médico le dé un anticoagulante", "spanish/bloodthinners.html", "anticoagulante"),
        ("If the edge is sharp enough, it opens your upper skin", "x/002371.htm", "upper skin"),
        # the last word
        ("Often people who work in dry rooms get scars", "x/12.htm", "scars"),
        ("Wash it first, then see if it scars", "", "scars"),
        ("Ask someone, or call (nurse", "x/1.htm", "nurse"),
    ],
)
def test_words_of_an_address(before: str, path: str, words: str) -> None:
    assert linked(Text(before + " "), mark(path), Text(" and more.")) == [words]


def test_second_address_takes_words_after_the_first_only() -> None:
    run = (Text("Paper "), mark("paper/"), Text(" is made of fibres "), mark("fibers/"), Text(" and water."))
    assert linked(*run) == ["Paper", "fibres"]
    assert plain_text(with_words(run)) == "Paper is made of fibres and water."


def test_no_space_is_left_before_punctuation() -> None:
    run = (Text("Stiff folders "), mark("folders/"), Text(" , above all (dry ones "), mark("dry/"), Text(" )."))
    assert plain_text(with_words(run)) == "Stiff folders, above all (dry ones)."


def test_letters_right_behind_the_address_stay_there() -> None:
    assert plain_text(with_words((Text("fold "), mark("fold/"), Text("s")))) == "folds"


def test_closing_comma_stays_outside() -> None:
    run = with_words((Text("Paper, folders, "), mark("folders/"), Text(" and more")))
    assert plain_text(run) == "Paper, folders, and more"
    assert linked(Text("Paper, folders, "), mark("folders/")) == ["folders"]


def test_title_of_the_link_is_its_words() -> None:
    (anchor,) = anchors(with_words((Text("Stiff folders "), mark("folders/"))))
    assert anchor.link.title == "Stiff folders"


def test_bold_words_go_into_the_anchor_whole() -> None:
    assert with_words((Strong((Text("Folders"),)), Text(" "), mark("x/")))[0] == Anchor(
        Link(SITE + "x/", "Folders", "en"), (Strong((Text("Folders"),)),)
    )


def test_bold_words_that_only_begin_the_link_are_cut_in_two() -> None:
    run = (Text("We sell the best of "), Strong((Text("all stiff"),)), Text(" folders "), mark("stiff-folders/"))
    out = with_words(run)
    assert plain_text(out) == "We sell the best of all stiff folders"
    assert linked(*run) == ["stiff folders"]
    assert [type(inline) for inline in out] == [Text, Strong, Anchor]


def test_address_in_a_bold_label_takes_the_label() -> None:
    run = (Strong((Text("High cost "), mark("cost/"), Text("."))), Text(" Some folders "), mark("folders/"))
    assert linked(*run) == ["High cost", "folders"]


def test_address_without_words_is_its_own_words() -> None:
    assert linked(mark("a/"), Text(" "), mark("b/")) == [SITE + "a/", SITE + "b/"]
    assert linked(Text("( "), mark("a/")) == [SITE + "a/"]


def test_broken_address_supports_no_words_and_breaks_nothing() -> None:
    broken = Anchor(Link("https://[x/paper", "", "en"), ())
    assert linked(Text("Some people are cut by stiff paper "), broken) == ["paper"]


texts = st.text(alphabet="ab c.,()?¿Déé\u00a0–“” \n", max_size=30).map(Text)
marks = st.sampled_from(["a/", "ab-c/", "x/1.htm", "cab.html", ""]).map(mark)
runs = st.recursive(
    st.lists(texts | marks, max_size=5).map(tuple),
    lambda inner: st.lists(texts | marks | inner.map(Strong) | inner.map(Emphasis), max_size=5).map(tuple),
    max_leaves=12,
)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(runs)
def test_no_word_is_lost_doubled_or_moved(run: tuple[Inline, ...]) -> None:
    out = with_words(run)
    found = list(anchors(out))
    assert [anchor.link.address for anchor in found] == [anchor.link.address for anchor in anchors(run)]
    assert all(anchor.inlines and anchor.link.title.strip() for anchor in found)
    said = plain_text(out)
    for anchor in found:
        if plain_text(anchor.inlines) == anchor.link.address:
            said = said.replace(anchor.link.address, "", 1)
    assert "".join(said.split()) == "".join(plain_text(run).split())
