"""Rules of the content: all of it is tagged or an artifact, and tree and pages agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from handouts.checks.facts import Facts
from handouts.checks.places import of_element, on_page
from handouts.checks.report import Finding
from handouts.checks.structure.finding import broken
from handouts.checks.subject import Subject
from handouts.checks.words import quoted

_MISNESTED = {"an artifact": "7.1-1", "tagged content": "7.1-2", "a form": "7.20-2"}
_TAG_IT = "Tag what is content, and mark what is not as an artifact"


def check_content(subject: Subject) -> Iterator[Finding]:
    """Yield content that is neither tagged nor an artifact, or that the tree and the page disagree about."""
    facts = subject.facts
    for page, what in sorted(set(facts.misnested)):
        clause = next(
            (clause for words, clause in _MISNESTED.items() if what.startswith(words)), "ISO 32000-1, 14.7.4.2"
        )
        yield broken(on_page(page), what, clause, "Close each tag before the next begins, and number each once")
    if facts.tagged:
        yield from _untagged(facts)
        yield from _orphans(facts)
        yield from _disagreements(facts)


def _untagged(facts: Facts) -> Iterator[Finding]:
    said: dict[int, list[str]] = defaultdict(list)
    kinds: dict[int, Counter[str]] = defaultdict(Counter)
    for item in facts.untagged:
        kinds[item.page][item.kind] += 1
        said[item.page].append(item.text)
    for page, counted in kinds.items():
        what = ", ".join(f"{count} × {kind}" for kind, count in sorted(counted.items()))
        text = "".join(said[page]).strip()
        fact = f"content is neither tagged nor an artifact: {what}{', ' + quoted(text) if text else ''}"
        yield broken(on_page(page), fact, "7.1-3", _TAG_IT)


def _orphans(facts: Facts) -> Iterator[Finding]:
    for key, mark in facts.marks.items():
        if key not in facts.owners and mark.kinds:
            what = quoted(mark.text) if mark.text.strip() else ", ".join(sorted(mark.kinds))
            fact = f"no element of the tree holds the tagged content {key[2]}: {what}"
            yield broken(on_page(key[0]), fact, "7.1-3", "Put it into the tree, or mark it as an artifact")


def _disagreements(facts: Facts) -> Iterator[Finding]:
    for key, owner in facts.owners.items():
        if key in facts.marks and facts.parents.get(key) != owner:
            where = of_element(facts, facts.elements[owner])
            fact = f"the parent tree does not lead from the tagged content {key[2]} back to its element"
            yield broken(where, fact, "ISO 32000-1, 14.7.4.4", "Write the parent tree anew")
