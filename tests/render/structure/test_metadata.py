"""What a file says about itself: XMP that any library system reads, and older entries that agree with it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pikepdf
import pytest
from lxml import etree

from handouts.errors import RenderError
from handouts.render.structure import Metadata, Standard

NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
FULL = Metadata(
    titles={"es": "Dormir <bien> & más", "en": "Sleep & rest"},
    languages=("es", "en"),
    subjects=("Sleep", "Rest & quiet"),
    identifier="https://example.org/sleep?a=1&b=2",
    source="Example House",
    rights="Ours, for all",
    created=date(2021, 3, 4),
    modified=date(2022, 5, 6),
)
Make = Callable[..., bytes]


def _xmp(data: bytes) -> tuple[etree._Element, dict[str, str], str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        info = {str(key): str(value) for key, value in pdf.docinfo.items()}
        return etree.fromstring(pdf.Root.Metadata.read_bytes()), info, str(pdf.Root.Lang)


def _texts(root: etree._Element, path: str) -> list[str]:
    return [str(text) for text in root.xpath(f"{path}/text()", namespaces=NAMES)]


@pytest.mark.filterwarnings("ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("standard", ["ua-1", "ua-2", "archive"])
def test_dublin_core_in_each_language(make: Make, standard: Standard) -> None:
    root, info, lang = _xmp(make("<p>Uno</p>", standard, FULL))
    titles = root.xpath("//dc:title//rdf:li", namespaces=NAMES)
    assert {title.get(f"{{{NAMES['xml']}}}lang"): title.text for title in titles} == {
        "x-default": "Dormir <bien> & más",
        "es": "Dormir <bien> & más",
        "en": "Sleep & rest",
    }
    assert _texts(root, "//dc:language//rdf:li") == ["es", "en"]
    assert _texts(root, "//dc:subject//rdf:li") == ["Sleep", "Rest & quiet"]
    assert _texts(root, "//dc:identifier") == ["https://example.org/sleep?a=1&b=2"]
    assert _texts(root, "//dc:source") == ["Example House"]
    assert _texts(root, "//dc:rights//rdf:li") == ["Ours, for all"]
    assert _texts(root, "//dc:date//rdf:li") == ["2022-05-06"]
    assert _texts(root, "//xmp:CreateDate") == ["2021-03-04"]
    assert info["/Title"] == "Dormir <bien> & más"
    assert info["/CreationDate"] == "D:20210304"
    assert info["/ModDate"] == "D:20220506"
    assert lang == "es"


@pytest.mark.filterwarnings("ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    ("standard", "parts"),
    [("ua-1", (["1"], [], [])), ("ua-2", (["2"], [], [])), ("archive", (["1"], ["2"], ["A"]))],
)
def test_the_file_says_what_it_conforms_to(
    make: Make, standard: Standard, parts: tuple[list[str], list[str], list[str]]
) -> None:
    root, _, _ = _xmp(make("<p>One</p>", standard))
    names = ("//pdfuaid:part", "//pdfaid:part", "//pdfaid:conformance")
    assert tuple(_texts(root, name) for name in names) == parts


def test_what_is_not_known_is_not_said(make: Make) -> None:
    root, info, _ = _xmp(make("<p>One</p>", "ua-1", Metadata({"en": "A page"}, ("en",))))
    for name in ("dc:subject", "dc:identifier", "dc:source", "dc:rights", "dc:date", "xmp:CreateDate"):
        assert not root.xpath(f"//{name}", namespaces=NAMES)
    assert set(info) == {"/Title", "/Producer"}


def test_characters_that_xml_cannot_hold_are_left_out(make: Make) -> None:
    root, info, _ = _xmp(make("<p>One</p>", "ua-1", Metadata({"en": "A\x0b\n page\x00"}, ("en",))))
    assert _texts(root, "//dc:title//rdf:li[1]") == ["A page"]
    assert info["/Title"] == "A page"


@pytest.mark.parametrize(
    ("metadata", "fact"),
    [
        (Metadata({}, ()), "needs a language"),
        (Metadata({}, ("en",)), "needs a title in its language 'en'"),
        (Metadata({"en": " "}, ("en",)), "needs a title"),
        (Metadata({"es": "Dormir"}, ("en", "es")), "needs a title"),
    ],
)
def test_a_title_in_the_first_language_is_asked_for(make: Make, metadata: Metadata, fact: str) -> None:
    with pytest.raises(RenderError, match=fact) as caught:
        make("<p>One</p>", "ua-1", metadata)
    assert caught.value.hint
