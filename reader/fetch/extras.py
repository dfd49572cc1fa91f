"""The extras of the installation: whether one is there, and the command that adds it to this installation."""

from __future__ import annotations

import importlib.util
import json
import shlex
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit

from reader.fetch.errors import FetchError

DISTRIBUTION = "reader-tui"
REQUIREMENTS: Mapping[str, tuple[str, ...]] = {
    "fulltext": ("trafilatura>=2", "lxml_html_clean"),
    "images": ("textual-image>=0.12", "pillow>=10.3,<14"),
}
"""What each extra installs, as `pyproject.toml` has it."""

MODULES: Mapping[str, tuple[str, ...]] = {"fulltext": ("trafilatura",), "images": ("PIL", "textual_image")}
"""The modules by which each extra is recognised."""


def are_installed(modules: Sequence[str]) -> bool:
    """Return whether all of these top-level modules can be imported."""
    return all(importlib.util.find_spec(module) is not None for module in modules)


def missing_extra(extra: str, what: str) -> FetchError:
    """Return the error for an extra that is not installed; `what` is what needs it."""
    return FetchError(
        f"{what} needs the extra “{extra}”, which is not installed", hint=install_command(extra)
    )


def install_command(extra: str) -> str:
    """Return the command, for a shell, that adds an extra to this installation by the tool that made it.

    pipx and pip are given the packages of the extra, which works from wherever the program was installed. What is
    added so to an environment of `uv tool` is gone with the next upgrade: uv is given the program with its extras.
    """
    environment = Path(sys.prefix)
    packages = REQUIREMENTS[extra]
    if (environment / "pipx_metadata.json").exists():
        command = ["pipx", "inject", environment.name, *packages]
    elif (environment / "uv-receipt.toml").exists() and (program := _program_with(extra)):
        command = ["uv", "tool", "install", *program]
    elif are_installed(["pip"]):
        command = [sys.executable, "-m", "pip", "install", *packages]
    else:
        command = ["uv", "pip", "install", "--python", sys.executable, *packages]
    return shlex.join(command)


def _program_with(extra: str) -> list[str]:
    """Return the program with an extra, and with those that it has, as `uv tool install` takes it.

    Empty where the folder or file that it was installed from is no longer there.
    """
    extras = ",".join(name for name in MODULES if name == extra or are_installed(MODULES[name]))
    try:
        origin = json.loads(distribution(DISTRIBUTION).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, OSError, ValueError):
        return []
    address = origin.get("url", "")
    if not address:  # from the package index
        return [f"{DISTRIBUTION}[{extras}]"]
    if "vcs_info" in origin:
        return [f"{DISTRIBUTION}[{extras}] @ {origin['vcs_info']['vcs']}+{address}"]
    parts = urlsplit(address)
    if parts.scheme != "file":
        return [f"{DISTRIBUTION}[{extras}] @ {address}"]
    source = Path(unquote(parts.path))
    kept = ["--editable"] if origin.get("dir_info", {}).get("editable") else []
    return [*kept, f"{source}[{extras}]"] if source.exists() else []
