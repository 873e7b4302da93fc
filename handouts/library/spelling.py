"""What someone who misspelt a word may have meant: words of the library that are a letter or two away.

Words that share groups of three letters are looked at, and the number of letters to change decides.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

_NEAR = 80
"""So many words with the most groups in common are looked at."""


def index_spelling(connection: sqlite3.Connection) -> None:
    """Bring the list of words up to date with the full text: titles and names weigh more than running text."""
    now = {
        word: weight
        for word, weight in connection.execute(
            """
            SELECT term, sum(doc * CASE col WHEN 'title' THEN 100 WHEN 'names' THEN 30 ELSE 1 END)
            FROM vocabulary GROUP BY term
            """
        )
        if not word.isdigit() and len(word) > 2
    }
    before = dict(connection.execute("SELECT word, weight FROM spelling"))
    gone = [(word,) for word in before.keys() - now.keys()]
    connection.executemany("DELETE FROM gram WHERE spelling = (SELECT number FROM spelling WHERE word = ?)", gone)
    connection.executemany("DELETE FROM spelling WHERE word = ?", gone)
    for word in sorted(now.keys() - before.keys()):
        number = connection.execute("INSERT INTO spelling VALUES (NULL, ?, ?)", (word, now[word])).lastrowid
        connection.executemany("INSERT INTO gram VALUES (?, ?)", [(gram, number) for gram in grams(word)])
    moved = [(now[word], word) for word in now.keys() & before.keys() if now[word] != before[word]]
    connection.executemany("UPDATE spelling SET weight = ? WHERE word = ?", moved)


def grams(word: str) -> frozenset[str]:
    """Return the groups of three letters in a word; its beginning counts more than its end."""
    padded = f"  {word} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


def meant(connection: sqlite3.Connection, word: str) -> str | None:
    """Return the word of the library that is nearest to one that is not in it; None when none is near.

    Args:
        word: in lower case and without accents.
    """
    allowed = _allowed(word)
    if not allowed:
        return None
    near = sorted(
        (distance, -weight, other)
        for other, weight in _candidates(connection, word, allowed)
        if (distance := letters_apart(word, other, allowed)) <= allowed
    )
    return near[0][2] if near else None


def is_known(connection: sqlite3.Connection, word: str) -> bool:
    """Say whether a word is in the library."""
    return connection.execute("SELECT 1 FROM spelling WHERE word = ?", (word,)).fetchone() is not None


def begins_known(connection: sqlite3.Connection, word: str) -> bool:
    """Say whether a word of the library begins so."""
    query = "SELECT 1 FROM spelling WHERE word >= ? AND word < ? LIMIT 1"
    return connection.execute(query, (word, word + "\U0010ffff")).fetchone() is not None


def _allowed(word: str) -> int:
    """Return how many letters may be wrong: none in very short words, where every word would do."""
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2 if len(word) < 10 else 3


def _candidates(connection: sqlite3.Connection, word: str, allowed: int) -> Iterator[tuple[str, int]]:
    groups: Sequence[str] = sorted(grams(word))
    marks = ", ".join("?" * len(groups))
    yield from connection.execute(
        f"""
        SELECT word, weight FROM (
          SELECT spelling, count(*) AS shared FROM gram WHERE gram IN ({marks}) GROUP BY spelling
        ) JOIN spelling ON number = spelling
        WHERE length(word) BETWEEN ? AND ?
        ORDER BY shared DESC, weight DESC, word LIMIT {_NEAR}
        """,  # noqa: S608 - nothing but question marks and a number of ours
        (*groups, len(word) - allowed, len(word) + allowed),
    )


def letters_apart(one: str, other: str, most: int) -> int:
    """Return how many letters have to be changed, added, left out or swapped with their neighbour; `most` + 1 for more.

    Source: optimal string alignment, a restricted Damerau–Levenshtein distance.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if last and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
