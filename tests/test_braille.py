"""Braille through liblouis: what it writes, what it leaves out, and what happens where it is not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from handouts import braille
from handouts.compose.composing import compose
from handouts.compose.request import Request
from handouts.errors import RenderError, RequestError, ToolError
from handouts.render.forms import Means, form
from handouts.sources import builtin

ASCII = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
TOPICS = [topic.id for topic in builtin.topics()]


@pytest.fixture(scope="session", autouse=True)
def _liblouis(request):
    if shutil.which("lou_translate") is None:
        pytest.skip("liblouis is not here: apt-get install liblouis-bin")


def cells(text: str, tag: str = "en", **more) -> str:
    more.setdefault("contracted", True)
    return braille.transcribe(tag, [text], **more)[0]


def ascii_of(text: str, tag: str = "en", **more) -> str:
    return "".join(ASCII[ord(cell) - 0x2800] for cell in cells(text, tag, **more))


# ----- what is written


@pytest.mark.parametrize(
    ("text", "contracted", "uncontracted"),
    [
        ("Call 911 for the nurse.", ",CALL #IAA = ! NURSE4", ",CALL #IAA FOR THE NURSE4"),
        ("130/80 mm Hg", "#ACJ_/#HJ MM ,HG", "#ACJ_/#HJ MM ,HG"),
        ("A1c", ",A#A;C", ",A#A;C"),
        ("2,300 mg", "#B1CJJ MG", "#B1CJJ MG"),
    ],
)
def test_english(text, contracted, uncontracted):
    assert ascii_of(text) == contracted
    assert ascii_of(text, contracted=False) == uncontracted


@pytest.mark.parametrize(
    ("text", "contracted", "uncontracted"),
    [
        ("la gripe", "' 7IPE", "LA GRIPE"),
        ("niño", "N]", "NI]O"),
        ("120 mm Hg", '#ABJ "MM .HG', "#ABJ MM .HG"),
        ("lo mismo", "- MM", "LO MISMO"),
        ("A1c", '.A#A"C', '.A#A"C'),
        ("5 mg", "#E MG", "#E MG"),
        ("1k", '"#AK', "#AK"),
    ],
)
def test_spanish(text, contracted, uncontracted):
    assert ascii_of(text, "es") == contracted
    assert ascii_of(text, "es", contracted=False) == uncontracted


def test_every_abbreviation_that_reads_as_a_contraction_is_marked():
    """The list is that of the table itself, so that a new version's additions are seen."""
    folder = next(
        p for p in map(Path, ("/usr/share/liblouis/tables", "/usr/local/share/liblouis/tables")) if p.is_dir()
    )
    table = (folder / "es-g2.ctb").read_text("utf-8")
    names = re.findall(r"^contraction (\w+)", table, re.M)
    assert len(names) > 10
    assert [name for name in names if not cells(name, "es").startswith("⠐")] == []


def test_an_address_is_spelt_in_spanish_and_contracted_in_english():
    assert ascii_of("example.org/inhaler", address=True) == "EXAMPLE4ORG_/9HAL]"
    assert ascii_of("example.org/inhaler", "es", address=True) == "EXAMPLE'ORG,1INHALER"
    assert frozenset({"es"}) == braille.SPELT_ADDRESSES


def test_signs_that_spanish_braille_lacks_are_said_in_words():
    assert cells("≤ 38°", "es", contracted=False) == cells("menor o igual que 38 grados", "es", contracted=False)
    spelt = cells("example.org/a(guion bajo)b", "es", address=True)
    assert cells("example.org/a_b", "es", address=True) == spelt
    assert cells("façade, Müller™", "es") == cells("facade, MüllerTM", "es")
    assert cells("≤ 38°") != cells("less than or equal to 38 degrees")  # English braille has the signs


def test_a_character_without_a_sign_is_named():
    with pytest.raises(RenderError, match=r"es braille has no sign for '☐' \(U\+2610\)"):
        cells("☐ sí", "es")


