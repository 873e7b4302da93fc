"""What a build has to do: which handouts are new or changed, and why; which stay; which are no longer wanted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from handouts.catalogue.ingredients import changes
from handouts.catalogue.state import Known
from handouts.catalogue.wanted import Wanted

NEW, MISSING, ASKED = "new", "files missing", "asked for"


@dataclass(frozen=True, slots=True)
class Step:
    """One handout to make.

    Args:
        why: "new", "files missing", "asked for", or the ingredients that changed.
    """

    wanted: Wanted
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build has to do, each by name.

    Args:
        steps: what to make.
        kept: what stays as it is.
        dropped: what was made before and is not wanted any more.
    """

    steps: tuple[Step, ...]
    kept: tuple[str, ...]
    dropped: tuple[str, ...]


def to_plan(
    wanted: Sequence[Wanted],
    known: Mapping[str, Known],
    present: Collection[str],
    *,
    others_stay: bool,
    everything: bool = False,
) -> Plan:
    """Return what has to be done.

    Args:
        known: what the catalogue knows of itself, by name.
        present: names of the handouts whose files are all there, and are those that are known.
        others_stay: whether handouts that are not among the wanted ones are left as they are.
        everything: whether to make everything anew.
    """
    steps = []
    for one in wanted:
        before = known.get(one.name)
        why = (ASKED,) if everything and before else _why(one, before, present)
        if why:
            steps.append(Step(one, why))
    names = {one.name for one in wanted}
    making = {step.wanted.name for step in steps}
    others = tuple(sorted(set(known) - names))
    kept = {*(names - making), *(others if others_stay else ())}
    return Plan(tuple(steps), tuple(sorted(kept)), () if others_stay else others)


def _why(one: Wanted, before: Known | None, present: Collection[str]) -> tuple[str, ...]:
    if before is None:
        return (NEW,)
    changed = changes(before.ingredients, one.ingredients)
    if changed or before.entry is None or one.name in present:
        return changed
    return (MISSING,)
