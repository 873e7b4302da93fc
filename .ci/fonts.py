"""Make the files in fonts/ from their published sources: `python .ci/fonts.py FONTSOURCE NOTO`.

FONTSOURCE is the unpacked package `@fontsource/atkinson-hyperlegible-next` (5.3.0), NOTO the folder of Debian's
`fonts-noto-core` (20201225-1) that holds NotoSans-*.ttf. Needs fonttools and brotli. Run only when a family is renewed:
the files it writes are committed. See fonts/README.md for what each is for.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "fonts"
FACES = {"Regular": (400, "normal"), "Italic": (400, "italic"), "Bold": (700, "normal"), "BoldItalic": (700, "italic")}
# Latin, IPA, spacing modifiers, combining marks, Greek, Cyrillic, Latin extended additional, punctuation, sub- and
# superscripts, currency, letter-like symbols, number forms, ligatures: what names, doses and eleven alphabets' worth of
# European and Vietnamese text need.
NOTO_SANS = [(0x20, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x218F), (0x2C60, 0x2C7F), (0xA720, 0xA7FF), (0xFB00, 0xFB06)]
MATH = [(0x20, 0x20), (0xA0, 0xA0), (0x2190, 0x21FF), (0x2200, 0x22FF)]
SYMBOLS = [(0x20, 0x20), (0xA0, 0xA0), (0x25A0, 0x25FF), (0x2600, 0x2612), (0x260E, 0x260E), (0x2713, 0x2718)]


def subset(font: TTFont, ranges: list[tuple[int, int]] | None) -> TTFont:
    """Keep the characters of the ranges (None: all), kerning and marks; drop hinting, which print does not use."""
    options = Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += (
        ["DSIG", "FFTM", "MATH", "STAT", "GDEF"] if ranges is None else ["DSIG", "FFTM", "MATH", "STAT"]
    )
    subsetter = Subsetter(options)
    wanted = set(font.getBestCmap())
    if ranges is not None:
        wanted &= {c for low, high in ranges for c in range(low, high + 1)}
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    return font


def plain(source: Path, target: Path) -> Path:
    """Unpack a WOFF2 file to plain TrueType."""
    font = TTFont(source)
    font.flavor = None
    font.save(target)
    return target


def merged(parts: list[Path], target: Path) -> None:
    """Write one font that holds the glyphs of all parts; the first part's names and metrics stay."""
    font = Merger().merge([str(part) for part in parts])
    font["head"].modified = font["head"].created
    font.save(target)


def main(fontsource: Path, noto: Path) -> None:
    """Write all files."""
    with tempfile.TemporaryDirectory() as folder:
        temporary = Path(folder)
        for face, (weight, style) in FACES.items():
            parts = [
                plain(
                    fontsource / "files" / f"atkinson-hyperlegible-next-{part}-{weight}-{style}.woff2",
                    temporary / f"{part}-{face}.ttf",
                )
                for part in ("latin", "latin-ext")
            ]
            merged(parts, FONTS / "atkinson-hyperlegible-next" / f"AtkinsonHyperlegibleNext-{face}.ttf")
            subset(TTFont(noto / f"NotoSans-{face}.ttf"), NOTO_SANS).save(FONTS / "noto-sans" / f"NotoSans-{face}.ttf")
        symbols = []
        for name, ranges in (("NotoSansMath-Regular", MATH), ("NotoSansSymbols2-Regular", SYMBOLS)):
            path = temporary / f"{name}.ttf"
            subset(TTFont(noto / f"{name}.ttf"), ranges).save(path)
            symbols.append(path)
        merged(symbols, FONTS / "noto-symbols" / "NotoSymbols-Regular.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
