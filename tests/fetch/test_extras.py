"""The extras: recognised, and offered by the command that fits the installation."""

from __future__ import annotations

import json
import shlex
import sys
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import SimpleNamespace

import pytest

from reader.fetch import extras
from reader.fetch.extras import REQUIREMENTS, install_command
from tests.house.sources import ROOT

TEXTS = list(REQUIREMENTS["fulltext"])


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of an environment that holds the extra `images`, and pip."""
    folder = tmp_path / "reader-tui"
    folder.mkdir()
    monkeypatch.setattr(sys, "prefix", str(folder))
    monkeypatch.setattr(extras, "are_installed", lambda modules: tuple(modules) != ("trafilatura",))
    return folder


def installed_from(monkeypatch: pytest.MonkeyPatch, origin: str | None) -> None:
    def found(_name: str) -> SimpleNamespace:
        return SimpleNamespace(read_text=lambda _file: origin)

    monkeypatch.setattr(extras, "distribution", found)


def test_the_extras_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == extras.DISTRIBUTION
    assert {name: list(packages) for name, packages in REQUIREMENTS.items()} == {
        name: packages for name, packages in project["optional-dependencies"].items() if name != "dev"
    }
    assert set(extras.MODULES) == set(REQUIREMENTS)


def test_pipx_adds_to_the_environment_it_made(environment: Path) -> None:
    (environment / "pipx_metadata.json").touch()
    assert shlex.split(install_command("fulltext")) == ["pipx", "inject", "reader-tui", *TEXTS]


def test_pip_and_uv_add_to_any_other(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shlex.split(install_command("fulltext")) == [sys.executable, "-m", "pip", "install", *TEXTS]
    monkeypatch.setattr(extras, "are_installed", lambda _modules: False)
    assert shlex.split(install_command("fulltext"))[:5] == [
        "uv",
        "pip",
        "install",
        "--python",
        sys.executable,
    ]


@pytest.mark.parametrize(
    ("origin", "program"),
    [
        (None, ["reader-tui[fulltext,images]"]),
        ({"url": "file://HERE", "dir_info": {}}, ["HERE[fulltext,images]"]),
        ({"url": "file://HERE", "dir_info": {"editable": True}}, ["--editable", "HERE[fulltext,images]"]),
        (
            {"url": "https://host.example/reader.git", "vcs_info": {"vcs": "git", "commit_id": "0"}},
            ["reader-tui[fulltext,images] @ git+https://host.example/reader.git"],
        ),
        (
            {"url": "https://host.example/r.whl", "archive_info": {}},
            ["reader-tui[fulltext,images] @ https://host.example/r.whl"],
        ),
    ],
)
def test_uv_is_given_the_program_with_all_its_extras(
    environment: Path, monkeypatch: pytest.MonkeyPatch, origin: object, program: list[str]
) -> None:
    (environment / "uv-receipt.toml").touch()
    text = None if origin is None else json.dumps(origin).replace("HERE", str(environment))
    installed_from(monkeypatch, text)
    expected = [part.replace("HERE", str(environment)) for part in program]
    assert shlex.split(install_command("fulltext")) == ["uv", "tool", "install", *expected]


@pytest.mark.parametrize("origin", ['{"url": "file:///nowhere/at/all"}', "nonsense"])
def test_where_the_source_is_gone_its_packages_are_named(
    environment: Path, monkeypatch: pytest.MonkeyPatch, origin: str
) -> None:
    (environment / "uv-receipt.toml").touch()
    installed_from(monkeypatch, origin)
    assert shlex.split(install_command("fulltext"))[-2:] == TEXTS


def test_an_installation_that_nobody_noted(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> None:
        raise PackageNotFoundError(name)

    (environment / "uv-receipt.toml").touch()
    monkeypatch.setattr(extras, "distribution", unknown)
    assert shlex.split(install_command("fulltext"))[-2:] == TEXTS
