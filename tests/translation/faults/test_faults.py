"""Single rules of the fault check, and that sound translations of real topics pass it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.compose.pairing import pair
from handouts.errors import ContentError
from handouts.model import Link
from handouts.pofile import Credits, Po
from handouts.sources import builtin, medlineplus_xml
from handouts.translation.earlier import Earlier, to_entries
from handouts.translation.faults import find_faults, load_glossary
from handouts.translation.merging import Translated, translations
from handouts.translation.pieces import Piece, to_pieces


def found(english: str, spanish: str, kind: str = "paragraph") -> list[tuple[str, str]]:
    one = Translated(Piece("p", kind, english), "p", "draft", spanish)
    return [(fault.check, fault.outcome) for fault in find_faults([one], load_glossary())]


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("Take 5mg.", "Tome 5 mg."),
        ("Wait 15 minutes, then go.", "Espere quince minutos y vaya."),
        ("a 30-minute walk", "una caminata de 30 minutos"),
        ("about 20,000 genes", "unos 20,000 genes"),
        ("half a cup", "media taza"),
        ("½ cup of juice", "½ taza de jugo"),
        ("You may march in May 2026.", "Puede marchar en mayo de 2026."),
        ("Call 1-800-555-0142 now.", "Llame ya al (800) 555-0142."),
        ("See https://clinic.example.org/spanish/x.", "Vea https://clinic.example.org/x."),
        ("It is 5 percent.", "Es el 5 por ciento."),
        ("The A1C test of 2 kinds", "La prueba A1C, de dos tipos"),
        ("Is it 3 to 4 tablets?", "¿Son de 3 a 4 tabletas?"),
        ("It is not safe.", "Es peligroso: evítelo."),
        ("Open from 8 a.m. to 5:30 p.m.", "Abierto de 8 a. m. a 5:30 p. m."),
        ("Come to the clinic at 8 a.m. or 12 p.m.", "Venga a las 8 de la mañana o a las 12 del mediodía."),
        ("Take it at 9 pm.", "Tómela a las 21:00 horas."),
        ("Take it at 8.", "Tómela a las 8."),
        (
            "Come here between 10/1/2026 and 11/30/2026.",
            "Venga entre el 1 de octubre de 2026 y el 30 de noviembre de 2026.",
        ),
        ("Fill 1/2 of your plate.", "Llene 1/2 de su plato."),
        ("About 3 million people have it.", "Unos 3 millones de personas la tienen."),
        ("It costs 6 billion a year.", "Cuesta 6,000 millones al año."),
        ("about 2 thousand", "unos 2,000"),
        ("1 in 10 people", "1 de cada 10 personas"),
        ("Take one pill every 4 hours.", "Tome una pastilla cada 4 horas."),
        ("Both of you need it.", "Los dos la necesitan."),
        ("Take it at the same time every day.", "Tómela todos los días a la misma hora."),
        ("Lie on your back.", "Acuéstese boca arriba."),
        ("It takes time. Ask for help.", "Toma tiempo. Pida ayuda."),
        ("Are you looking for help? Ask us.", "¿Busca ayuda? Pregúntenos."),
        ("Do not take more than 2.", "No tome más de 2."),
        ("Hepatitis B", "Hepatitis B"),
        ("Read it on the web.", "Léalo en la web."),
        ("Your parents and relatives", "Sus padres y parientes"),
        ("Your relative risk", "Su riesgo relativo"),
        ("Itching around the anus for years", "Picazón alrededor del ano durante años"),
        ("Once your child is 11, ask us.", "Cuando su hijo cumpla once años, pregúntenos."),
        ("Call 1-800-4-CANCER (1-800-422-6237).", "Llame al 1-800-422-6237 (1-800-4-CANCER)."),
        ("You are too sick to eat.", "No puede comer."),
    ],
)
def test_what_is_right_in_other_words_passes(english, spanish):
    assert found(english, spanish) == []


@pytest.mark.parametrize(
    ("english", "spanish", "check", "outcome"),
    [
        ("Come at 8 a.m.", "Venga por la mañana.", "times", "fail"),
        ("Come at 8 a.m. and 1 p.m.", "Venga a las 8 a. m. y a las 13:30.", "times", "fail"),
        ("Come at midnight, 12 a.m.", "Venga a medianoche, 12 de la noche.", "", ""),
        ("Come at 12 p.m.", "Venga a las 12 de la noche.", "times", "fail"),
        ("Open from 8 a.m. to 5 p.m., 30 days", "Abierto de 8 a 5, 30 días", "times", "review"),
        ("Due 11/12/2026.", "Para el 12/11/2026.", "dates", "review"),
        ("Due 11/12/2026.", "Para el 12/10/2026.", "numbers", "fail"),
        ("Due 11/12/2026.", "Para el 13/11/2026.", "numbers", "fail"),
        ("Due 25/12/2026.", "Para el 25/12/2026.", "dates", "review"),
        ("Treatment", "Treatment", "left in English", "review"),
        ("Prozac or Zoloft", "Prozac o Zoloft", "", ""),
        ("Humalog Kwikpen", "Humalog Kwikpen", "left in English", "review"),
        ("Sit down.", "Siéntate.", "usted", "review"),
        ("Don't take it.", "No la tomes.", "usted", "review"),
        ("for 4 hours", "cada 4 horas", "how often", "review"),
        ("every 4 hours", "durante 4 horas", "how often", "review"),
    ],
)
def test_figures_of_the_clock_and_the_calendar_and_single_words(english, spanish, check, outcome):
    assert found(english, spanish)[:1] == ([(check, outcome)] if check else [])


@pytest.mark.parametrize("kind", ["link", "organization"])
def test_names_may_stay_as_they_are(kind):
    assert found("The Society of the Heart", "The Society of the Heart", kind) == []
    assert found("Centers for Disease Control", "Fundación Mayo para la Educación", kind) == []


def test_an_address_has_to_be_one():
    assert found("https://x.example/a", "https://x.example/es/a", "address") == []
    assert found("https://x.example/a", "x.example/es", "address") == [("addresses", "fail")]
    assert found("https://x.example/a", "https://other.example/es", "address") == [("addresses", "review")]


def test_a_link_around_nothing_is_lost():
    piece = Piece("p", "paragraph", "Read <a1>this</a1>.", links={"a1": Link("https://x.example", "this", "en")})
    (fault,) = find_faults([Translated(piece, "p", "draft", "Lea esto<a1> </a1>.")])
    assert (fault.outcome, fault.message) == ("fail", "a link has no words")


def test_what_is_missing_is_no_fault_but_a_state():
    assert found("Take 5 mg.", "") == []


def test_faults_that_fail_come_first():
    faults = found("Do not take 5 mg.", "Tome 50 mg con usted, que tienes que hacerlo.")
    assert faults[0][1] == "fail"
    assert faults[-1][1] == "review"


@pytest.mark.parametrize("name", builtin.ids())
def test_no_sound_translation_of_ours_fails(name):
    articles = builtin.load_topic(name).articles
    english, spanish = articles["en"], articles["es"]
    pairs = [((a,), (b,), 1.0) for a, b in zip(english.blocks, spanish.blocks, strict=True)]
    check(name, english, Earlier(spanish, pairs, "", certain=True))


@pytest.mark.parametrize(
    ("day", "title"), [("2024-08-30", "Acne"), ("2024-08-30", "Acupuncture"), ("2012-07-21", "Abdominal Pain")]
)
def test_no_official_translation_fails(samples, day, title):
    articles = medlineplus_xml.load_topic(samples / f"mplus_topics_{day}_sample.xml", title).articles
    pairs = [(one.left, one.right, one.confidence) for one in pair(articles["en"], articles["es"]).pairs]
    check(title, articles["en"], Earlier(articles["es"], pairs, ""))


def check(name, english, earlier):
    pieces = to_pieces(english, "es")
    entries = tuple(replace(entry, fuzzy=False) for entry in to_entries(pieces, english, earlier))
    faults = find_faults(translations(Po("es", "x.po", "", Credits(), entries), pieces), load_glossary())
    print(f"{name}: {len(pieces)} pieces, {len(faults)} for a person: {[(f.check, f.id) for f in faults]}")
    assert [fault for fault in faults if fault.outcome == "fail"] == []
    assert len(faults) <= 0.25 * len(pieces)


PARTS = [
    "0/0/00",
    "31/12/2026",
    "99",
    ":75",
    " p.m.",
    " de la noche",
    "a las ",
    "1-800-",
    "ÑU",
    "½",
    ",5",
    "billones",
    " y ",
    ".",
]


@settings(deadline=None, derandomize=True, max_examples=200)
@given(*[st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=5)), max_size=12).map("".join)] * 2)
def test_nothing_that_is_written_stops_the_check(english, spanish):
    found(english, spanish)


# ----- the glossary


def test_a_glossary_of_one_s_own(tmp_path):
    path = tmp_path / "glossary.csv"
    path.write_text(
        "english,approved,forbidden,note\nnurse,enfermera|enfermero,nana,\n,,okey,slang\n", encoding="utf-8"
    )
    terms = load_glossary(path)

    def outcome(english: str, spanish: str) -> list[str]:
        one = Translated(Piece("p", "paragraph", english), "p", "draft", spanish)
        return [fault.message for fault in find_faults([one], terms) if fault.check == "glossary"]

    assert outcome("Ask your nurses.", "Pregunte a sus enfermeras.") == []
    assert outcome("Ask your nurse.", "Pregunte a la nana.") == ["“nana” for “nurse” is not to be used"]
    assert outcome("Ask your nurse.", "Pregunte.") == ["“nurse” is not translated as agreed"]
    assert outcome("Rest.", "Descanse, okey.") == ["“okey” is not to be used"]
    assert outcome("A nursery", "Una guardería") == []


@pytest.mark.parametrize(
    ("text", "fact"),
    [("english,forbidden\na,b\n", "no column 'approved'"), ("english,approved,forbidden\nnurse,,\n", "says nothing")],
)
def test_a_broken_glossary_is_named(tmp_path, text, fact):
    path = tmp_path / "glossary.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=fact):
        load_glossary(path)
