"""The story of a catalogue: what a library should be as a folder, what is missing of it, and how that is made.

    library, order -> wanted -> plan -> jobs -> workers -> finished/ -> published, in one step
                                                       `-> refused/

What a build publishes depends on the library and the order alone, never on what was built before: a folder that was
kept up to date for a year and one that is made anew today are the same, byte for byte.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from handouts import tools
from handouts.catalogue import shelf
from handouts.catalogue.entries import Catalogue, File, Refused, Review, Stale
from handouts.catalogue.ingredients import digest, house, house_digest
from handouts.catalogue.jobs import Job, Made, to_review
from handouts.catalogue.planning import Plan, Step, to_plan
from handouts.catalogue.publishing import SUMS, to_files, to_sums
from handouts.catalogue.state import Known, State, forget, keep, keep_published, load_known, load_published, open_state
from handouts.catalogue.wanted import Order, Wanted, load, outlived, retired, stale, wanted
from handouts.catalogue.workers import Crew, run_all
from handouts.errors import HandoutError
from handouts.library import Library

Tell = Callable[[Made], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to.

    Args:
        plan: what there was to do.
        catalogue: what is published now.
        changed: whether anything was published that was not before.
        judged: how many files veraPDF judged.
        judged_s: the seconds that it took.
    """

    plan: Plan
    catalogue: Catalogue
    changed: bool
    judged: int = 0
    judged_s: float = 0.0


def plan_catalogue(library: Library, folder: Path, order: Order, *, everything: bool = False) -> Plan:
    """Return what a build would do, and do none of it.

    Raises:
        HandoutError: the order asks for what cannot be had, or the folder cannot be read.
    """
    with open_state(shelf.state_path(folder), write=False) as state:
        asked = wanted(library, order, outlived(library, order))
        return _planned(folder, order, asked, load_known(state), everything=everything)


def build_catalogue(
    library: Library,
    folder: Path,
    order: Order,
    crew: Crew,
    *,
    everything: bool = False,
    verapdf: bool = False,
    begin: Callable[[Plan], None] = lambda _plan: None,
    tell: Tell = lambda _made: None,
) -> Outcome:
    """Bring a catalogue's folder to what the library is now.

    Whatever ends this early, what is published stays as it was, and the next build goes on from here.

    Args:
        everything: whether to make everything anew.
        verapdf: whether veraPDF has to judge each file before it is published; those it has judged it does not judge
            again.
        begin: is told the plan before anything is made.
        tell: is told of each handout as it is done.

    Raises:
        HandoutError: the order asks for what cannot be had, the folder cannot be written, or veraPDF is missing.
    """
    if verapdf:
        tools.find_verapdf()  # rather now than after an hour's work
    behind = outlived(library, order)
    asked = wanted(library, order, behind)
    with open_state(shelf.state_path(folder)) as state:
        shelf.tidy(folder)
        plan = _planned(folder, order, asked, load_known(state), everything=everything)
        begin(plan)
        forget(state, plan.dropped)
        lost = _make(library, folder, order, crew, plan, state, tell)
        begun_s = time.monotonic()
        judged = _judge(folder, order, state) if verapdf else 0
        judged_s = time.monotonic() - begun_s
        catalogue = _catalogue(library, order, asked, load_known(state), lost, stale(library, behind))
        changed = _publish(folder, catalogue, state)
    return Outcome(plan, catalogue, changed, judged, judged_s)


def _planned(folder: Path, order: Order, asked: Sequence[Wanted], known: dict[str, Known], *, everything: bool) -> Plan:
    here = shelf.present(folder, (one.entry for one in known.values() if one.entry))
    now = [one for one in asked if order.only is None or one.topic in order.only]
    return to_plan(now, known, here, others_stay=order.only is not None, everything=everything)


# --------------------------------------------------------------------------- making


def _make(
    library: Library,
    folder: Path,
    order: Order,
    crew: Crew,
    plan: Plan,
    state: State,
    tell: Tell,
) -> tuple[Made, ...]:
    """Make what the plan says, and return what was lost with its worker."""
    steps = {step.wanted.name: step for step in plan.steps}
    unread: list[Made] = []
    lost = []

    def done(made: Made) -> None:
        shelf.put(folder, made)
        if made.lost:
            lost.append(made)
        else:
            ingredients = steps[made.name].wanted.ingredients
            keep(state, Known(made.name, ingredients, made.entry, made.why, made.failed))
        tell(made)

    if plan.steps:
        from handouts.catalogue.making import run_job  # the layout engine: not for a build with nothing to do

        for made in run_all(_jobs(library, order, plan.steps, unread), crew, run_job):
            done(made)
    for made in unread:
        done(made)
    return tuple(lost)


