"""A clinic's file: what it says, and that every mistake in it is told with its line and the next step."""

from pathlib import Path

import pytest

from handouts.clinic import EXAMPLE, load_clinic
from handouts.colours import WHITE, darkened, parsed, ratio
from handouts.errors import RequestError

LOGO = "[clinic.logo]\nfile = 'logo.svg'\nalt = { en = 'A tree', es = 'Un árbol' }\nheight_mm = 12\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "handouts.toml"
    path.write_text(text, encoding="utf-8")
    return path


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_the_example_is_a_clinics_file(tmp_path: Path) -> None:
    file = load_clinic(write(tmp_path, EXAMPLE))
    assert file.clinic.names == {"en": "Riverside Family Clinic", "es": "Clínica Familiar Riverside"}
    assert file.clinic.addresses["es"] == file.clinic.addresses["en"] == "100 Main Street, Springfield, IL 62701"
    assert file.clinic.telephone == "217-555-0100"
    assert file.defaults.languages == ("en", "es")
    assert (file.defaults.paper, file.defaults.edition, file.templates) == ("letter", "standard", None)
    assert set(file.clinic.notices) == {"en", "es"}


def test_each_commented_line_of_the_example_works_too(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "templates").mkdir()
    asleep = ("# [", "# file", "# alt", "# height", "# layout", "# work", "# temp")
    lines = [line.removeprefix("# ") if line.startswith(asleep) else line for line in EXAMPLE.splitlines()]
    file = load_clinic(write(tmp_path, "\n".join(lines)))
    assert file.clinic.logo
    assert file.clinic.logo.height_mm == 14
    assert file.defaults.worksheets == ("to-do", "teach-back")
    assert file.defaults.layout == "side-by-side"
    assert file.templates == (tmp_path / "templates").resolve()


@pytest.mark.parametrize(
    ("old", "new", "fact", "hint"),
    [
        ("telephone =", "telefone =", "'telefone' means nothing here", "Did you mean 'telephone'?"),
        ('paper = "letter"', 'paper = "legal"', "there is no paper 'legal'", "letter and a4"),
        ('accent = "#0a4a63"', 'accent = "#88ccee"', "contrast of 1.8, and text needs 4.5", "nearest that passes is #"),
        ('accent = "#0a4a63"', 'accent = "teal"', "'teal' is no colour", "six digits"),
        ('telephone = "217-555-0100"', "telephone = 2175550100", "telephone has to be text", "quotation marks"),
        ('languages = ["en", "es"]', 'languages = "en"', "languages has to be a list", "Write languages = ["),
        ("# worksheets =", 'worksheets = ["todo"] #', "there is no worksheet 'todo'", "to-do, teach-back, lines"),
        ("# templates =", 'templates = "gone" #', "there is no folder", "beside this file"),
        ("[defaults]", "[default]", "'default' means nothing here", "Did you mean 'defaults'?"),
    ],
)
def test_a_mistake_is_told_with_line_and_next_step(tmp_path: Path, old: str, new: str, fact: str, hint: str) -> None:
    text = EXAMPLE.replace(old, new, 1)
    with pytest.raises(RequestError) as error:
        load_clinic(write(tmp_path, text))
    assert fact in error.value.fact
    assert hint in error.value.hint
    assert error.value.place.endswith(f"line {line_of(text, new.splitlines()[0])}")


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("[clinic", "this is no TOML"),
        ("[clinic]\n", "the clinic has no name"),
        ("clinic = 3\n", "is no table"),
        ("[clinic]\nname = { en = 3 }\n", "has to be text"),
        ("[clinic]\nname = 'x'\n" + LOGO, "there is no logo 'logo.svg'"),
        ("[clinic]\nname = 'x'\n" + LOGO.replace("12", "90"), "there is no logo"),
    ],
)
def test_a_file_that_cannot_be_meant_is_an_error(tmp_path: Path, text: str, fact: str) -> None:
    with pytest.raises(RequestError, match=fact):
        load_clinic(write(tmp_path, text))


def test_a_logo_has_to_be_a_picture_of_sane_size(tmp_path: Path) -> None:
    path = write(tmp_path, "[clinic]\nname = 'x'\n" + LOGO)
    (tmp_path / "logo.svg").write_bytes(b"GIF89a")
    with pytest.raises(RequestError, match="neither SVG nor PNG"):
        load_clinic(path)
    (tmp_path / "logo.svg").write_bytes(b"<svg>" + b" " * 2_000_000)
    with pytest.raises(RequestError, match="2,000,005 bytes"):
        load_clinic(path)
    (tmp_path / "logo.svg").write_bytes(b"<svg/>")
    logo = load_clinic(path).clinic.logo
    assert logo
    assert logo.alt == {"en": "A tree", "es": "Un árbol"}


def test_a_file_that_is_not_there_or_not_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="cannot be read"):
        load_clinic(tmp_path / "gone.toml")
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RequestError, match="is not UTF-8 text"):
        load_clinic(tmp_path / "x.toml")


@pytest.mark.parametrize(
    ("colour", "apart"), [("#ffffff", 1.0), ("#000000", 21.0), ("#777777", 4.48), ("#0000ff", 8.59)]
)
def test_contrast_is_as_published(colour: str, apart: float) -> None:
    # WCAG's own and WebAIM's published examples
    assert ratio(parsed(colour), WHITE) == pytest.approx(apart, abs=0.01)


@pytest.mark.parametrize("colour", ["#ffffff", "#88ccee", "#ffcc00", "#777777", "#123456"])
def test_the_nearest_darker_colour_passes_and_no_lighter_one_would(colour: str) -> None:
    found = darkened(parsed(colour), 4.5)
    apart = ratio(parsed(found), WHITE)
    assert 4.5 <= apart < 4.65 or (found == colour and apart >= 4.5)
