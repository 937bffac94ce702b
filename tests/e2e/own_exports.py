"""Exports of six answers in every format, as the products write them."""

import csv
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import pandas as pd

IDS = [f"R{n}" for n in range(1, 7)]
ANSWERS = {
    "rid": IDS,
    "setting": ["Clinic", "Clinic", "School", "Clinic", "School", "Clinic"],
    "agree_1": ["Agree", "Disagree", "Agree", "Strongly agree", "Agree", "Disagree"],
    "agree_2": ["Disagree", "Disagree", "Agree", "Agree", "", "Strongly disagree"],
    "hours": ["3", "12", "4", "8", "", "20"],
    "words": [
        "We met every week, and it helped.",
        "It was hard; nobody asked me.",
        "=HYPERLINK(1)",
        "",
        "We met in the clinic. It was hard.",
        "Nobody asked.",
    ],
}
TICKS = {"Talking": [1, 0, 1, 1, 0, 0], "Playing, drawing": [0, 1, 1, 0, 0, 1]}
QUESTIONS = {
    "rid": "Respondent",
    "setting": "Where do you work?",
    "agree_1": "How far do you agree? - I am supported",
    "agree_2": "How far do you agree? - I am trained",
    "hours": "How many hours a week?",
    "words": "What would you\nlike to add, ${q://QID1/ChoiceGroup}?",
}


