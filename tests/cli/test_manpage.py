"""The manual page."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from reader import __version__
from reader.cli.arguments.command_names import COMMAND_NAMES
from reader.cli.shells.tables import command_parser
from reader.commands import COMMANDS
from reader.query.syntax.fields import FIELDS
from tests.cli.conftest import Call


@pytest.fixture
def page(call: Call) -> str:
    found = call("man")
    assert (found.code, found.err) == (0, "")
    return found.out


def test_the_page_tells_of_everything(page: str) -> None:
    plain = page.replace("\\-", "-")
    assert __version__ in page
    for verb in COMMAND_NAMES:
        assert f".SS reader {verb}" in plain
        assert all(name in plain for option in command_parser(verb).options for name in option.names)
    assert {field.name for field in FIELDS if f"\\fB{field.name}:\\fR" not in page} == set()
    assert {command.id for command in COMMANDS if command.help.split()[0] not in page} == set()


def test_nothing_of_the_text_is_taken_for_roff(page: str) -> None:
    requests = {line.split()[0] for line in page.splitlines() if line.startswith(".")}
    assert requests <= {".TH", ".SH", ".SS", ".TP", ".PP", ".nf", ".fi", ".br", ".sp"}
    assert page.isascii()
    assert set(re.findall(r"\\(.)", page)) <= set("-fe([&")


def test_queries_are_told_once(page: str) -> None:
    assert page.count("\\(gareader help query\\(ga") <= 1


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed here")
def test_mandoc_has_nothing_to_say_but_that_there_is_no_date(page: str) -> None:
    done = subprocess.run(["mandoc", "-T", "lint"], input=page, capture_output=True, text=True, check=False)
    said = [line for line in (done.stdout + done.stderr).splitlines() if "missing date" not in line]
    assert said == []


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed here")
def test_groff_sets_it_without_a_warning(page: str) -> None:
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8"], input=page, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "approve" in done.stdout
