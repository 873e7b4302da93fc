"""What the library's file holds, and how an older file becomes one of today.

Known first, derived below it:

    import      each file that was taken in: of which day, and how it is known again
    content     each article as it ever was, as JSON under its hash; never changed, never removed
    article     each article there ever was, with the content it has now (none: it is gone)
    version     which content an article had from which day on (none: it was gone)
    code        which topic belongs to a code of a code system, and who says so
    lookup      which codes MedlinePlus Connect was asked for, and when; request: when at all

    name        every name under which a topic that is shown can be asked for
    words       the text of what is shown, for the full-text search
    spelling    the words that are in it, and gram, the groups of three letters in those

Tables without row ids have the columns of their key first and in its order: SQLite's integrity check (seen with 3.40)
takes one for another where they stand otherwise.

An article is shown unless another provider's topic of the same id stands in front of it: a topic of one's own stands
in front of MedlinePlus's.
"""

from __future__ import annotations

ID, TITLE, SYNONYM, SEE = range(4)
"""What a name is (`name.rank`), the surest first."""

APPLICATION_ID = 0x68616E64  # "hand": tells this file from any other SQLite file

_FIRST = """
CREATE TABLE import (
  number INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  provider TEXT NOT NULL,
  origin TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  program TEXT NOT NULL,
  articles INTEGER NOT NULL,
  refused INTEGER NOT NULL
);
CREATE TABLE content (
  sha256 TEXT PRIMARY KEY,
  source_sha256 TEXT NOT NULL,
  words_sha256 TEXT NOT NULL,
  program TEXT NOT NULL,
  topic TEXT NOT NULL,
  lang TEXT NOT NULL,
  title TEXT NOT NULL,
  page TEXT NOT NULL,
  twin TEXT NOT NULL,
  json TEXT NOT NULL
);
CREATE INDEX content_source ON content (source_sha256);
CREATE INDEX content_page ON content (page);
CREATE INDEX content_twin ON content (twin);
CREATE TABLE article (
  number INTEGER PRIMARY KEY,
  provider TEXT NOT NULL,
  topic TEXT NOT NULL,
  lang TEXT NOT NULL,
  origin TEXT NOT NULL,
  content TEXT REFERENCES content,
  day TEXT NOT NULL,
  retrieved TEXT,
  shown INTEGER NOT NULL DEFAULT 0,
  UNIQUE (topic, lang, provider)
);
CREATE INDEX article_content ON article (content);
CREATE TABLE version (
  article INTEGER NOT NULL REFERENCES article,
  day TEXT NOT NULL,
  import INTEGER NOT NULL REFERENCES import,
  content TEXT REFERENCES content,
  retrieved TEXT,
  PRIMARY KEY (article, day, import)
) WITHOUT ROWID;
CREATE TABLE code (
  system TEXT NOT NULL,
  code TEXT NOT NULL,
  topic TEXT NOT NULL,
  origin TEXT NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (system, code, topic, origin)
) WITHOUT ROWID;
CREATE TABLE lookup (
  system TEXT NOT NULL,
  code TEXT NOT NULL,
  at REAL NOT NULL,
  PRIMARY KEY (system, code)
) WITHOUT ROWID;
CREATE TABLE request (at REAL NOT NULL);
CREATE TABLE download (
  address TEXT PRIMARY KEY,
  etag TEXT NOT NULL,
  modified TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE name (
  key TEXT NOT NULL,
  rank INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article,
  text TEXT NOT NULL,
  PRIMARY KEY (key, rank, article)
) WITHOUT ROWID;
CREATE INDEX name_article ON name (article);
CREATE VIRTUAL TABLE words USING fts5 (
  title, names, text, tokenize = "unicode61 remove_diacritics 2", prefix = "1 2 3"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, col);
CREATE TABLE spelling (
  number INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE,
  weight INTEGER NOT NULL
);
CREATE TABLE gram (
  gram TEXT NOT NULL,
  spelling INTEGER NOT NULL REFERENCES spelling,
  PRIMARY KEY (gram, spelling)
) WITHOUT ROWID;
"""

MIGRATIONS: tuple[str, ...] = (_FIRST,)
"""What makes a file of version n one of version n + 1; the first makes an empty file one of version 1."""
