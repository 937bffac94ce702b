"""Tampering with each kind of file of the tiny study, and what `verify` has to say of it.

Each case is what was done, then the one finding: its kind, place, message, and what hangs on it.
"""

import json
from collections.abc import Callable

from folders import Folder

from corrigenda.files import canonical_json, sha256

BUILT, SHOWN, RECEIPTS = "build/tiny", "figures/tiny", "build/.receipts/tiny"
LEDGER = "data/tiny/corrections.csv"
RAW, REGISTER = "data/tiny/raw/interviews.csv", "data/tiny/raw/SHA256SUMS"
EXHIBITS = ["tbl-setting", "tbl-court", "tbl-cases", "fig-court"]
REPORT = ["report.html", "report.pdf"]
ALL = [*EXHIBITS, "statistics", *REPORT]

EDITED = "it was edited by hand: the build wrote something else."
MISSING = "it is missing: the build wrote it."
RECORD_EDITED = "the record was edited by hand: the build wrote something else."
RAW_CHANGED = "the raw file changed: it is not the registered one."
OTHERWISE = "it is not what its record tells of: one of them was edited by hand."
UNBUILT = "not built here: slices, statistics and report cannot be held against anything."

REWORDED = (
    "reasons, authors or dates in the ledger changed since the report was made; "
    "they move no number."
)

Tampering = Callable[[Folder], None]


def replaced(file: str, old: str, new: str) -> Tampering:
    """Replace a text in a file, whatever its bytes."""

    def tamper(folder: Folder) -> None:
        path = folder.path / file
        content = path.read_bytes()
        assert old.encode() in content
        path.write_bytes(content.replace(old.encode(), new.encode(), 1))

    return tamper


def grown(file: str) -> Tampering:
    """Add a byte to a file."""
    return lambda f: (f.path / file).write_bytes((f.path / file).read_bytes() + b"\n")


def gone(file: str) -> Tampering:
    """Take a file away."""
    return lambda folder: (folder.path / file).unlink()


def new(file: str, content: str = "a\n") -> Tampering:
    """Put a file where there was none."""
    return lambda folder: (folder.path / file).write_text(content, encoding="utf-8") and None


def noted(job: str, *way: str) -> Tampering:
    """Change what the receipt of a job has noted."""

    def tamper(folder: Folder) -> None:
        path = folder.path / RECEIPTS / f"{job}.json"
        receipt = json.loads(path.read_text(encoding="utf-8"))
        inner = receipt
        for key in way[:-1]:
            inner = inner[key]
        assert way[-1] in inner
        inner[way[-1]] = "0" * 64
        path.write_text(json.dumps(receipt), encoding="utf-8")

    return tamper


def forged(name: str, value: object, *way: str) -> Tampering:
    """Forge what a record tells."""

    def tamper(folder: Folder) -> None:
        path = folder.path / SHOWN / name
        record = json.loads(path.read_text(encoding="utf-8"))
        inner = record
        for key in way[:-1]:
            inner = inner[key]
        assert inner[way[-1]] != value
        inner[way[-1]] = value
        path.write_text(canonical_json(record), encoding="utf-8")

    return tamper


def noting(name: str, tamper: Tampering) -> Tampering:
    """Forge a file, and its hash in every receipt."""

    def both(folder: Folder) -> None:
        path = folder.path / name
        then = sha256(path)
        tamper(folder)
        for receipt in (folder.path / RECEIPTS).glob("*.json"):
            text = receipt.read_text(encoding="utf-8")
            receipt.write_text(text.replace(then, sha256(path)), encoding="utf-8")

    return both


def declared_since(what: str) -> str:
    return f"the declaration changed since {what} made."


