"""The appendix "How this report was made", as sections that the filter lays out."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corrigenda.accounts import Accounts, fact
from corrigenda.corrections import withdrawn
from corrigenda.readers.findings import Finding
from corrigenda.reconciliation import Reconciliation
from corrigenda.rendering.flow import Flow
from corrigenda.rules import left_out
from corrigenda.wording import counted

Block = dict[str, object]
FIGURE = "fig-made-flow"


def sections(
    accounts: Accounts,
    flow: Flow,
    sources: Mapping[str, str],
    moved: Mapping[str, list[str]],
    software: Mapping[str, str],
    reconciliation: Reconciliation | None,
    notes: Sequence[Finding] = (),
) -> list[dict]:
    """Lay out the appendix.

    Parameters
    ----------
    accounts
        What the page tells of provenance.
    flow
        What went through the study.
    sources
        The declarations and sources of the report, each with its hash.
    moved
        What each row of the ledger moved.
    software
        The software and its versions.
    reconciliation
        The comparison with published tables, where there are any.
    notes
        What reading the raw files found and forgave.

    Returns
    -------
    list of dict
        ``id``, ``title`` and ``blocks`` of each section.
    """
    made = [
        _section("flow", "From the raw export to the report", _flow(accounts, flow)),
        _section("corrections", "Corrections", _corrections(accounts, moved)),
        _section("items", "Items and where they are in the export", _items(accounts)),
        _section("exhibits", "Tables and figures", _exhibits(accounts)) | {"only": "typst"},
        _section("files", "Files", _files(accounts, sources)),
        *([_section("notes", "Notes on reading the files", _noted(notes))] if notes else []),
        _section("software", "Software", _software(software)),
    ]
    if reconciliation:
        compared = _section("published", "Against the published tables", _compared(reconciliation))
        made.insert(2, compared)
    return made


def _section(name: str, title: str, blocks) -> dict:
    return {"id": f"sec-made-{name}", "title": title, "blocks": list(blocks)}


def _text(text: str) -> Block:
    return {"kind": "text", "text": text}


def _table(*columns: tuple):
    """Return what makes a table of rows; a column is a title, a width, and whether it is code."""
    heads = [
        {"title": title, "width": width} | ({"mono": True} if mono else {})
        for title, width, *mono in columns
    ]
    return lambda rows: {"kind": "table", "columns": heads, "rows": [list(row) for row in rows]}


def _flow(accounts: Accounts, flow: Flow) -> Iterator[Block]:
    found = accounts.responses
    name = Path(found.file).name
    yield _text(
        f"The export {name} holds {found.exported:,} responses, of which {found.used:,} are used. "
        "Cleaning applies the corrections and writes one file for each item; every table, figure "
        "and number is computed from these files, and a sentence whose number does not agree with "
        "them stops the build."
    )
    yield {
        "kind": "figure",
        "id": FIGURE,
        "file": "flow.svg",
        "alt": _alternative(flow),
        "caption": "How the data flow from the raw export to this report",
    }
    if found.left_out:
        out = found.in_order(accounts.project.study.exclude)
        rows = [(left_out(rule, gone.n), str(gone.n)) for rule, gone in out.items()]
        yield _text("Left out, each by a rule that the study declares:")
        yield _table(("Rule", 0.8), ("Responses", 0.2))(
            (words.partition(" ")[2].capitalize(), n) for words, n in rows
        )


def _alternative(flow: Flow) -> str:
    coded = f" and {counted(flow.coded, 'coded item')}" if flow.coded else ""
    return (
        f"{counted(flow.exported, 'response')}, of which {flow.used:,} are used; with "
        f"{counted(flow.corrections, 'correction')} they become {counted(flow.items, 'item')}"
        f"{coded}; from these come {counted(flow.tables, 'table')}, "
        f"{counted(flow.figures, 'figure')} and {counted(flow.statistics, 'statistic')}, and "
        f"{counted(flow.claims, 'number')} in the text of the report."
    )


def _corrections(accounts: Accounts, moved: Mapping[str, list[str]]) -> Iterator[Block]:
    ledger = accounts.project.ledger
    if not ledger:
        yield _text("The ledger holds no corrections.")
        return
    kept = "respondents" not in accounts.project.study.discloses
    yield _text(
        "The raw export is never edited. What turned out to be wrong in it was put right by the "
        "rows of a ledger, each with its reason. Below each row stands what it moved when it came "
        f"to the rows above it.{' Who answered is kept back.' if kept else ''}"
    )
    gone = withdrawn(ledger)
    facts = []
    for row in ledger:
        by = f" (withdrawn by {gone[row.id].id})" if row.id in gone else ""
        about = f"{row.item}: " if row.item else ""
        why = f"{row.date}, {accounts.reason(row)}"
        lines = [f"{about}{accounts.change(row)}{by}", why, _moved(moved[row.id])]
        facts.append(fact(row.id, lines))
    yield {"kind": "facts", "facts": facts}


def _moved(lines: list[str]) -> str:
    told = "; ".join(" ".join(line.split()) for line in lines)
    return f"Moved: {told}" if "→" in told or told.startswith("in ") else told.capitalize()


def _items(accounts: Accounts) -> Iterator[Block]:
    name = Path(accounts.responses.file).name
    yield _text(f"Every item of the study, with its columns of {name}.")
    yield _table(("Item", 0.24, True), ("What it is", 0.4), ("Columns", 0.36))(
        (
            item.id,
            item.label,
            accounts.columns(item).removeprefix("columns ").removeprefix("column "),
        )
        for item in accounts.project.items.values()
    )


def _exhibits(accounts: Accounts) -> Iterator[Block]:
    yield _text(
        "Each of them is computed from the responses that are used and from the raw files that are "
        "named below. What is its own stands here; its record lies beside it."
    )
    for name, record in accounts.exhibits.items():
        yield {
            "kind": "facts",
            "of": name,
            "facts": [*accounts.own_facts(record.lineage), fact("Record", [record.id])],
        }


def _files(accounts: Accounts, sources: Mapping[str, str]) -> Iterator[Block]:
    lineage = accounts.statistics.lineage
    raw = [lineage.responses, *([lineage.codings] if lineage.codings else [])]
    yield _text(
        "What this report was made from. A file is the same as the one named here if its SHA-256 "
        "is; corrigenda verify compares them all."
    )
    rows = [(file.file, file.sha256) for file in raw] + list(sources.items())
    yield _table(("File", 0.42, True), ("SHA-256", 0.58, True))(rows)


def _noted(notes: Sequence[Finding]) -> Iterator[Block]:
    yield _text("What the readers of the raw files found, and what they had to forgive.")
    told = {
        term: [_sentence(finding.text) for finding in notes if finding.kind == kind]
        for term, kind in (("Found", "found"), ("Forgiven", "forgiven"))
    }
    yield {"kind": "facts", "facts": [fact(term, lines) for term, lines in told.items() if lines]}


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].removesuffix('.')}."


def _software(software: Mapping[str, str]) -> Iterator[Block]:
    yield _text("What computed and rendered this report.")
    yield _table(("Software", 0.5), ("Version", 0.5))(software.items())


def _compared(found: Reconciliation) -> Iterator[Block]:
    yield _text(f"{found.summary} in percentage, count and base.")
    notes = {(m.table, m.row): m.note for m in found.known}
    if found.mismatches:
        yield _text("What does not match, and why:")
        yield _table(
            ("Published table and row", 0.36), ("Published", 0.14), ("Here", 0.14), ("Why", 0.36)
        )(
            (
                f"{c.table}: {c.row}",
                c.printed,
                c.ours,
                notes.get((c.table, c.row), "Not explained."),
            )
            for c in found.mismatches
        )
    if found.texts:
        printed = {(c.table, c.row): c.printed for c in found.cells}
        yield _text("Where the publication's own text and tables differ:")
        yield _table(("Published table and row", 0.5), ("Table", 0.2), ("Text", 0.3))(
            (f"{t.table}: {t.row}", printed[t.table, t.row], t.says) for t in found.texts
        )
