"""The reference study, released twice with a correction between."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

from shared import REFERENCE, SAID, run

STUDY = REFERENCE
OLD, NEW = "1.0.0", "1.1.0"
FIRST_NOTE, SECOND_NOTE = "First public version.", "A call-back corrected one answer."
REASON = "Call-back, a colleague nearby can be asked"
ROW = f'C018,R020,supervisor,No,Yes,"{REASON}",KR (interviewer),2014-02-03\n'
TABLE, FIGURE = "tbl-experience", "fig-answers"  # they show the item that is corrected
UNMOVED = "tbl-sample"
DATES = {OLD: datetime(2026, 11, 23, tzinfo=UTC), NEW: datetime(2027, 1, 11, tzinfo=UTC)}
WHO = ("user.name=A. Lee", "user.email=lee@example.org", "commit.gpgsign=false")


def release_twice(built: Path, folder: Path) -> None:
    """Release the built reference study; correct it and release it again.

    Parameters
    ----------
    built
        The reference study.
    folder
        Where a copy of it is laid, and released; what the commands said lies beside.
    """
    project = folder / "a project"
    shutil.copytree(built, project, symlinks=True)
    (project / ".gitignore").write_text("build/\n.snakemake/\n", encoding="utf-8")
    run(project, "git", "init", "--quiet")
    said = dict([_release(project, OLD, FIRST_NOTE)])
    ledger = project / f"data/{REFERENCE}/corrections.csv"
    ledger.write_text(ledger.read_text(encoding="utf-8") + ROW, encoding="utf-8")
    run(project, "corrigenda", "update", "--phrases")
    run(project, "corrigenda", "build")
    said[f"corrigenda diff {OLD}"] = run(project, "corrigenda", "diff", OLD)
    said |= [_release(project, NEW, SECOND_NOTE)]
    (folder / SAID).write_text(json.dumps(said), encoding="utf-8")


def _release(project: Path, version: str, note: str) -> tuple[str, str]:
    run(project, "git", "add", "--all")
    run(project, "git", *(f for one in WHO for f in ("-c", one)), "commit", "--quiet", "-m", note)
    epoch = {"SOURCE_DATE_EPOCH": f"{DATES[version].timestamp():.0f}"}
    said = run(project, "corrigenda", "release", version, "--note", note, **epoch)
    return f'corrigenda release {version} --note "{note}"', said