TOUCHED = {  # of a build that is there: what was done → what it is, where, what is said, what hangs
    "a raw export": (
        replaced(RAW, "Clinic,2", "Clinic,3"),
        ("raw", RAW, RAW_CHANGED, ALL),
    ),
    "raw codings": (
        replaced("data/tiny/raw/codings.csv", "bad,0,12", "bad,0,11"),
        ("raw", "data/tiny/raw/codings.csv", RAW_CHANGED, ALL),
    ),
    "a lost raw file": (
        gone("data/tiny/raw/codings.csv"),
        ("raw", "data/tiny/raw/codings.csv", "the registered raw file is missing.", ALL),
    ),
    "a new raw file": (
        new("data/tiny/raw/more.csv"),
        ("raw", "data/tiny/raw/more.csv", "the raw file is not registered.", ALL),
    ),
    "a hash in the register": (
        replaced(REGISTER, "c7beb", "c7bec"),
        (
            "register",
            REGISTER,
            f"the register was edited: it no longer names {RAW} as it was imported.",
            ALL,
        ),
    ),
    "the form of the register": (
        grown(REGISTER),
        (
            "register",
            REGISTER,
            "the register changed since the last build; the raw files are as it says.",
            ALL,
        ),
    ),
    "a lost register": (
        gone(REGISTER),
        ("register", REGISTER, "the register is missing.", ALL),
    ),
    "a reason in the ledger": (
        replaced(LEDGER, "Misheard", "Heard"),
        ("ledger", LEDGER, REWORDED, REPORT),
    ),
    "what the ledger changes": (
        replaced(LEDGER, "cases,1,6", "cases,1,7"),
        ("ledger", LEDGER, "the ledger changed since the slices were made.", ALL),
    ),
    "a ledger that cannot be read": (
        replaced(LEDGER, "cases,1,6", "what"),
        ("ledger", LEDGER, "the ledger changed since the slices were made.", ALL),
    ),
    "study.yaml": (
        replaced("data/tiny/study.yaml", "half-odd", "half-up"),
        (
            "declaration",
            "data/tiny/study.yaml",
            declared_since("tbl-setting, tbl-court, tbl-cases and 2 more were"),
            ALL,
        ),
    ),
    "codebook.yaml": (
        replaced("data/tiny/codebook.yaml", "label: Work setting", "label: Setting"),
        (
            "declaration",
            "data/tiny/codebook.yaml",
            declared_since("the slices, tbl-setting and the statistics were"),
            ALL,
        ),
    ),
    "coding.yaml": (
        replaced("data/tiny/coding.yaml", "Mostly good", "Good"),
        (
            "declaration",
            "data/tiny/coding.yaml",
            declared_since("the slices, impact, tbl-court and the statistics were"),
            ALL,
        ),
    ),
    "exhibits.yaml": (
        replaced("report/tiny/exhibits.yaml", "Not asked", "Was not asked"),
        (
            "declaration",
            "report/tiny/exhibits.yaml",
            declared_since("tbl-court was"),
            ["tbl-court", *REPORT],
        ),
    ),
    "statistics.yaml": (
        replaced("report/tiny/statistics.yaml", "base: asked", "base: all"),
        (
            "declaration",
            "report/tiny/statistics.yaml",
            declared_since("the statistics were"),
            ["statistics", *REPORT],
        ),
    ),
    "a new quantifiers.yaml": (
        new(
            "report/tiny/quantifiers.yaml", "phrases:\n  a good many: {at_least: 60, at_most: 90}\n"
        ),
        (
            "declaration",
            "report/tiny/quantifiers.yaml",
            declared_since("the report was"),
            REPORT,
        ),
    ),
    "a comment in codebook.yaml": (
        grown("data/tiny/codebook.yaml"),
        (
            "source",
            "data/tiny/codebook.yaml",
            "the file changed since the report was made.",
            REPORT,
        ),
    ),
    "a sentence": (
        replaced("report/tiny/report.qmd", "Of the", "Of all"),
        (
            "source",
            "report/tiny/report.qmd",
            "the source changed since the report was made.",
            REPORT,
        ),
    ),
    "responses": (
        replaced(f"{BUILT}/responses.csv", "Clinic", "School"),
        ("edited", f"{BUILT}/responses.csv", EDITED, ALL),
    ),
    "dispositions": (
        replaced(f"{BUILT}/dispositions.csv", "used", "spam"),
        ("edited", f"{BUILT}/dispositions.csv", EDITED, ALL),
    ),
    "codings": (
        grown(f"{BUILT}/codings.csv"),
        ("edited", f"{BUILT}/codings.csv", EDITED, ALL),
    ),
    "a slice": (
        replaced(f"{BUILT}/slices/setting.csv", "clinic", "school"),
        ("edited", f"{BUILT}/slices/setting.csv", EDITED, ["tbl-setting", "statistics", *REPORT]),
    ),
    "a lost slice": (
        gone(f"{BUILT}/slices/setting.csv"),
        ("edited", f"{BUILT}/slices/setting.csv", MISSING, ["tbl-setting", "statistics", *REPORT]),
    ),
    "a coded slice": (
        replaced(f"{BUILT}/coded/impact.csv", "yes", "no"),
        ("edited", f"{BUILT}/coded/impact.csv", EDITED, ["tbl-court", "statistics", *REPORT]),
    ),
    "corrected codings": (
        grown(f"{BUILT}/codings/impact.csv"),
        ("edited", f"{BUILT}/codings/impact.csv", EDITED, ["tbl-court", "statistics", *REPORT]),
    ),
    "statistics.json": (
        replaced(f"{BUILT}/statistics.json", '"n": 3', '"n": 4'),
        ("edited", f"{BUILT}/statistics.json", EDITED, ["statistics", *REPORT]),
    ),
    "history.json": (
        replaced(f"{BUILT}/history.json", "C001", "C009"),
        ("edited", f"{BUILT}/history.json", EDITED, REPORT),
    ),
    **{
        f"{name}.{suffix}": (
            grown(f"{SHOWN}/{name}.{suffix}"),
            ("edited", f"{SHOWN}/{name}.{suffix}", EDITED, [name, *REPORT]),
        )
        for name, suffixes in {
            "tbl-setting": ("html", "typ", "csv"),
            "fig-court": ("svg", "png", "csv"),
        }.items()
        for suffix in suffixes
    },
    "a lost figure": (
        gone(f"{SHOWN}/fig-court.svg"),
        ("edited", f"{SHOWN}/fig-court.svg", MISSING, ["fig-court", *REPORT]),
    ),
    "an exhibit that nobody declares": (
        new(f"{SHOWN}/tbl-old.csv"),
        ("left over", f"{SHOWN}/tbl-old.csv", "it belongs to no exhibit that is declared.", []),
    ),
    "an exhibit of another kind that nobody declares": (
        new(f"{SHOWN}/tbl-old.pdf"),
        ("left over", f"{SHOWN}/tbl-old.pdf", "it belongs to no exhibit that is declared.", []),
    ),
    "another form of an exhibit": (
        new(f"{SHOWN}/tbl-setting.pdf"),
        ("left over", f"{SHOWN}/tbl-setting.pdf", "no build writes it.", []),
    ),
    "the record of a table": (
        replaced(f"{SHOWN}/tbl-cases.json", "C001", "C002"),
        ("record", f"{SHOWN}/tbl-cases.json", RECORD_EDITED, ["tbl-cases", *REPORT]),
    ),
    "a record that cannot be read": (
        replaced(f"{SHOWN}/tbl-cases.json", "{", "["),
        (
            "record",
            f"{SHOWN}/tbl-cases.json",
            "it is not a record of provenance; someone edited it.",
            ["tbl-cases", *REPORT],
        ),
    ),
    "a lost record": (
        gone(f"{SHOWN}/fig-court.json"),
        (
            "record",
            f"{SHOWN}/fig-court.json",
            "the record is missing: the build wrote it.",
            ["fig-court", *REPORT],
        ),
    ),
    "the record of the statistics": (
        replaced(f"{SHOWN}/statistics.json", "C001", "C002"),
        ("record", f"{SHOWN}/statistics.json", RECORD_EDITED, ["statistics", *REPORT]),
    ),
    "the record of the claims": (
        replaced(f"{SHOWN}/claims.json", "court.yes", "court.no"),
        ("record", f"{SHOWN}/claims.json", RECORD_EDITED, REPORT),
    ),
    "the record of the report": (
        replaced(f"{SHOWN}/report.json", "unreleased", "1.0"),
        ("record", f"{SHOWN}/report.json", RECORD_EDITED, REPORT),
    ),
    "a staged file": (
        replaced(f"{BUILT}/stage/report.qmd", "Of the", "Of all"),
        ("edited", f"{BUILT}/stage/report.qmd", EDITED, REPORT),
    ),
    "a file that was added to the stage": (
        new(f"{BUILT}/stage/more.txt"),
        (
            "edited",
            f"{BUILT}/stage/more.txt",
            "it is not of the build: it was put there by hand.",
            REPORT,
        ),
    ),
    "the list of the stage": (
        grown(f"{BUILT}/stage.json"),
        ("edited", f"{BUILT}/stage.json", EDITED, REPORT),
    ),
    "report.html": (
        replaced(f"{BUILT}/report.html", "tiny study", "huge study"),
        ("edited", f"{BUILT}/report.html", EDITED, ["report.html"]),
    ),
    "report.pdf": (
        grown(f"{BUILT}/report.pdf"),
        ("edited", f"{BUILT}/report.pdf", EDITED, ["report.pdf"]),
    ),
    "a lost report": (
        gone(f"{BUILT}/report.pdf"),
        ("edited", f"{BUILT}/report.pdf", MISSING, ["report.pdf"]),
    ),
    "a lost receipt": (
        gone(f"{RECEIPTS}/clean.json"),
        (
            "not built",
            f"{BUILT}/slices",
            "its receipt is missing: nothing tells what it was made from.",
            ALL,
        ),
    ),
    "a receipt that cannot be read": (
        replaced(f"{RECEIPTS}/clean.json", "{", "["),
        (
            "receipt",
            f"{RECEIPTS}/clean.json",
            "the receipt cannot be read: someone edited it.",
            ALL,
        ),
    ),
    "what a receipt says was written": (
        noted("table-tbl-cases", "outputs", f"{SHOWN}/tbl-cases.csv"),
        (
            "receipt",
            f"{RECEIPTS}/table-tbl-cases.json",
            "the receipt was edited by hand: the records and the report came from "
            f"{SHOWN}/tbl-cases.csv as it is, and it tells of another.",
            ["tbl-cases", *REPORT],
        ),
    ),
    "what a receipt says was read": (
        noted("table-tbl-cases", "inputs", f"{BUILT}/slices/methods.csv"),
        (
            "stale",
            f"{SHOWN}/tbl-cases.html",
            f"not built again since {BUILT}/slices/methods.csv changed.",
            ["tbl-cases", *REPORT],
        ),
    ),
    "the sum of a receipt": (
        noted("table-tbl-cases", "digest"),
        (
            "receipt",
            f"{RECEIPTS}/table-tbl-cases.json",
            "the receipt contradicts itself: it was edited by hand.",
            ["tbl-cases", *REPORT],
        ),
    ),
    "the declaration in a receipt": (
        noted("table-tbl-cases", "parts", "declaration"),
        (
            "receipt",
            f"{RECEIPTS}/table-tbl-cases.json",
            "the receipt was edited by hand: it tells of other declarations.",
            ["tbl-cases", *REPORT],
        ),
    ),
    "the libraries in a receipt": (
        noted("figure-fig-court", "parts", "libraries"),
        (
            "libraries",
            "libraries",
            "they changed since fig-court was made.",
            ["fig-court", *REPORT],
        ),
    ),
}

