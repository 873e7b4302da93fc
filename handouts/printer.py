"""Send pages to a printer through CUPS; nothing else in the package knows of printers.

The pages go to `lp` through a pipe: there is no file that a patient's sheet could be left in, and no name that could
say whose it is. The job is called "handout" in the printer's queue, and says neither the topic nor the patient. CUPS
itself keeps a printed job for as long as its administrator says (PreserveJobFiles in cupsd.conf).
"""

from __future__ import annotations

import re
import shutil

from handouts.errors import ToolError
from handouts.tools import run

JOB = "handout"
_TIMEOUT_S = 60.0
_MEDIA = {"letter": "na_letter_8.5x11in", "a4": "iso_a4_210x297mm"}
GET = "On Debian: apt-get install cups-client; or make the PDF with `handouts make` and print it from a viewer"
_NEXT = "`lpstat -e` lists the printers there are; name one with --printer"


def find() -> str:
    """Return the program that prints.

    Raises:
        ToolError: there is no CUPS here.
    """
    found = shutil.which("lp")
    if found is None:
        raise ToolError("CUPS, which prints, is not installed", place="lp", hint=GET)
    return found


def send(pdf: bytes, *, copies: int, duplex: bool, paper: str, printer: str | None) -> str:
    """Print a PDF at its true size and return CUPS's name of the job.

    Args:
        duplex: on both sides of the paper, to be turned along its long edge.
        paper: "letter" or "a4".
        printer: its name in CUPS; None for the usual one.

    Raises:
        ToolError: there is no CUPS here, no such printer, or none that is usual.
    """
    options = [f"media={_MEDIA[paper]}", "print-scaling=none"]
    options.append(f"sides={'two-sided-long-edge' if duplex else 'one-sided'}")
    command = [find(), "-t", JOB, "-n", str(copies), *(part for option in options for part in ("-o", option))]
    if printer is not None:
        command += ["-d", printer]
    ran = run([*command, "-"], timeout_s=_TIMEOUT_S, stdin=pdf, env={"LC_ALL": "C"}, hint=GET)
    if ran.exit_code:
        said = ran.err.strip().splitlines()
        raise ToolError(
            f"the printer's program refused: {said[-1].removeprefix('lp: ') if said else f'exit code {ran.exit_code}'}",
            place=printer or "lp",
            hint=_NEXT,
        )
    said_id = re.search(rb"request id is (\S+)", ran.out)
    return said_id[1].decode("utf-8", "replace") if said_id else JOB
