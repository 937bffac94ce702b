"""Scaffolding: every file of a new project, complete, and not yet written."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from corrigenda import __version__
from corrigenda.coding import Coding, coded_items
from corrigenda.drafting import Draft
from corrigenda.files import sha256, sha256_of
from corrigenda.forms import Value
from corrigenda.starting.checklists import checklist
from corrigenda.starting.declared import codebook_yaml, coding_yaml, declared_study, study_yaml
from corrigenda.starting.facts import Facts
from corrigenda.starting.markdown import escaped, one_line
from corrigenda.starting.report import RESOURCES, environment, report_files
from corrigenda.study import Codings, Responses

Files = dict[str, bytes | Path]
LEDGER = "id,respondent,item,old,new,reason,author,date\n"
_COUNTED = ("responses.exported", "responses.used", "responses.excluded")
_AS_THEY_ARE = {
    "Snakefile": "Snakefile",
    "Makefile": "Makefile",
    "profiles/default/config.yaml": "config.yaml",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
}


def data_files(
    draft: Draft,
    study_id: str,
    raw: Mapping[str, bytes | Path],
    responses: Responses,
    codings: Codings | None = None,
) -> Files:
    """Make what is known of a new study: its declarations, and the raw files with their register.

    Parameters
    ----------
    draft
        What was guessed of the study.
    study_id
        Its folder.
    raw
        The raw files under their names in ``raw/``: their bytes, or where they lie.
    responses
        Which of them holds the answers, and which product wrote it.
    codings
        Which of them holds the codings, if one does.

    Returns
    -------
    dict
        Under each path within the project its bytes, or the file that is to be copied there.
    """
    study = declared_study(draft, study_id, responses, codings)
    texts = {
        "study.yaml": study_yaml(study, draft),
        "codebook.yaml": codebook_yaml(draft),
        "corrections.csv": LEDGER,
        "raw/SHA256SUMS": "".join(f"{_hash(raw[name])}  {name}\n" for name in sorted(raw)),
    }
    if draft.coding and draft.coding.items:
        texts["coding.yaml"] = coding_yaml(draft.coding)
    files: Files = {f"data/{study_id}/{name}": text.encode() for name, text in texts.items()}
    return files | {f"data/{study_id}/raw/{name}": content for name, content in raw.items()}


def _hash(content: bytes | Path) -> str:
    return sha256(content) if isinstance(content, Path) else sha256_of(content)


def scaffold(
    draft: Draft,
    study_id: str,
    raw: Mapping[str, bytes | Path],
    responses: Responses,
    codings: Codings | None = None,
    *,
    seen: Mapping[str, Value],
    on: date | None = None,
    python: str = "",
) -> Files:
    """Make every file of a complete project.

    Parameters
    ----------
    draft, study_id, raw, responses, codings
        As for `data_files`.
    seen
        The statistics of the study, such as `counted` returns: they decide which options the
        sentences of the report name, and what its tests expect.
    on
        The date of the report; None for none.
    python
        The interpreter that ``make`` uses; empty for whatever python3 is.

    Returns
    -------
    dict
        Under each path within the project its bytes, or the file that is to be copied there.
    """
    study = declared_study(draft, study_id, responses, codings)
    items = draft.items | coded_items(draft.coding or Coding(), draft.items)
    texts = {
        f"report/{study_id}/{name}": text
        for name, text in report_files(draft, study, Facts(items, seen), on).items()
    }
    for path, name in _AS_THEY_ARE.items():
        texts[path] = (RESOURCES / "project" / name).read_text(encoding="utf-8")
    words = {
        "study_id": study_id,
        "heading": escaped(one_line(study.title)),
        "checklist": checklist(draft.method),
        "guessed": [escaped(one_line(line, 300)) for line in draft.guessed],
        "unknown": [escaped(one_line(line, 300)) for line in draft.unknown],
        "coded": bool(draft.coding and draft.coding.items),
        "version": __version__,
        "expected": [(name, int(seen[name])) for name in _COUNTED if name in seen],
    }
    for path, name in (
        ("README.md", "README.md"),
        ("requirements.txt", "requirements.txt"),
        ("tests/test_study.py", "test_study.txt"),
    ):
        texts[path] = environment().get_template(name).render(words)
    texts[f"figures/{study_id}/.gitkeep"] = ""
    if python:
        texts[".corrigenda.mk"] = f"PYTHON := {_for_make(python)}\n"
    made: Files = {path: text.encode() for path, text in texts.items()}
    return data_files(draft, study_id, raw, responses, codings) | made


def _for_make(path: str) -> str:
    return path.replace("$", "$$").replace("#", "\\#")
