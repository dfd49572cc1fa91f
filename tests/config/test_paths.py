from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from reader.config.paths import PLACES, Paths, find_paths, make_private
from reader.errors import ConfigError


def mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


@pytest.mark.skipif(sys.platform != "linux", reason="the XDG variables decide on Linux")
def test_the_xdg_variables_decide(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = Paths(
        data=home / ".local/share/corpus-reader",
        cache=home / ".cache/corpus-reader",
        state=home / ".local/state/corpus-reader",
        config=home / ".config/corpus-reader",
    )
    assert vars(find_paths()) == vars(expected)
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "elsewhere"))
    assert find_paths().journal == home / "elsewhere/corpus-reader/marks.sqlite3"


@pytest.mark.skipif(sys.platform != "linux", reason="the XDG variables decide on Linux")
def test_without_the_variables_the_folders_are_under_home(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name)
    assert find_paths().settings_file == home / ".config/corpus-reader/config.toml"


def test_asking_makes_nothing(home: Path) -> None:
    paths = find_paths()
    assert paths.listing()
    assert list(home.iterdir()) == []


def test_importing_makes_nothing(home: Path) -> None:
    subprocess.run([sys.executable, "-c", "import reader.config.paths"], check=True)
    assert list(home.iterdir()) == []


def test_every_file_lies_in_a_folder_of_the_program() -> None:
    paths = find_paths()
    for file in (paths.settings_file, paths.journal, paths.index, paths.session, paths.crashes):
        assert paths.holds(file.parent)
    assert not paths.holds(paths.data.parent)


def test_the_listing_names_the_marks_in_use(tmp_path: Path) -> None:
    paths = find_paths()
    assert [line.name for line in paths.listing()] == list(PLACES)
    assert paths.listing()[2].path == paths.journal
    assert paths.listing(journal=tmp_path / "ours.sqlite3")[2].path == tmp_path / "ours.sqlite3"


def test_a_user_without_a_home_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(_folders: object) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr(platformdirs.PlatformDirs, "user_data_path", property(homeless))
    with pytest.raises(ConfigError, match="no home folder; set HOME"):
        find_paths()


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_new_folders_are_private_under_any_umask(umask: int) -> None:
    folder = find_paths().crashes
    before = os.umask(umask)
    try:
        assert make_private(folder) == folder
    finally:
        os.umask(before)
    while folder.name != ".local":
        assert mode(folder) == 0o700
        folder = folder.parent


def test_a_folder_of_ours_that_is_open_is_closed() -> None:
    paths = find_paths()
    paths.index.mkdir(parents=True)
    paths.cache.chmod(0o755)
    paths.index.chmod(0o775)
    paths.cache.parent.chmod(0o755)
    make_private(paths.index)
    assert (mode(paths.index), mode(paths.cache), mode(paths.cache.parent)) == (0o700, 0o700, 0o755)


def test_a_folder_of_others_keeps_its_mode(tmp_path: Path) -> None:
    shared = tmp_path / "desk"
    shared.mkdir()
    shared.chmod(0o775)
    make_private(shared)
    assert mode(shared) == 0o775
    make_private(shared / "marks")
    assert (mode(shared), mode(shared / "marks")) == (0o775, 0o700)


def test_a_folder_of_another_user_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    data = find_paths().data
    data.mkdir(parents=True)
    data.chmod(0o755)
    monkeypatch.setattr(os, "geteuid", lambda: data.stat().st_uid + 1)
    make_private(data)
    assert mode(data) == 0o755


def test_a_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(OSError, match="taken"):
        make_private(tmp_path / "taken" / "below")