def _jobs(library: Library, order: Order, steps: Sequence[Step], unread: list[Made]) -> Iterator[Job]:
    """Yield the jobs; a topic that cannot be read is noted in `unread` and stops no other."""
    expected = house_digest()
    for step in steps:
        one = step.wanted
        try:
            topic = load(library, one.topic, order)
        except HandoutError as error:
            unread.append(Made(one.name, None, {}, (to_review(error),), failed=True))
        else:
            yield Job(one.name, topic, one.request, order.standard, expected, order.theme)


def _judge(folder: Path, order: Order, state: State) -> int:
    """Have veraPDF judge all sound handouts that it has not judged yet, in one process; refuse what it finds broken.

    Returns:
        How many it judged.

    Raises:
        ToolError: veraPDF is missing or fails; nothing is published then.
    """
    known = load_known(state)
    new = {name: one for name, one in known.items() if one.entry and one.verapdf != order.standard}
    places = {name: shelf.load_pdf_place(folder, one.entry) for name, one in new.items() if one.entry}
    verdicts: dict[str, list[tools.Verdict]] = {name: [] for name in new}
    for flavour in FLAVOURS[order.standard]:
        for verdict in tools.validate_files(places, flavour):
            verdicts[verdict.file].append(verdict)
    for name, one in new.items():
        why = tuple(review for verdict in verdicts[name] for review in _broken(verdict))
        if why and one.entry:
            shelf.refuse(folder, one.entry)
            keep(state, replace(one, entry=None, why=why))
        else:
            keep(state, replace(one, verapdf=order.standard))
    return len(new)


FLAVOURS: dict[str, tuple[tools.Flavour, ...]] = {"ua-1": ("ua1",), "ua-2": ("ua2",), "archive": ("2a", "ua1")}
"""What veraPDF is asked for each standard."""


def _broken(verdict: tools.Verdict) -> Iterator[Review]:
    if verdict.problem:
        yield Review("verapdf", "the document", f"veraPDF could not judge it: {verdict.problem}")
    for rule in verdict.failed:
        message = f"{rule.description} ({rule.specification}, {rule.clause}-{rule.test})"
        yield Review("verapdf", f"{rule.count} places", message, "Report it: the program should not make such a file")


# --------------------------------------------------------------------------- publishing


def _catalogue(
    library: Library,
    order: Order,
    asked: Sequence[Wanted],
    known: dict[str, Known],
    lost: Sequence[Made],
    behind: tuple[Stale, ...],
) -> Catalogue:
    named = {one.name: one for one in asked}
    now = {name: one for name, one in named.items() if order.only is None or one.topic in order.only}
    fresh = {name for name, one in now.items() if name in known and known[name].ingredients == one.ingredients}
    stays = [one for name, one in known.items() if name in fresh or (order.only is not None and name not in now)]
    entries = sorted((one.entry for one in stays if one.entry), key=lambda entry: entry.name)
    refused = [
        _refused(named[one.name], one.why, failed=one.failed) for one in stays if not one.entry and one.name in named
    ]
    refused += [_refused(named[made.name], made.why, failed=True) for made in lost]
    return Catalogue(
        entries=tuple(entries),
        refused=tuple(sorted(refused, key=lambda one: one.name)),
        retired=retired(library, order, asked),
        stale=behind,
        base=order.base,
        publisher=dict(order.clinic.names) if order.clinic else {},
        program=f"handouts {version('handouts')}",
    )


def _refused(one: Wanted, why: tuple[Review, ...], *, failed: bool) -> Refused:
    return Refused(one.name, one.topic, one.title, one.request.languages, "failed" if failed else "refused", why)


def _publish(folder: Path, catalogue: Catalogue, state: State) -> bool:
    """Publish a catalogue, and return whether it is another than the one that was published before."""
    said = digest([repr(catalogue), house()["program"], house()["texts"]])
    shelf.keep_refused(folder, {one.name for one in catalogue.refused})
    if load_published(state) == said and shelf.is_settled(folder):
        return False
    files = to_files(catalogue)
    own = [file for entry in catalogue.entries for file in shelf.files_of(entry)]
    own += [File(path, sha256(data).hexdigest(), len(data)) for path, data in files.items()]
    shelf.release(folder, catalogue.entries, {**files, SUMS: to_sums(own)})
    keep_published(state, said)
    return True
