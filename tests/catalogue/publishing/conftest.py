"""A catalogue as a library would publish it, of any size, in our own words; and a browser to look at it with."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from handouts.catalogue.entries import Catalogue, Entry, Facts, File, Refused, Retired, Review, Stale

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PARTS = [
    ("Ankle", "tobillo"),
    ("Arm", "brazo"),
    ("Back", "espalda"),
    ("Bladder", "vejiga"),
    ("Bone", "huesos"),
    ("Brain", "cerebro"),
    ("Chest", "pecho"),
    ("Ear", "oído"),
    ("Elbow", "codo"),
    ("Eye", "ojos"),
    ("Face", "cara"),
    ("Finger", "dedos"),
    ("Foot", "pie"),
    ("Gallbladder", "vesícula"),
    ("Hair", "cabello"),
    ("Hand", "mano"),
    ("Heart", "corazón"),
    ("Hip", "cadera"),
    ("Jaw", "mandíbula"),
    ("Kidney", "riñón"),
    ("Knee", "rodilla"),
    ("Liver", "hígado"),
    ("Lung", "pulmón"),
    ("Mouth", "boca"),
    ("Muscle", "músculos"),
    ("Nail", "uñas"),
    ("Nose", "nariz"),
    ("Pancreas", "páncreas"),
    ("Skin", "piel"),
    ("Stomach", "estómago"),
    ("Throat", "garganta"),
    ("Thyroid", "tiroides"),
    ("Tooth", "dientes"),
    ("Wrist", "muñeca"),
]
KINDS = [
    ("Pain", "Dolor de", "Ache", "Malestar de"),
    ("Swelling", "Hinchazón de", "Edema", "Edema de"),
    ("Injuries", "Lesiones de", "Trauma and wounds", "Traumatismos de"),
    ("Cancer", "Cáncer de", "Tumors", "Tumores de"),
    ("Infections", "Infecciones de", "Germs", "Gérmenes de"),
    ("Surgery", "Cirugía de", "Operation", "Operación de"),
    ("X-rays", "Radiografía de", "Imaging", "Imágenes de"),
    ("Transplantation", "Trasplante de", "Graft", "Injerto de"),
    ("Exercises", "Ejercicios de", "Stretching", "Estiramiento de"),
    ("Disorders", "Trastornos de", "Diseases", "Enfermedades de"),
    ("Cysts", "Quistes de", "Lumps", "Bultos de"),
    ("Spasms", "Espasmos de", "Cramps", "Calambres de"),
    ("Numbness", "Entumecimiento de", "Tingling", "Hormigueo de"),
    ("Bleeding", "Sangrado de", "Hemorrhage", "Hemorragia de"),
    ("Itching", "Picazón de", "Pruritus", "Prurito de"),
    ("Burns", "Quemaduras de", "Scalds", "Escaldaduras de"),
    ("Fractures", "Fracturas de", "Breaks", "Roturas de"),
    ("Allergies", "Alergias de", "Hypersensitivity", "Hipersensibilidad de"),
    ("Tests", "Pruebas de", "Examinations", "Exámenes de"),
    ("Rehabilitation", "Rehabilitación de", "Recovery", "Recuperación de"),
    ("Weakness", "Debilidad de", "Fatigue", "Fatiga de"),
    ("Stones", "Cálculos de", "Calculi", "Piedras de"),
    ("Implants", "Implantes de", "Devices", "Dispositivos de"),
    ("Problems in Children", "Problemas infantiles de", "Pediatric problems", "Problemas pediátricos de"),
    ("Inflammation", "Inflamación de", "Irritation", "Irritación de"),
    ("Scars", "Cicatrices de", "Marks", "Marcas de"),
    ("Deformities", "Deformidades de", "Malformations", "Malformaciones de"),
    ("Screening", "Detección de enfermedades de", "Check-up", "Chequeo de"),
    ("Care", "Cuidado de", "Self-care", "Autocuidado de"),
    ("Ultrasound", "Ecografía de", "Sonogram", "Ultrasonido de"),
]
GROUPS = [
    ("Blood, Heart and Circulation", "Sangre, corazón y circulación"),
    ("Bones, Joints and Muscles", "Huesos, articulaciones y músculos"),
    ("Brain and Nerves", "Cerebro y nervios"),
    ("Children and Teenagers", "Niños y adolescentes"),
    ("Diagnostic Tests", "Exámenes diagnósticos"),
    ("Digestive System", "Sistema digestivo"),
    ("Ear, Nose and Throat", "Oído, nariz y garganta"),
    ("Eyes and Vision", "Ojos y visión"),
    ("Kidneys and Urinary System", "Riñones y sistema urinario"),
    ("Older Adults", "Personas mayores"),
    ("Skin, Hair and Nails", "Piel, cabello y uñas"),
    ("Surgery and Rehabilitation", "Cirugía y rehabilitación"),
]
CHOICES = (("en",), ("es",), ("en", "es"))


def file(path: str, size: int = 85_000) -> File:
    return File(path, hashlib.sha256(path.encode()).hexdigest(), size)


def entry(topic: str = "gout", languages: tuple[str, ...] = ("en", "es"), **more: Any) -> Entry:
    """Return a handout; what is not said is that of a topic on gout."""
    edition = more.get("edition", "standard")
    name = ".".join([topic, "-".join(languages), *([edition] if edition != "standard" else [])])
    known = {
        "en": Facts(
            "Gout", "https://example.org/gout", "What gout is", ("Gouty arthritis",), ("Bones",), "MedlinePlus"
        ),
        "es": Facts("Gota", "https://example.org/es/gota", "Qué es la gota", ("Podagra",), ("Huesos",), "MedlinePlus"),
    }
    values: dict[str, Any] = {
        "name": name,
        "topic": topic,
        "languages": languages,
        "layout": "single" if len(languages) == 1 else "side-by-side",
        "edition": edition,
        "paper": "letter",
        "articles": {lang: known[lang] for lang in languages},
        "subjects": ("Gout",),
        "created": date(2001, 6, 1),
        "modified": date(2026, 3, 9),
        "pages": 4,
        "codes": 20,
        "pdf": file(f"handouts/{name}.pdf"),
        "record": file(f"handouts/{name}.json", 4_000),
        "html": file(f"handouts/{name}.html", 60_000),
    }
    return Entry(**{**values, **more})


def topic_entries(number: int) -> list[Entry]:
    """Return the handouts of one topic of the library: both languages, and each by itself; now and then one alone."""
    kind, part = KINDS[number % len(KINDS)], PARTS[number // len(KINDS) % len(PARTS)]
    more = "" if number < len(KINDS) * len(PARTS) else f" {number // (len(KINDS) * len(PARTS)) + 1}"
    groups = [GROUPS[n] for n in sorted({number % len(GROUPS), number * 7 % len(GROUPS)})]
    ident = f"{part[0]}{kind[0]}{more}".lower().replace(" ", "")
    source = {"source": "MedlinePlus", "attribution": ("NIH: National Institute on Examples",)}
    articles = {
        "en": Facts(
            f"{part[0]} {kind[0]}{more}",
            f"https://example.org/{ident}.html",
            f"What to know about {kind[0].lower()} of the {part[0].lower()}.",
            tuple([f"{part[0]} {kind[2].lower()}", f"Sore {part[0].lower()}"][: number % 3]),
            tuple(group[0] for group in groups),
            **source,
        ),
        "es": Facts(
            f"{kind[1]} {part[1]}{more}",
            f"https://example.org/spanish/{ident}.html",
            f"Lo que conviene saber sobre {kind[1].lower()} {part[1]}.",
            tuple([f"{kind[3]} {part[1]}"][: number % 2]),
            tuple(group[1] for group in groups),
            **source,
        ),
    }
    choices = CHOICES if number % 50 else [("en",), ("es",)][number // 50 % 2 : number // 50 % 2 + 1]
    return [
        entry(
            ident,
            languages,
            articles={lang: articles[lang] for lang in languages},
            subjects=(f"{part[0]} Diseases",),
            created=date(2000, 1, 1) + timedelta(days=number * 7),
            modified=date(2026, 1, 1) + timedelta(days=number % 300) if number % 4 else None,
            pages=(3 + number % 6) * len(languages),
            pdf=file(f"handouts/{ident}.{'-'.join(languages)}.pdf", 70_000 + number * 731 % 90_000),
        )
        for languages in choices
    ]


def library_of(topics: int, **more: Any) -> Catalogue:
    found = sorted((one for n in range(topics) for one in topic_entries(n)), key=lambda one: one.name)
    values: dict[str, Any] = {
        "publisher": {"en": "Riverside County Library", "es": "Biblioteca del condado de Riverside"},
        "program": "handouts 0.1.0",
    }
    return Catalogue(tuple(found), **{**values, **more})


def troubled() -> Catalogue:
    """Return a catalogue in which everything happened that a report tells of."""
    look = Review("alternative-texts", "page 1, the logo", "the picture has words for its alternative text", "Read it")
    whole = library_of(60, base="https://library.example/health/")
    entries = tuple(
        Entry(**{**{name: getattr(one, name) for name in one.__slots__}, "review": (look,)}) for one in whole.entries
    )
    return Catalogue(
        entries,
        refused=(
            Refused(
                "asthma.en-es",
                "asthma",
                "Asthma",
                ("en", "es"),
                "refused",
                (
                    Review("qr-decodes", "page 3, link to example.org", "the code cannot be read", "Make it larger"),
                    Review("contrast", "page 1", "grey on white is 3.1 to 1"),
                ),
            ),
            Refused("asma.es", "asma", "Asma", ("es",), "failed", (Review("", "", "the translation is not final"),)),
        ),
        retired=(
            Retired("anklepain-old.es", "anklepain-old", "Dolor viejo", ("es",), ("ankleburns.es", "gone.es")),
            Retired("old.en", "old", "An old topic", ("en",)),
        ),
        stale=(
            Stale("ankleburns", "Quemaduras de tobillo", "es", date(2026, 5, 4)),
            Stale("anklecare", "Cuidado de tobillo", "es", None),
        ),
        base=whole.base,
        publisher=whole.publisher,
        program=whole.program,
    )


@pytest.fixture(scope="session")
def library() -> Callable[..., Catalogue]:
    return library_of


@pytest.fixture(scope="session")
def make_entry() -> Callable[..., Entry]:
    return entry


@pytest.fixture(scope="session")
def trouble() -> Catalogue:
    return troubled()


@pytest.fixture(scope="session")
def hostile() -> Catalogue:
    """Return a catalogue whose texts try everything."""
    nasty = "</style></script><script>alert(1)</script> \"quoted\", 'single' & {{ 7*7 }} ||"
    address = "https://example.org/" + "x" * 369
    lines = Facts(
        "=cmd|' /C calc'!A0\r\nsecond line",
        address,
        "-1+1",
        ("+1", "@SUM(A1)", "\tTab"),
        (),
        "شفاء",
        ("a;b",),
    )
    words = Facts(nasty, address, nasty, (nasty,), (nasty,), nasty, (nasty,), translator=nasty, rights=nasty)
    return Catalogue(
        (
            entry("formula", ("en",), articles={"en": lines}, subjects=(), created=None, modified=None, pages=1),
            entry("markup", ("en", "es"), articles={"en": words, "es": words}, subjects=(nasty,), drafts=("es",)),
            entry("right-to-left", ("en",), articles={"en": Facts("شفاء (cure)")}),
            entry("strange name", ("es",), articles={"es": Facts("Ñandú")}, pdf=file("handouts/a b&c?#%\\\n.pdf")),
        ),
        refused=(Refused(nasty, nasty, nasty, ("en",), "failed", (Review(nasty, nasty, nasty, nasty),)),),
        retired=(Retired(nasty, nasty, nasty, ("en",), (nasty,)),),
        stale=(Stale(nasty, nasty, "es", None),),
        publisher={"en": nasty},
        base="https://example.org/a&b/",
    )


# --------------------------------------------------------------------------- a browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, on a profile of its own; in CI it has to be there."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is not here: apt-get install chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    with tempfile.TemporaryDirectory() as profile, sync_api.sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=program, headless=True, args=FLAGS
        )
        yield context
        context.close()


@pytest.fixture(scope="session")
def axe() -> str:
    package = pytest.importorskip("axe_playwright_python")
    return (Path(package.__file__).parent / "axe.min.js").read_text("utf-8")


@pytest.fixture
def opened(browser, tmp_path) -> Iterator[Callable[..., Any]]:
    """Return a function that opens a page in the browser; the page must ask for nothing and complain of nothing."""
    pages = []
    said: list[str] = []

    def open_page(data: bytes, width: int = 1280) -> Any:
        path = tmp_path / f"page-{len(pages)}.html"
        path.write_bytes(data)
        page = browser.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.on("request", lambda request: request.url != path.as_uri() and said.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield open_page
    for page in pages:
        page.close()
    assert said == []


@pytest.fixture
def violations(axe) -> Callable[[Any], list[str]]:
    """Return a function that says what axe-core finds on a page, with what it is not sure of."""

    def look(page: Any) -> list[str]:
        # axe-core asks what lies under a text; of lines that are not laid out yet the browser cannot tell it.
        page.evaluate("for (const one of document.querySelectorAll('li')) one.style.contentVisibility = 'visible'")
        page.evaluate(axe)
        found = page.evaluate(
            "axe.run(document, {resultTypes: ['violations', 'incomplete'], rules: {'target-size': {enabled: true}}})"
        )
        assert len(found["passes"]) > 20
        return [
            f"{one['id']}: {node['target']}"
            for one in found["violations"] + found["incomplete"]
            for node in one["nodes"]
        ]

    return look
