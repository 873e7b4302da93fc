"""What is wrong in a translation: what is surely wrong fails it, what only a reader can judge is for a person.

Each module looks at one piece beside its English and yields faults.

    marks       links and emphasis, and the addresses behind links
    figures     numbers, doses, units; with `days` and `clock` for those written in figures
    contacts    telephones, web and e-mail addresses
    meaning     a lost "no", an opposite, a sentence or a thing of a list that is not there
    exchanged   a word in the place of another of its kind
    language    English that was left, broken letters, *tú* for *usted*, ¿ and ¡, length
    glossary    terms that are agreed on, and terms that are not to be used

Nothing here knows what a sentence means. A translation without a fault is one that a person has to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handouts.translation.faults import contacts, exchanged, figures, glossary, language, marks, meaning
from handouts.translation.faults.fault import Fault
from handouts.translation.faults.glossary import Term, load_glossary
from handouts.translation.merging import Translated

__all__ = ["Fault", "Term", "find_faults", "load_glossary"]


def find_faults(found: Iterable[Translated], terms: Sequence[Term] = ()) -> tuple[Fault, ...]:
    """Return the faults of all pieces that are translated, those that fail it first within a piece.

    Args:
        terms: the glossary; see `load_glossary`.
    """
    faults: list[Fault] = []
    for one in found:
        if one.text.strip():
            faults += sorted(_of(one, terms), key=lambda fault: fault.outcome != "fail")
    return tuple(faults)


def _of(one: Translated, terms: Sequence[Term]) -> Iterator[Fault]:
    if one.piece.kind == "address":
        yield from marks.address_faults(one)
        return
    yield from marks.faults(one)
    yield from contacts.faults(one)
    yield from figures.faults(one)
    yield from meaning.faults(one)
    yield from exchanged.faults(one)
    yield from language.faults(one)
    yield from glossary.faults(one, terms)