def test_a_backslash_is_no_escape():
    assert ascii_of("a\\x0041b", contracted=False) != ascii_of("aAb", contracted=False)
    assert cells("a \\ b") == cells("a") + "⠀" + cells("\\") + "⠀" + cells("b")


def test_marks_for_the_layout_and_white_space_are_left_out():
    assert cells("a\u00adb\u200bc\u2060 \n\t d\u00a0e") == cells("abc d e")


@pytest.mark.parametrize("tag", ["en", "es"])
def test_a_long_text_is_whole(tag):
    text = "Tome el “medicamento” cada día. " * 200
    once = cells(text[:32].strip(), tag)
    assert cells(text, tag).replace("⠀", "") == once.replace("⠀", "") * 200
    assert len(cells("a" * 5000, tag)) == 5000


def test_each_text_has_its_cells_in_order():
    texts = ["one", "", "two", "  ", "three"]
    found = braille.transcribe("en", texts, contracted=True)
    assert found == tuple(cells(text) if text.strip() else "" for text in texts)
    assert braille.transcribe("es", [], contracted=True) == ()


# ----- what is not there


def test_a_language_without_braille_is_named():
    with pytest.raises(RequestError, match=r"no braille code is known for the language 'zh'.*en, es"):
        cells("x", "zh")


def test_a_missing_liblouis_is_named_with_the_next_step(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolError, match=r"lou_translate: cannot be run.*apt-get install liblouis-bin") as caught:
        cells("x")
    assert caught.value.exit_code == 8


def test_a_missing_table_is_named(monkeypatch):
    monkeypatch.setitem(braille.CODES, "en", braille.Code("no-such.ctb", "no-such.ctb", "no-such.ctb"))
    with pytest.raises(ToolError, match=r"no-such\.ctb: no braille for 1 lines: Cannot resolve table"):
        cells("x")


# ----- read back


def letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", text.casefold()) if c.isalpha())


class Heard:
    """Transcribes, and keeps what was asked for."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.addresses: list[str] = []

    def __call__(self, tag, texts, *, contracted, address=False):
        (self.addresses if address else self.texts).extend(texts)
        return braille.transcribe(tag, texts, contracted=contracted, address=address)


def embossed(topic: str, tag: str, name: str) -> tuple[list[str], Heard]:
    """Return the lines of a topic's braille file in cells, and what they should say; what all pages say is left out."""
    heard = Heard()
    handout = compose(builtin.load_topic(topic), Request((tag,), "single"))
    data = form(name).to_bytes(handout, Means(heard, braille.SPELT_ADDRESSES))
    if handout.drafts:
        heard.texts.pop()
    lines = []
    for page in data.decode("ascii").split("\f")[:-1]:
        *text, last = page.split("\r\n")[:-1]
        lines += [*text[bool(handout.drafts) :], re.sub(r"(^| {3,})#[A-J]+$", "", last)]
    table = {ord(char): 0x2800 + dots for dots, char in enumerate(ASCII)}
    return [line.strip().translate(table) for line in lines if line.strip()], heard


