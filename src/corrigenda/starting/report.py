"""The starter report: its sources, and the declarations of its tables and figures."""

from calendar import month_name
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from corrigenda.drafting import Draft
from corrigenda.rules import BASES
from corrigenda.starting.checklists import checklist
from corrigenda.starting.facts import Facts, share
from corrigenda.starting.layout import blocks
from corrigenda.starting.markdown import one_line, opening, remark, said
from corrigenda.starting.sentences import colon, introduction, sentences
from corrigenda.starting.shown import Block, Exhibit
from corrigenda.starting.yaml_text import comment, entries
from corrigenda.study import Fieldwork, Study

RESOURCES = Path(__file__).parent / "resources"
SOURCES = ("report", "_response", "_findings", "_methods", "_limitations")
KEY_POINTS = 4  # lines of the summary
_EXCLUSIONS = {
    "preview": "previews of the questionnaire",
    "test": "tests",
    "spam": "responses marked as spam",
    "duplicate_start": "abandoned starts of respondents who finished another response",
    "unfinished": "other unfinished responses",
}


@cache
def environment():
    """Return what fills the templates of new projects."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader([RESOURCES / "report", RESOURCES / "project"]),
        comment_start_string="<#",  # {# opens an id in Markdown
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # Markdown, escaped where the words of an export enter it
    )


def report_files(draft: Draft, study: Study, facts: Facts, on: date | None) -> dict[str, str]:
    """Write the starter report.

    Parameters
    ----------
    draft
        What was guessed of the study.
    study
        What study.yaml says.
    facts
        Its items, and what the answers hold.
    on
        The date of the report; None for none.

    Returns
    -------
    dict
        The text of each file under its name in the folder of the report.
    """
    shown, left_out = blocks(draft.sections, facts)
    words = _words(draft, study, facts, shown, left_out) | {"date": on.isoformat() if on else ""}
    files = {
        f"{name}.qmd": _tidy(environment().get_template(f"{name}.qmd").render(words))
        for name in SOURCES
    }
    for name in ("_quarto.yml", "references.bib"):
        files[name] = (RESOURCES / "report" / name).read_text(encoding="utf-8")
    return files | {
        "exhibits.yaml": _exhibits_yaml([e for block in shown for e in _exhibits(block)], left_out),
        "statistics.yaml": _STATISTICS,
    }


def _words(
    draft: Draft, study: Study, facts: Facts, shown: Sequence[Block], left_out: Sequence[str]
) -> dict[str, Any]:
    chosen = checklist(draft.method)
    fieldwork = study.responses.fieldwork
    return {
        "title": _quoted(said(study.title, 200)),
        "checklist": chosen,
        "points": chosen.comment,
        "period": f", given {_between(fieldwork)}" if fieldwork else "",
        "fieldwork": _between(fieldwork) if fieldwork else "",
        "key_points": list(_key_points(shown, facts)),
        "exclusions": [{"rule": rule, "words": _EXCLUSIONS[rule]} for rule in study.exclude],
        "missing": " or ".join(f"“{said(word)}”" for word in sorted(draft.missing)[:6]),
        "coded": bool(draft.coding and draft.coding.items),
        "base": f"Percentages are {BASES[study.base]} unless it is said otherwise.",
        "blocks": [_block(block, facts) for block in shown],
        "left_out": [remark(title) for title in left_out],
    }


def _quoted(words: str) -> str:
    """Write Markdown as a value of the header, its backslashes as they are."""
    return "'" + words.replace("'", "''") + "'"


def _between(fieldwork: Fieldwork) -> str:
    first, last = (
        f"{d.day} {month_name[d.month]} {d.year}" for d in (fieldwork.first, fieldwork.last)
    )
    return f"on {first}" if first == last else f"between {first} and {last}"


def _exhibits(block: Block) -> tuple[Exhibit, ...]:
    return (*block.figures, *block.tables)


def _block(block: Block, facts: Facts) -> dict[str, Any]:
    return {
        "id": block.id,
        "title": opening(block.title, 90),
        "introduction": introduction(block),
        "sentences": list(sentences(block, facts)),
        "exhibits": _exhibits(block),
    }


def _key_points(shown: Sequence[Block], facts: Facts) -> Iterator[str]:
    """Say for the first item of some blocks what was answered most, and where it stands."""
    told = 0
    for block in shown:
        item = next((i for i in block.items if facts.tabled(i) and facts.chosen(i)), None)
        if item and told < KEY_POINTS:
            told += 1
            option = facts.chosen(item)[0]
            words = f"“{said(option.label, 100)}” for {share(item, option)}"
            label = f"**{said(item.label, 100)}**{colon(one_line(item.label, 100))}"
            yield f"{label} {words} (@sec-{block.id})."


def _tidy(text: str) -> str:
    """Leave no blank line twice, and none at the end."""
    lines: list[str] = []
    for line in text.split("\n"):
        line = line.rstrip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).rstrip("\n") + "\n"


def _exhibits_yaml(exhibits: Sequence[Exhibit], left_out: Sequence[str]) -> str:
    lines = comment(
        "The tables and figures of the report. A table is blocks of items; a figure names"
    )
    lines += comment(
        "its chart and items. Numbers in `alt` are claims, so they follow every correction."
    )
    if left_out:
        titles = "; ".join(remark(title) for title in left_out)
        lines += comment(f"Without a table, or without some of theirs, for want of room: {titles}.")
    lines.append("exhibits:" if exhibits else "exhibits: {}")
    for position, exhibit in enumerate(exhibits):
        lines += [""] if position else []
        lines += entries({exhibit.id: exhibit.settings}, 2, (exhibit.id,))
    return "\n".join(lines) + "\n"


_STATISTICS = """\
# Every option of every item is a statistic already (setting.private), and so are the mean, median,
# sum, min and max of a number. What combines or restricts them stands here, such as
#   experience.long: {any: [experience.over_5_to_10, experience.over_10]}
#   clients.many: {of: clients, at_least: 10}
statistics: {}
"""
