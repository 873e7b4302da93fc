"""Translations that can be trusted: what is translated, by whom, of which English, and whether it still holds.

    Article ──► pieces ──► PO or XLIFF ──► a translator ──► merging ──► Article
                                                  faults, review sheet, approval, board

Works on a topic of any source. A translation is one PO file; see `handouts.pofile` for what its header says.

    notation    running text as a translator sees it: words, and numbered tags for links and emphasis
    pieces      what of an article is translated, piece by piece
    merging     how far each piece is translated, after the English may have changed
    articles    the article that a translation gives
    faults      what is wrong in a translation: failures, and what a person should look at
    sheet       the review sheet
    board       how far all topics are
    xliff       the other file format of translators
    reading     how hard a text is to read
"""
