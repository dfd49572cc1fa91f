"""`config.toml` to settings: everything that is wrong with it is found at once and told with its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from reader.config.settings import Settings
from reader.errors import ConfigError, together


def load_settings(path: Path) -> Settings:
    """Return the settings of the file at `path`; the defaults where there is no such file.

    Raises `ConfigError` when the file cannot be read, is not TOML, or holds anything that is no setting or no
    value of it. One fault is told with its place and hint; of several, the message has one line each.
    """
    settings, faults = read_settings(path)
    if faults:
        raise together(faults)
    return settings


def read_settings(path: Path) -> tuple[Settings, list[ConfigError]]:
    """Return the settings of the file at `path` and what is wrong in it; a setting with a fault has its default.

    Raises `ConfigError` when the file as a whole cannot be read.
    """
    text = read_text(path)
    if text is None:
        return Settings(), []
    # Most starts find no settings file, and load nothing that is only needed to read one.
    from reader.config.reading import Reading
    from reader.config.toml_lines import key_lines

    document = parse_toml(text, path)
    reading = Reading(path, key_lines(text))
    return reading.settings(document), reading.faults


def read_text(path: Path) -> str | None:
    """Return the text of a file in the folder of the settings, None where there is none. Raises `ConfigError`."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigError(f"cannot be read ({error.strerror})", place=str(path)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError("is not UTF-8", place=f"{path}:{line}", hint="save the file as UTF-8") from error


def parse_toml(text: str, path: Path) -> dict[str, Any]:
    """Return what the text of a TOML file says. Raises `ConfigError` with the line of what is none."""
    import tomllib  # as above

    try:
        return tomllib.loads(text)
    except ValueError as error:
        # Also what is no TOMLDecodeError: a number of more digits than Python converts.
        message = f"is not TOML: {error}"
        where = re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", message, re.DOTALL)
        if where is None:
            raise ConfigError(message, place=str(path)) from error
        raise ConfigError(f"{where[1]} (column {where[3]})", place=f"{path}:{where[2]}") from error
    except RecursionError as error:
        raise ConfigError("is nested too deeply", place=str(path)) from error
