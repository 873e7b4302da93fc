"""Draw the pictures of real pages that the README and docs/print-design.md show: `make pictures`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pypdfium2
from PIL import Image

from handouts.build import build
from handouts.compose.clinic import Clinic, Personal
from handouts.compose.request import Request
from handouts.sources import builtin

FOLDER = Path("docs/pictures")
DPI = 64
GAP = 8  # pixels
BEHIND = "#b8b8b8"
COLOURS = 40

CLINIC = Clinic(
    names={"en": "Riverside Family Clinic", "es": "Clínica Familiar Riverside"},
    addresses={"en": "100 Main Street, Springfield, IL 62701"},
    telephone="217-555-0100",
    hours={"en": "Monday to Friday, 8 a.m. to 5 p.m.", "es": "De lunes a viernes, de 8 a.m. a 5 p.m."},
    notices={},
    accent="#6b2145",
)
NOTE = Personal(name="Ana Núñez", notes={"en": "Come back in 4 weeks.", "es": "Vuelva en 4 semanas."})
BOTH = Request(("en", "es"), "side-by-side")


@dataclass(frozen=True, slots=True)
class Picture:
    """Pages of a handout, side by side; `worn` draws them in black and white dots, as an office printer does."""

    name: str
    topic: str
    request: Request
    pages: tuple[int, ...]
    worn: bool = False


PICTURES = (
    Picture("genes-and-gene-therapy", "genes-and-gene-therapy", BOTH, (1, 6)),
    Picture("key", "flu-vaccine", Request(("es", "en"), "key"), (1, 5)),
    Picture("large-print", "flu-vaccine", Request(("en", "es"), "stacked", edition="large-print-acb"), (3, 11)),
    Picture("clinic", "flu-vaccine", replace(BOTH, clinic=CLINIC, personal=NOTE, worksheets=("to-do",)), (1, 6)),
    Picture("black-and-white", "type-2-diabetes", Request(("en",), "single"), (1, 3), worn=True),
)


def main() -> None:
    """Draw all pictures."""
    for picture in PICTURES:
        built = build(builtin.load_topic(picture.topic), picture.request, checks=False)
        path = FOLDER / f"{picture.name}.png"
        beside(drawn(built.pdf, picture)).save(path, optimize=True)
        print(path, f"{path.stat().st_size // 1000} kB")


def drawn(pdf: bytes, picture: Picture) -> Iterable[Image.Image]:
    """Yield the pages wanted, in few colours."""
    with pypdfium2.PdfDocument(pdf) as file:
        for number in picture.pages:
            page = cast(Image.Image, file[number - 1].render(scale=DPI / 72 * (2 if picture.worn else 1)).to_pil())
            yield page.convert("1").convert("L").reduce(2) if picture.worn else page


def beside(pages: Iterable[Image.Image]) -> Image.Image:
    """Return the pages on one picture with a hairline of grey around them."""
    shown = list(pages)
    width = sum(page.width for page in shown) + GAP * (len(shown) + 1)
    sheet = Image.new("RGB", (width, max(page.height for page in shown) + 2 * GAP), BEHIND)
    left = GAP
    for page in shown:
        sheet.paste(page, (left, GAP))
        left += page.width + GAP
    return sheet.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