USED = ("lineage", "responses", "used")
CODERS = ("lineage", "items", "impact", "codings", "coders")
SAYS = ("statistics", "court.yes", "says")
OTHER = "the record was edited by hand: it tells of other"
FORGED = {  # with its hash in the receipts
    "responses in a record": (
        "tbl-setting.json",
        forged("tbl-setting.json", 5, *USED),
        f"{OTHER} responses.",
        ["tbl-setting", *REPORT],
    ),
    "coders in a record": (
        "tbl-court.json",
        forged("tbl-court.json", ["C9"], *CODERS),
        f"{OTHER} codings.",
        ["tbl-court", *REPORT],
    ),
    "the value of a statistic": (
        "statistics.json",
        forged("statistics.json", "4 of 6 (66.67%)", *SAYS),
        "the record was edited by hand: it tells of another value.",
        ["statistics", *REPORT],
    ),
}


CLONED = {
    "a raw export": (
        replaced(RAW, "Clinic,2", "Clinic,3"),
        ("raw", RAW, RAW_CHANGED, ALL),
    ),
    "a hash in the register": (
        replaced(REGISTER, "c7beb", "c7bec"),
        (
            "register",
            REGISTER,
            f"the register was edited: it no longer names {RAW} as it was imported.",
            ALL,
        ),
    ),
    "the ledger": (
        replaced(LEDGER, "Misheard", "Heard"),
        ("ledger", LEDGER, "the ledger changed since the report was made.", ALL),
    ),
    "codebook.yaml": (
        replaced("data/tiny/codebook.yaml", "label: Work setting", "label: Setting"),
        (
            "declaration",
            "data/tiny/codebook.yaml",
            declared_since("tbl-setting was"),
            ["tbl-setting", *REPORT],
        ),
    ),
    "exhibits.yaml": (
        replaced("report/tiny/exhibits.yaml", "Not asked", "Was not asked"),
        (
            "declaration",
            "report/tiny/exhibits.yaml",
            declared_since("tbl-court was"),
            ["tbl-court", *REPORT],
        ),
    ),
    "a sentence": (
        replaced("report/tiny/report.qmd", "Of the", "Of all"),
        (
            "source",
            "report/tiny/report.qmd",
            "the source changed since the report was made.",
            REPORT,
        ),
    ),
    "a table": (
        replaced(f"{SHOWN}/tbl-setting.html", "Clinic", "Hospital"),
        ("edited", f"{SHOWN}/tbl-setting.html", OTHERWISE, ["tbl-setting", *REPORT]),
    ),
    "a lost figure": (
        gone(f"{SHOWN}/fig-court.png"),
        ("edited", f"{SHOWN}/fig-court.png", MISSING, ["fig-court", *REPORT]),
    ),
    "corrections in a record": (
        replaced(f"{SHOWN}/tbl-cases.json", "C001", "C002"),
        (
            "record",
            f"{SHOWN}/tbl-cases.json",
            "the record was edited by hand: it tells of another ledger.",
            ["tbl-cases", *REPORT],
        ),
    ),
    "the id of a record": (
        replaced(f"{SHOWN}/tbl-cases.json", '"id": "tiny/', '"id": "huge/'),
        ("record", f"{SHOWN}/tbl-cases.json", RECORD_EDITED, ["tbl-cases", *REPORT]),
    ),
    "a claim in the record": (
        replaced(f"{SHOWN}/claims.json", "court.yes", "court.no"),
        ("record", f"{SHOWN}/claims.json", RECORD_EDITED, REPORT),
    ),
    "an exhibit in the record of the report": (
        replaced(f"{SHOWN}/report.json", "tiny/tbl-cases@", "tiny/tbl-cases@0"),
        ("record", f"{SHOWN}/report.json", RECORD_EDITED, REPORT),
    ),
    "a lost record": (
        gone(f"{SHOWN}/tbl-cases.json"),
        (
            "record",
            f"{SHOWN}/tbl-cases.json",
            "the record is missing: the build wrote it.",
            ["tbl-cases", *REPORT],
        ),
    ),
    "responses in a record": (
        forged("tbl-setting.json", 5, *USED),
        (
            "record",
            f"{SHOWN}/tbl-setting.json",
            "the record was edited by hand: of the responses all other records tell something "
            "else.",
            ["tbl-setting", *REPORT],
        ),
    ),
    "the value of a statistic": (
        forged("statistics.json", "4 of 6 (66.67%)", *SAYS),
        (
            "record",
            f"{SHOWN}/statistics.json",
            "the record was edited by hand: it tells of another value.",
            ["statistics", *REPORT],
        ),
    ),
    "the id of a statistic": (
        forged("claims.json", "tiny/court.yes@1", "claims", 0, "statistic"),
        (
            "record",
            f"{SHOWN}/claims.json",
            f"of court.yes it tells something else than {SHOWN}/statistics.json: one of the two "
            "was edited by hand.",
            REPORT,
        ),
    ),
}
