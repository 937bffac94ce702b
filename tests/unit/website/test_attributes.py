"""What git keeps of a site: every byte, also where it ends lines in its own way."""

import shutil
import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]
CONTENT = b"a,b\r\n1,2\r\n"


def test_git_changes_no_line_end_of_what_is_released(tmp_path):
    def git(*arguments: str) -> bytes:
        done = subprocess.run(["git", *arguments], cwd=tmp_path, capture_output=True, check=True)
        return done.stdout

    shutil.copy(REPOSITORY / ".gitattributes", tmp_path)
    path = tmp_path / "site/tiny/1.0.0/ledger.csv"
    path.parent.mkdir(parents=True)
    path.write_bytes(CONTENT)
    git("init", "--quiet")
    git("-c", "core.autocrlf=true", "add", ".")
    assert git("cat-file", "blob", ":site/tiny/1.0.0/ledger.csv") == CONTENT
    path.unlink()
    git("-c", "core.autocrlf=true", "checkout", "--", ".")
    assert path.read_bytes() == CONTENT
