"""What `from handouts import …` gives: the documented names, each loaded late, none of them hidden by a module."""

import inspect
import subprocess
import sys

import pytest

import handouts


def test_every_public_name_can_be_had_and_says_what_it_is() -> None:
    assert sorted(handouts._HOMES) == handouts.__all__ == sorted(handouts.__all__)
    for name in handouts.__all__:
        assert inspect.getdoc(getattr(handouts, name)), name


def test_a_public_name_is_not_shadowed_by_its_module() -> None:
    program = (
        "import handouts.build, handouts.sources, handouts.cli.make; from handouts import make; assert callable(make)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'biuld'"):
        _ = handouts.biuld


def test_importing_the_package_loads_nothing_heavy() -> None:
    program = (
        "import sys, handouts; heavy = {'weasyprint', 'lxml', 'pikepdf', 'babel', 'jinja2'} & set(sys.modules); "
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_example_of_the_package_works() -> None:
    from handouts import Request, load_builtin, make

    built = make(load_builtin("type-2-diabetes"), Request(("es",), "single", links=2), checks=False)
    assert built.pdf.startswith(b"%PDF-")
    assert built.codes == 2
    assert sum(built.stages.values()) > 0
