"""Mount points are found before anything is moved or emptied."""

import os
import shutil
import subprocess
import sys

import pytest

from corrigenda.releases import mounts
from corrigenda.releases.mounts import mounted

# Binds real to www/nas, and then runs the code that follows.
_BOUND = 'mount --bind real www/nas 2>&1 && exec "$0" -c "$1"'


def bound(folder, code: str) -> str:
    """Run code where a folder of the same file system is bound into another one."""
    for name in ("real", "www/nas"):
        (folder / name).mkdir(parents=True)
    (folder / "real/photo.jpg").write_bytes(b"theirs")
    for options in (["-m"], ["-rm"]):
        command = ["unshare", *options, "sh", "-c", _BOUND, sys.executable, code]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if not done.returncode:
            return done.stdout.strip()
    return pytest.skip(f"nothing can be mounted here: {done.stdout}{done.stderr}")


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs unshare")
def test_a_folder_of_the_same_file_system_that_is_bound_is_found(tmp_path):
    code = (
        "from pathlib import Path; from corrigenda.releases.mounts import mounted; "
        "print(mounted(Path('www')), mounted(Path('real')), mounted(Path('www/nas/none')))"
    )
    assert bound(tmp_path, code) == f"{(tmp_path / 'www/nas').resolve()} None None"


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs unshare")
def test_a_folder_that_is_bound_into_a_site_keeps_its_files(tmp_path):
    code = (
        "from pathlib import Path; from corrigenda.releases.writing import renewed\n"
        "try:\n    with renewed(Path('www')): pass\n"
        "except Exception as error: print(error)"
    )
    assert bound(tmp_path, code).startswith("www/nas: it is a mount point.")
    assert (tmp_path / "real/photo.jpg").exists()


def test_names_are_read_as_the_system_writes_them(tmp_path, monkeypatch):
    here = tmp_path / "a folder"
    here.mkdir()
    name = os.fsencode(here / "ä b").replace(b" ", rb"\040")
    line = b"36 35 98:0 / " + name + b" rw,noatime - ext4 /dev/root rw\n"
    (tmp_path / "mountinfo").write_bytes(b"1 0 8:1 / / rw - ext4 /dev/x rw\n" + line)
    monkeypatch.setattr(mounts, "_TABLE", tmp_path / "mountinfo")
    assert mounted(here) == (here / "ä b").resolve()
    assert mounted(tmp_path / "a") is None


def test_where_the_system_has_no_list_folders_are_looked_at(tmp_path, monkeypatch):
    (tmp_path / "www/nas/photos").mkdir(parents=True)
    nas = (tmp_path / "www/nas").resolve()
    monkeypatch.setattr(mounts, "_TABLE", tmp_path / "none")
    monkeypatch.setattr(os.path, "ismount", lambda path: str(path) == str(nas))
    assert mounted(tmp_path / "www") == nas
    assert mounted(tmp_path / "www/nas/photos") is None
