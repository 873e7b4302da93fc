"""The command line: `handouts COMMAND`, one file a command, found by listing this folder.

A command is imported when it is named or listed, and imports what it works with when it runs: `handouts --help` loads
neither the layout engine nor a parser. Files whose names begin with "_" are no commands.
"""

from __future__ import annotations

import os
import pkgutil
import signal
import sys
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from traceback import extract_tb
from types import FrameType, TracebackType
from typing import cast

import click

from handouts.cli import _talk
from handouts.errors import HandoutError, OutputError

BUG = 70
INTERRUPTED = 130


class Folder(Mapping[str, click.Command]):
    """A folder as the mapping of commands that click asks for; a command is imported when it is looked up.

    Args:
        package: dotted name of the folder; each of its modules holds one `command`.
        path: where it lies.
    """

    def __init__(self, package: str, path: Sequence[str]) -> None:
        self._package, self._path = package, path

    def __getitem__(self, name: str) -> click.Command:
        if name not in tuple(self):
            raise KeyError(name)
        return cast(click.Command, import_module(f"{self._package}.{name}").command)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(module.name for module in pkgutil.iter_modules(self._path) if module.name[0] != "_"))

    def __len__(self) -> int:
        return len(tuple(iter(self)))


@click.group(
    commands=cast(MutableMapping[str, click.Command], Folder(__name__, __path__)),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_talk.example("handouts make genes-and-gene-therapy", "handouts doctor"),
)
@click.version_option(package_name="handouts", message="%(prog)s %(version)s")
def handouts() -> None:
    """Make bilingual, accessible patient handouts from health topics.

    Results go to stdout, everything else to stderr. Exit codes: 0 done; 1 done, and the answer is no; 2 bad request;
    3 content; 4 source; 5 template; 6 layout; 7 output; 8 a program is missing; 70 a bug; 130 Ctrl-C.
    """


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        args: without the program's name; None for those the program was started with. Only then are signals and the
            interpreter's last hook set as well: a bug is told there, in short.
    """
    if args is None:
        _be_a_program()
    try:  # a reader of stdout that goes away is met by click: silence, and exit code 1
        code = handouts.main(args, prog_name="handouts", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except HandoutError as error:
        _talk.show_error(error)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        _talk.say("Stopped.")
        return INTERRUPTED
    except OSError as error:
        if error.filename is not None:
            raise
        _mute_stdout()
        _talk.show_error(OutputError(f"the output could not be written: {error.strerror}", place="stdout"))
        return OutputError.exit_code
    return code if isinstance(code, int) else 0


def _be_a_program() -> None:
    sys.excepthook = _tell_bug
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show ñ gets an escape, not a crash


def _stop(number: int, _frame: FrameType | None) -> None:
    """End as Ctrl-C does, through every `finally`: temporary files go."""
    raise SystemExit(128 + number)


def _mute_stdout() -> None:
    """Send what is still buffered nowhere, so that the interpreter does not complain of it at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _tell_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell of a bug by its place alone: an exception's words may hold a patient's."""
    if os.environ.get("HANDOUTS_TRACEBACK"):
        sys.__excepthook__(kind, error, trace)
    else:
        package = Path(__file__).parent.parent
        steps = [(Path(step.filename), step.lineno) for step in extract_tb(trace)]
        ours = [f"{path.relative_to(package)}:{line}" for path, line in steps if path.is_relative_to(package)]
        _talk.say(
            "Error: this is a bug in handouts, not something you did\n"
            f"  place: {', '.join(ours[-3:]) or 'outside the package'} ({kind.__name__})\n"
            "  next:  Report these lines and the command, without anything about a patient. "
            "HANDOUTS_TRACEBACK=1 shows more, and may show what is in the files."
        )
    raise SystemExit(BUG)
