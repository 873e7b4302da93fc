"""The reading level of a patient's text: two named formulas for each language, never one number alone.

    sentences   what is counted: running text, without headings, link titles and citations
    english     syllables of English words
    spanish     syllables of Spanish words
    numerals    numbers and capitals as they are heard
    formulas    Flesch–Kincaid and SMOG; INFLESZ (Szigriszt-Pazos) and Fernández-Huerta
    level       all of it for one article: scores, hardest sentences, long words, what would help

`plain-en.csv` and `plain-es.csv` are our lists of plain words.
"""

from handouts.translation.reading.level import Level, languages, level, scores_of, values_of

__all__ = ["Level", "languages", "level", "scores_of", "values_of"]