def write_rows(path: Path, rows: Iterable[Iterable], encoding="utf-8", delimiter=",") -> Path:
    """Write rows as a delimited file."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def qualtrics_rows(headers: int = 3, numeric: bool = False) -> list[list[str]]:
    """Lay out the answers as Qualtrics does, with a preview and an unfinished response."""
    meta = ["StartDate", "Status", "Finished", "ResponseId"]
    ticked = [f"Q8_{n}" for n in range(1, len(TICKS) + 1)]
    names = [*meta, "RID", "Q2", "Q3_1", "Q3_2", "Q4", *ticked, "Q9"]
    texts = [*("Start Date", "Response Type", "Finished", "Response ID"), *QUESTIONS.values()]
    texts[-1:-1] = [f"What do you do? - Selected Choice - {label}" for label in TICKS]
    keys = ["startDate", "status", "finished", "_recordId", "RID", "QID2", "QID3_1", "QID3_2"]
    imported = [{"ImportId": key} for key in [*keys, "QID4_TEXT"]]
    imported += [{"ImportId": "QID8", "choiceId": str(n)} for n in range(1, len(TICKS) + 1)]
    imported += [{"ImportId": "QID9_TEXT"}]
    rows = [names, texts, [json.dumps(key, separators=(",", ":")) for key in imported]][:headers]
    real, preview = ("0", "1") if numeric else ("IP Address", "Survey Preview")
    for n, respondent in enumerate(IDS):
        rows.append([f"2024-03-0{n + 1} 10:00:00", real, _yes(numeric, True), f"R_{n}", respondent])
        rows[-1] += [_coded(name, ANSWERS[name][n], numeric) for name in list(ANSWERS)[1:5]]
        marks = [("1" if numeric else label) if t[n] else "" for label, t in TICKS.items()]
        rows[-1] += [*marks, ANSWERS["words"][n]]
    empty = [""] * (len(names) - 4)
    rows.append(["2024-02-28 10:00:00", preview, _yes(numeric, True), "R_p", *empty])
    rows.append(["2024-03-09 10:00:00", real, _yes(numeric, False), "R_u", *empty])
    return rows


def _yes(numeric: bool, value: bool) -> str:
    return str(int(value)) if numeric else str(value)


CODES = {
    "setting": {"Clinic": "1", "School": "2"},
    "agree": {"Strongly disagree": "1", "Disagree": "2", "Agree": "3", "Strongly agree": "4"},
}


def _coded(name: str, answer: str, numeric: bool) -> str:
    return CODES.get(name.partition("_")[0], {}).get(answer, answer) if numeric else answer


def survey() -> dict:
    """Lay out the survey definition that belongs to the numeric export."""

    def question(number: int, kind: str, selector: str, **more) -> dict:
        payload = {
            "QuestionID": f"QID{number}",
            "DataExportTag": f"Q{number}",
            "QuestionType": kind,
            "Selector": selector,
            **more,
        }
        return {"Element": "SQ", "PrimaryAttribute": f"QID{number}", "Payload": payload}

    def choices(labels: Iterable[str]) -> dict:
        named = {str(n): {"Display": label} for n, label in enumerate(labels, 1)}
        return {"Choices": named, "ChoiceOrder": list(named)}

    scale = {str(n): {"Display": label} for n, label in enumerate(CODES["agree"], 1)}
    rows = {"1": {"Display": "I am supported"}, "2": {"Display": "I am trained"}}
    asked = [
        question(2, "MC", "SAVR", QuestionText="Where do you work?", **choices(CODES["setting"])),
        question(
            3, "Matrix", "Likert", QuestionText="How far do you agree?", SubSelector="SingleAnswer",
            Choices=rows, ChoiceOrder=["1", "2"], Answers=scale, AnswerOrder=list(scale),
        ),
        question(4, "TE", "SL", QuestionText="How many hours a week?"),
        question(8, "MC", "MAVR", QuestionText="What do you do?", **choices(TICKS)),
        question(9, "TE", "ML", QuestionText="What would you like to add?"),
    ]  # fmt: skip
    elements = [{"Type": "Question", "QuestionID": q["PrimaryAttribute"]} for q in asked]
    block = {"Type": "Default", "Description": "Your work", "BlockElements": elements}
    blocks = {"Element": "BL", "PrimaryAttribute": "Survey Blocks", "Payload": {"1": block}}
    entry = {"SurveyID": "SV_1", "SurveyName": "Work with children"}
    return {"SurveyEntry": entry, "SurveyElements": [blocks, *asked]}


def frame() -> pd.DataFrame:
    """Lay out the answers as a plain table."""
    return pd.DataFrame(ANSWERS)


def ods(path: Path, rows: Iterable[Iterable[str]]) -> Path:
    """Write a spreadsheet in the OpenDocument format."""
    body = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(cell)}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        f'xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0" '
        f'xmlns:text="{space}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Answers">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        f'xmlns:manifest="{space}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" '
        'manifest:media-type="text/xml"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def sav(path: Path) -> Path:
    """Write a file of SPSS with labels, a missing value and a date."""
    import pyreadstat

    numbers = frame().assign(
        setting=[float(CODES["setting"][a]) for a in ANSWERS["setting"]],
        agree_1=[float(CODES["agree"][a]) for a in ANSWERS["agree_1"]],
        agree_2=[float(CODES["agree"].get(a, 9)) for a in ANSWERS["agree_2"]],
        hours=[float(a) if a else None for a in ANSWERS["hours"]],
        day=pd.to_datetime([f"2024-03-0{n}" for n in range(1, 7)]).date,
    )
    labels = {
        name: {float(v): label for label, v in codes.items()} for name, codes in CODES.items()
    }
    agree = labels["agree"] | {9.0: "No answer"}
    pyreadstat.write_sav(
        numbers,
        path,
        file_label="Work with children",
        column_labels={name: text.replace("\n", " ") for name, text in QUESTIONS.items()},
        variable_value_labels={"setting": labels["setting"], "agree_1": agree, "agree_2": agree},
        missing_ranges={"agree_1": [{"lo": 9, "hi": 9}], "agree_2": [9]},
        compress=path.suffix == ".zsav",
    )
    return path


SETTINGS = "1, Clinic | 2, School"


def redcap(folder: Path) -> tuple[Path, Path]:
    """Write a raw export of REDCap and its data dictionary."""
    head = "Variable / Field Name,Form Name,Section Header,Field Type,Field Label"
    head += ",Choices Calculations OR Slider Labels,Branching Logic (Show field only if...)"
    dictionary = write_rows(
        folder / "dictionary.csv",
        [
            head.replace("Choices Calculations", "Choices; Calculations").split(","),
            ["record_id", "work", "", "text", "Record", "", ""],
            ["setting", "work", "About you", "radio", "<b>Where</b> do you work?", SETTINGS, ""],
            ["does", "work", "", "checkbox", "What do you do?", "1, Talking | 2, Playing", ""],
            ["words", "work", "", "notes", "What would you like to add?", "", "[setting] = '1'"],
        ],
    )
    names = ["record_id", "setting", "does___1", "does___2", "words", "work_complete"]
    rows = [
        [n, CODES["setting"][s], *ticks, words if s == "Clinic" else "", 2]
        for n, s, words, *ticks in zip(
            range(1, 7), ANSWERS["setting"], ANSWERS["words"], *TICKS.values(), strict=True
        )
    ]
    return write_rows(folder / "data.csv", [names, *rows]), dictionary


EXCERPTS = [
    ("Interview R1", "Contact", "We met every week"),
    ("Interview R2", "Burden", "It was hard"),
    ("Interview R5", "Contact", "We met in the clinic"),
    ("Interview R5", "Burden", "It was hard"),
    ("Interview R6", "Not asked", "Nobody asked."),
]


def taguette(path: Path) -> Path:
    """Write the highlights of Taguette."""
    rows = [(n, name, text, code) for n, (name, code, text) in enumerate(EXCERPTS, 1)]
    return write_rows(path, [("id", "document", "content", "tag"), *rows])


def maxqda(path: Path) -> Path:
    """Write the coded segments of MAXQDA as a workbook."""
    columns = ["Color", "Document group", "Document name", "Code", "Begin", "End", "Segment"]
    rows = [("●", "All", name, code, 1, 1, text) for name, code, text in EXCERPTS]
    pd.DataFrame(rows, columns=columns).to_excel(path, index=False)
    return path


def dedoose(path: Path) -> Path:
    """Write the excerpts of Dedoose."""
    columns = ["Media Title", "Excerpt Range", "Excerpt Creator", "Excerpt Date", "Excerpt Copy"]
    columns += ["Codes Applied Combined"]
    rows = [(name, "1-9", "anna", "2024-04-01", text, code) for name, code, text in EXCERPTS]
    return write_rows(path, [columns, *rows])


def qdpx(path: Path) -> Path:
    """Write a project of interviews, as a program in the standard REFI-QDA does."""
    from corrigenda.readers.coded import Case, Code, Coded, Coder, Passage, Text
    from corrigenda.readers.qda.writing import project_bytes

    said = [words or "Nothing." for words in ANSWERS["words"]]
    texts = tuple(Text(f"Interview {r}", t, cases=(r,)) for r, t in zip(IDS, said, strict=True))
    passages = tuple(
        Passage(n, start, start + len(text), ("Experience", code), "Anna", "2024-04-01")
        for name, code, text in EXCERPTS
        for n in [IDS.index(name.rpartition(" ")[2])]
        for start in [said[n].index(text)]
    )
    names = dict.fromkeys(code for _, code, _ in EXCERPTS)
    below = (Code(("Experience", name), f"About {name.casefold()}.") for name in names)
    codes = (Code(("Experience",), codable=False), *below)
    cases = tuple(Case(r, {"setting": s}) for r, s in zip(IDS, ANSWERS["setting"], strict=True))
    path.write_bytes(project_bytes(Coded(codes, (Coder("Anna"),), texts, passages, cases), "Talks"))
    return path