def back_translated(lines: list[str], table: str) -> str:
    """Return what liblouis makes of cells, ten lines of braille at a time: it takes no more at once."""
    joined = ["⠀".join(lines[at : at + 10]) for at in range(0, len(lines), 10)]
    done = subprocess.run(
        ["lou_translate", "--backward", f"unicode.dis,{table}"],
        input="\n".join(joined) + "\n",
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    return done.stdout


def not_found(texts: list[str], read: str) -> list[str]:
    """Return the texts that are not read in this order, letter by letter."""
    stream, at, missing = letters(read), 0, []
    for text in texts:
        found = stream.find(letters(text), at)
        if found < 0:
            missing.append(text)
        else:
            at = found + len(letters(text))
    return missing


# What liblouis 3.24 writes rightly and reads back wrongly.
MISREAD = {
    "en": {"enough insulin": "en insulin"},  # ⠢, a word by itself, before a word that begins with ⠔
    "es": {"[": "á", "]": "ú"},  # the same cells: a reader knows them by where they stand
}


@pytest.mark.parametrize(("tag", "name"), [("en", "brf"), ("en", "brf-uncontracted"), ("es", "brf-uncontracted")])
@pytest.mark.parametrize("topic", TOPICS)
def test_liblouis_reads_back_what_is_embossed(topic, tag, name):
    lines, heard = embossed(topic, tag, name)
    code = braille.CODES[tag]
    read = back_translated(lines, code.contracted if name == "brf" else code.uncontracted)
    wanted = heard.texts
    for said, misread in MISREAD[tag].items():
        wanted = [text.replace(said, misread) for text in wanted] if tag == "es" or name == "brf" else wanted
    assert len(wanted) > 50
    assert not_found(wanted, read) == []
    assert not_found([wanted[0].replace("e", "x")], read) == [wanted[0].replace("e", "x")]


@pytest.mark.parametrize("topic", TOPICS)
def test_contracted_spanish_can_be_read_in_one_way_only(topic):
    """Liblouis cannot read es-g2.ctb back ("direction:forward" in its head), so each word is looked up among all words
    of all topics: it stands for one of them alone, and they are the text's."""
    words = {word for name in TOPICS for text in embossed(name, "es", "brf")[1].texts for word in text.split()}
    ordered = sorted(words)
    meaning: dict[str, set[str]] = {}
    for word, written in zip(ordered, braille.transcribe("es", ordered, contracted=True), strict=True):
        meaning.setdefault(written, set()).add(word)
    assert len(ordered) > 1000
    assert [found for found in meaning.values() if len(found) > 1] == []
    lines, heard = embossed(topic, "es", "brf")
    read = [min(meaning[word]) for line in lines for word in line.split("⠀") if word in meaning]
    wanted = [word for text in heard.texts for word in text.split()]
    assert len(wanted) > 500
    rest = iter(read)
    assert [word for word in wanted if word not in rest] == []  # in this order, figures and signs as well


@pytest.mark.parametrize("name", ["brf", "brf-uncontracted"])
@pytest.mark.parametrize("tag", ["en", "es"])
@pytest.mark.parametrize("topic", TOPICS)
def test_every_figure_and_every_address_is_embossed(topic, tag, name):
    lines, heard = embossed(topic, tag, name)
    stream = "⠿".join(lines)  # a sign that no text has, where a line ends
    for address in heard.addresses:
        written = cells(address, tag, contracted=name == "brf", address=True)
        found = re.search("⠿?".join(written), stream)
        assert found
        stream = stream[: found.start()] + stream[found.end() :]
    if (tag, name) == ("es", "brf"):
        return  # the sign before figures is a contraction too; the test above reads the figures
    figures = dict(zip("⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚", "1234567890", strict=True))
    numbers = re.findall("⠼([⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠂⠲]+)", stream)
    read = Counter(figures[cell] for number in numbers for cell in number if cell in figures)
    assert read == Counter(re.sub(r"\D", "", " ".join(heard.texts)))


def test_the_comparison_can_fail():
    lines, heard = embossed("flu-vaccine", "en", "brf")
    broken = [line.replace("⠋⠇⠥", "⠉⠕⠇⠙") for line in lines]
    assert not_found(heard.texts, back_translated(broken, "en-ueb-g2.ctb"))


@pytest.mark.parametrize("name", ["brf", "brf-uncontracted"])
def test_the_same_handout_gives_the_same_bytes(name):
    handout = compose(builtin.load_topic("flu-vaccine"), Request(("en", "es"), "side-by-side"))
    means = Means(braille.transcribe, braille.SPELT_ADDRESSES)
    assert form(name).to_bytes(handout, means) == form(name).to_bytes(handout, means)
