"""How commands speak: data on stdout, talk on stderr, progress on a terminal only."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

import click

from handouts.errors import HandoutError

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def example(*lines: str) -> str:
    """Return the end of a command's help: what to type."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


def say(text: str) -> None:
    """Print to stderr; that nobody listens any more is no reason to stop working."""
    with suppress(OSError):
        click.echo(text, err=True)


def show_error(error: HandoutError, about: str = "") -> None:
    """Print fact, place and next step to stderr.

    Args:
        about: what was asked for; told where the error itself does not say it.
    """
    say(f"Error: {error.fact}")
    if about and about not in error.fact and about not in error.place:
        say(f"  for:   {about}")
    if error.place:
        say(f"  place: {error.place}")
    if error.hint:
        say(f"  next:  {error.hint}")


def error_values(error: HandoutError) -> dict[str, object]:
    """Return an error as plain values, fit for JSON."""
    return {"fact": error.fact, "place": error.place, "hint": error.hint, "exit_code": error.exit_code}


def print_json(values: object) -> None:
    """Print values as JSON to stdout."""
    click.echo(json.dumps(values, ensure_ascii=False, indent=2))


def count(number: int, one: str, many: str = "") -> str:
    """Return the number and its noun: "1 page", "2 pages"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
    """Show on a terminal how far the work is; call what this gives with the name of each step as it begins."""
    if not sys.stderr.isatty():
        yield lambda _label: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress

    bar = Progress(
        console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty(), redirect_stderr=True
    )
    with bar:
        task = bar.add_task("", total=total)
        done = -1

        def step(label: str) -> None:
            nonlocal done
            done += 1
            bar.update(task, completed=done, description=escape(label))

        yield step


def finish(failed: Sequence[tuple[str, HandoutError]], *, total: int, answer: bool) -> int:
    """Tell of what failed and return the exit code.

    One thing asked for that failed is that error; many of which one failed, or an answer of no, is 1.

    Args:
        failed: what was asked for, and its error.
        total: how many things were asked for.
        answer: whether those that did not fail are as they should be.
    """
    for about, error in failed:
        show_error(error, about)
    if failed and total == 1:
        return failed[0][1].exit_code
    if failed:
        say(f"{len(failed)} of {total} failed.")
    return 0 if answer and not failed else 1
