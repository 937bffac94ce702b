"""Released versions of a study with one table and one figure, built by hand."""

from pathlib import Path

from corrigenda.files import canonical_json, sha256_of
from corrigenda.releases.models import SUMS, Release
from corrigenda.releases.snapshot import Folder, Snapshot

HOSTILE = '</title><script>alert("1")</script>'
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="360pt" viewBox="0 0 360 240.4"><g>{}</g></svg>'
)
REPORT = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-AAAA='">
<title>A study</title>
<style>main > p::after { content: "</body>"; }</style>
</head>
<body>
<a class="skip" href="#report">Skip to the report</a>
<header><h1>A study</h1></header>
<main id="report">
<!-- <figure id="tbl-court"> -->
<figure class="exhibit" id="tbl-court"><figure>within</figure><p>the table</p></figure>
<div class="exhibit" id='fig-court'><div>the picture</div></div>
<template><figure id="fig-court"></figure></template>
</main>
<footer class="colophon">The foot</footer>
<script>var text = "<footer class='colophon'>";</script>
</body>
</html>
"""
QUARTO = """\
<!DOCTYPE html>
<html><head>
<meta charset="utf-8">
<script>run("<body>");</script>
<script type="application/json">{"data": 1}</script>
</head>
<body class="fullcontent quarto-light">
<div id="quarto-content">
<main class="content" id="quarto-document-content">
<div id="tbl-court" class="quarto-float"><figure><div>the table</div></figure></div>
<a href="" onclick="window.quartoToggleColorScheme(); return false;">switch</a>
</main>
</div>
</body></html>
"""


def shown(name: str, **settings) -> dict:
    """Describe an exhibit."""
    kind = "table" if name.startswith("tbl") else "figure"
    suffixes = ("html", "csv", "json") if kind == "table" else ("svg", "png", "csv", "json")
    said = {
        "id": name,
        "kind": kind,
        "label": f"{kind.capitalize()} 1",
        "caption": "Court & <more>",
        "alt": "Bars: 2 said yes.",
        "source": "Source: a.csv.",
        "record": f"tiny/{name}@0123456789ab",
        "files": [f"{name}.{suffix}" for suffix in suffixes],
    }
    return said | settings


def release(version: str = "1.0.0", **settings) -> Release:
    """Describe a version."""
    empty = dict.fromkeys(("subtitle", "abstract", "notice", "notice_short", "commit"), "")
    said = {
        "study": "tiny",
        "version": version,
        "date": "2024-05-01",
        "note": f"Note of {version}.",
        "title": "A study",
        "lang": "en-GB",
        "authors": [{"name": "The Team"}],
        "publication": {},
        "record": "tiny/report@0123456789ab",
        "data": sha256_of(b"data"),
        "dirty": False,
        "software": {"corrigenda": "0.1.0"},
        "exhibits": [shown("tbl-court"), shown("fig-court")],
        "earlier": {},
        "changes": "",
    }
    return Release.model_validate(empty | said | settings)


def version(number: str = "1.0.0", page: str = REPORT, n: int = 2, **settings) -> Snapshot:
    """Build what a version holds; ``n`` respondents said yes."""
    about = release(number, **settings)
    files = {
        "release.json": canonical_json(about.model_dump(mode="json")),
        "report.html": page,
        "report.pdf": f"%PDF {number}",
        "ledger.json": "[]",
        "statistics.json": "{}",
        "text.json": "[]",
        "declarations.json": "{}",
        "provenance/report.json": canonical_json(_record("report") | _COMPOSED),
        "provenance/statistics.json": canonical_json(
            _record("statistics") | {"code": _CODE, "data": "", "statistics": {}} | _LINEAGE
        ),
    }
    for one in about.exhibits:
        files |= {f"{one.id}/{name}": text for name, text in _exhibit(one, n).items()}
    return Snapshot({name: text.encode() for name, text in files.items()})


def _exhibit(one, n: int) -> dict[str, str]:
    data = f"block,row,n,base,percent\nCourt,Yes,{n},4,{25 * n}\n"
    record = _record(one.id) | {"exhibit": one.id, "kind": one.kind, "code": _CODE}
    record |= {"declaration": {"file": "e.yaml", "digest": ""}, "data": sha256_of(data.encode())}
    facts = [{"term": "Items", "lines": ["court: <b>"]}, {"term": "Audit", "lines": ["audit"]}]
    code = {"name": "corrigenda.tables.to_html", "text": "def to_html(): ..."}
    held = {
        "csv": data,
        "json": canonical_json(record | {"files": {}} | _LINEAGE),
        "html": f"<div><table><tr><td>{n}</td></tr></table></div>",
        "svg": SVG.format(n),
        "png": "a picture",
    }
    told = canonical_json({"facts": facts, "declaration": f"{one.id}: x", "code": code})
    files = {name: held[name.rpartition(".")[2]] for name in one.files}
    return files | {"facts.json": told}


def _record(name: str) -> dict:
    said = {"study": "tiny", "release": "1.0.0", "corrigenda": "0.1.0", "job": name}
    return {"id": f"tiny/{name}@0123456789ab"} | said


_CODE = {"function": "draw", "sha256": ""}
_COMPOSED = {"data": "", "sources": {}, "exhibits": {}, "ledger": {"file": "", "sha256": ""}}
_RAW = {"file": "raw/a.csv", "sha256": "", "exported": 4, "used": 4, "rows": "4-7", "left_out": {}}
_LINEAGE = {
    "lineage": {"reads": [], "items": {}, "responses": _RAW, "codings": None, "corrections": []}
}


def lay(site: Path, *snapshots: Snapshot) -> Path:
    """Lay versions into a site as releases."""
    for snapshot in snapshots:
        folder = site / snapshot.release.study / snapshot.release.version
        for name, content in snapshot.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (folder / SUMS).write_text(f"sums of {snapshot.release.version}\n", encoding="utf-8")
    return site


def held(folder: Path) -> Snapshot:
    """Read a version back."""
    return Snapshot(Folder(folder))
