"""What PDF/A-2 asks for beyond PDF/UA and WeasyPrint's own variant `pdf/a-2a`."""

from __future__ import annotations

import pydyf


def forbid_interpolation(pdf: pydyf.PDF) -> None:
    """Let no viewer smooth an image: WeasyPrint 70.0 asks for it also where PDF/A forbids it.

    Source: PDF/A-2, 6.2.8.
    """
    for entry in pdf.objects:
        if isinstance(entry, pydyf.Stream) and entry.extra.get("Subtype") == "/Image":
            entry.extra["Interpolate"] = "false"
