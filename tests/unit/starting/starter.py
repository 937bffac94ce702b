"""Drafts of small studies, ordinary and hostile, and the projects that are made of them."""

import csv
import io
from datetime import date
from pathlib import Path

from corrigenda.drafting.model import Draft, Section
from corrigenda.items import Item
from corrigenda.starting import start_project
from corrigenda.study import Fieldwork, Responses

TODAY = date(2026, 11, 22)
YES_NO = {"yes": "Yes", "no": "No"}
# What an export may hold, and what Markdown, YAML or an engine would make of it.
HOSTILE = (
    '](x){of="a.b"} ]{of="zz"}',
    "@tbl-x and [@key]",
    "<script>alert(1)</script>",
    "$x$ and $\\alpha$ for $5",
    "{{< include /etc/passwd >}}",
    "::: {#a .b}",
    "back\\slash \\n `code` ```{r}",
    "1. A list",
    "- dash",
    "# head {#sec-made}",
    "<!-- open",
    "--> close",
    "half of 20% — “quoted”",
    "x" * 500,
    "*em* _under_ **b** ~~s~~ ^sup^ ~sub~",
    "| a | b |",
    "=cmd|' /C calc'!A0",
    "yes",
    "null",
    "\u202eRTL\u2028line",
    "&lt; &amp; &#96;",
    "Table: caption {#tbl-q}",
    "https://example.org/](x) [a](b)",
    "![img](x.png)",
    "{{ 7*7 }} {% for %}",
    ": def",
    "[^1]: foot",
    "(@ex) list",
    "\\begin{x}",
    "---",
    "key: value # no comment",
)


def an_item(name: str, kind: str = "single", **settings) -> Item:
    """Declare an item that reads the column of its name."""
    needed = {"id": name, "kind": kind, "label": name.capitalize(), "column": name.upper()}
    options = {"options": YES_NO} if kind == "single" else {}
    return Item(**needed | options | settings)


def a_draft(*items: Item, sections=None, **settings) -> Draft:
    """Draft a study of some items, which make one section unless others are given."""
    named = {item.id: item for item in items}
    blocks = sections if sections is not None else {"About you": tuple(named)}
    needed = {
        "respondent": "RID",
        "exclude": ("preview", "test"),
        "finished": None,
        "fieldwork": Fieldwork(**{"from": "2024-03-01", "to": "2024-03-31"}),
        "missing": ("N/A",),
        "items": named,
        "sections": tuple(Section(title, tuple(ids)) for title, ids in blocks.items()),
        "title": "A small study",
    }
    return Draft(**needed | settings)


def a_hostile_draft(number: int = 0) -> tuple[Draft, dict[str, list[str]]]:
    """Draft a study in which every label, title and remark is hostile, with its cells."""
    items, cells = [], {}
    for n, bad in enumerate(HOSTILE):
        labels = dict.fromkeys([bad, HOSTILE[(n + 1) % len(HOSTILE)], "plain"])
        options = {f"o{k}": label for k, label in enumerate(labels)}
        items.append(an_item(f"i{n}", label=bad, question=bad, options=options))
        cells[f"I{n}"] = [bad, "plain", "plain"]
    for n, bad in enumerate(HOSTILE[:8]):
        items.append(an_item(f"t{n}", "open", label=bad))
        items.append(an_item(f"k{n}", "number", label=bad))
        cells |= {f"T{n}": ["a", "b", ""], f"K{n}": ["1", "4", "9"]}
    names = [item.id for item in items]
    cuts = [names[at : at + 3] for at in range(0, len(names), 3)]
    sections = tuple(Section(HOSTILE[k % len(HOSTILE)], tuple(c)) for k, c in enumerate(cuts))
    draft = a_draft(
        *items,
        title=HOSTILE[number],
        comments={"i1": ("a\n# - key: value\u2028evil: yes",)},
        guessed=HOSTILE,
        unknown=HOSTILE,
        missing=("<b>`x`", "n/a @x"),
        method="mixed",
    )
    return Draft(**{**vars(draft), "sections": sections}), cells


def an_export(cells: dict[str, list[str]]) -> bytes:
    """Write the cells of respondents R1, R2, … as Qualtrics does, behind one preview."""
    size = len(next(iter(cells.values())))
    head = ["RID", "StartDate", "Status", "Finished", *cells]
    keys = ["RID", "startDate", "status", "finished", *(f"QID{n}" for n in range(len(cells)))]
    rows = [head, head, [f'{{"ImportId":"{key}"}}' for key in keys]]
    rows.append(["R0", "2024-03-02 10:00:00", "Survey Preview", "True", *[""] * len(cells)])
    for n in range(size):
        given = [column[n] for column in cells.values()]
        rows.append([f"R{n + 1}", "2024-03-02 10:00:00", "IP Address", "True", *given])
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def a_project(folder: Path, draft: Draft, cells: dict[str, list[str]]) -> Path:
    """Make the project of a draft."""
    raw = {"export.csv": an_export(cells)}
    start_project(folder, draft, "small", raw, Responses(file="raw/export.csv"), on=TODAY)
    return folder
