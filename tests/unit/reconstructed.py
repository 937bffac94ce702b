"""An independent reading of the reconstructed study: plain pandas, nothing of corrigenda."""

import csv
import re
from collections import Counter
from fractions import Fraction
from pathlib import Path
from statistics import mean, median

import pandas as pd
import yaml

STUDY = Path(__file__).parents[2] / "data" / "clinician-interviews"
MISSING = {"", "N/A", "n/a", "-"}


def text_yaml(name: str) -> dict:
    """Read YAML with every scalar as text, so that yes stays yes."""
    return yaml.load((STUDY / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["items"]


ASKED, CODED = text_yaml("codebook.yaml"), text_yaml("coding.yaml")
BY_LABEL = {e["label"]: name for name, e in [*ASKED.items(), *CODED.items()]}


def export() -> pd.DataFrame:
    path = STUDY / "raw" / "interviews.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return frame.iloc[2:]


def ledger() -> list[dict[str, str]]:
    with (STUDY / "corrections.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codings() -> pd.DataFrame:
    frame = pd.read_csv(STUDY / "raw" / "codings.csv", dtype=str)
    return frame.astype({"start": int, "end": int})


class Data:
    """The kept responses and the codes that each respondent holds, with corrections applied."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        frame = export()
        kept = frame[(frame.Status == "IP Address") & (frame.Finished == "True")]
        assert kept.RID.is_unique
        self.cells = kept.set_index("RID").map(str.strip)
        self.held = {(c.respondent, c.item, c.code) for c in codings().itertuples()}
        for row in rows:
            self.correct(row)

    def correct(self, row: dict[str, str]) -> None:
        r, item, old, new = (row[k] for k in ("respondent", "item", "old", "new"))
        if item in CODED:
            code = {entry["label"]: code for code, entry in CODED[item]["codes"].items()}
            if old:
                self.held.remove((r, item, code[old]))
            if new:
                assert (r, item, code[new]) not in self.held
                self.held.add((r, item, code[new]))
            return
        column = ASKED[item].get("column")
        if ASKED[item]["kind"] == "multiple":
            options = {o["label"]: o["column"] for o in ASKED[item]["options"].values()}
            column = options[old or new]
        cell = self.cells.loc[r, column]
        if ASKED[item]["kind"] == "date":
            cell, rest = cell[:10], cell[10:]
            new += rest
        if cell != old:
            raise ValueError(f"{row['id']} expects {old}, the data hold {cell}")
        self.cells.loc[r, column] = new

    def holds(self, item: str, option: str) -> set[str]:
        """Who holds an option of an item, or a code."""
        if item in CODED:
            return {r for r, i, code in self.held if (i, code) == (item, option)}
        entry = ASKED[item]["options"][option]
        label, column = entry, ASKED[item].get("column")
        if isinstance(entry, dict):
            label, column = entry["label"], entry["column"]
        return set(self.cells.index[self.cells[column].str.casefold() == label.casefold()])

    def numbers(self, item: str) -> dict[str, int]:
        """The number that each respondent gave, for those who gave one."""
        cells = self.cells[ASKED[item]["column"]]
        return {r: int(re.search(r"\d+", c)[0]) for r, c in cells.items() if c not in MISSING}


def printed(n: int, base: int) -> str:
    """Round a half to the odd neighbour, as the publication does."""
    share = Fraction(100 * n, base)
    whole, rest = divmod(share, 1)
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 0)
    return f"{whole + up} ({n})"


def cells(data: Data) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Every printed cell: what was published, and what the data give."""
    found = {}
    with (STUDY / "published_tables.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            n = len(holders(data, BY_LABEL[row["block"]], row["row"]))
            place = (row["table"], row["block"], row["row"])
            found[place] = (f"{row['pct']} ({row['n']})", printed(n, len(data.cells)))
    return found


def holders(data: Data, item: str, label: str) -> set[str]:
    if label.startswith("Missing (only asked"):
        return set(data.cells.index) - data.holds("court", "yes")
    if item == "clients_band":
        band = next(b for b in ASKED[item]["options"].values() if b["label"] == label)
        low, high = int(band["from"]), int(band.get("to", 10_000))
        return {r for r, n in data.numbers("clients").items() if low <= n <= high}
    options = CODED[item]["codes"] if item in CODED else ASKED[item]["options"]
    texts = {o: e["label"] if isinstance(e, dict) else e for o, e in options.items()}
    return data.holds(item, next(o for o, text in texts.items() if text == label))


def text_figures(data: Data) -> dict[str, object]:
    """The figures that stand in the publication's text, each by plain arithmetic."""
    return {**_numbers(data), **_codes(data), **_days(data)}


def _numbers(data: Data) -> dict[str, object]:
    seen, youth = data.numbers("clients"), data.numbers("youth_cases")
    minors, adults = data.numbers("minors"), data.numbers("adults")
    return {
        "respondents": len(data.cells),
        "clients": (sum(seen.values()), mean(seen.values()), median(seen.values())),
        "35 or more": sum(n >= 35 for n in seen.values()),
        "at least six": sum(n >= 6 for n in seen.values()),
        "one or two": sum(n < 3 for n in seen.values()),
        "minors and adults": (sum(minors.values()), sum(adults.values())),
        "agree": all(seen[r] == minors[r] + adults[r] for r in seen),
        "both": {r for r in seen if minors[r] and adults[r]} == data.holds("ages", "both"),
        "youth-produced": sum(youth.values()),
        "handled": {r for r in youth if youth[r] > 0} == data.holds("youth_produced", "yes"),
        "not more than clients": all(n <= seen[r] for r, n in youth.items()),
        "ten or more": {r for r in seen if seen[r] >= 10} <= data.holds("concerns", "yes"),
        "supervise": len(data.holds("supervises", "yes")),
    }


def _codes(data: Data) -> dict[str, object]:
    approaches = Counter(r for r, item, _ in data.held if item == "approaches")
    alone = {code: data.holds("approaches", code) for code in ("tfcbt", "informal_only")}
    kinds = ("reluctance", "law_enforcement")
    close = {r for r, i, code in data.held if i == "relationships" and code != "none_close"}
    return {
        "alone": {code: sum(approaches[r] == 1 for r in who) for code, who in alone.items()},
        "most use several": sum(n > 1 for n in approaches.values()) > len(data.cells) / 2,
        "court": {r for r, i, _ in data.held if i == "court_impact"} == data.holds("court", "yes"),
        "differences": tuple(len(data.holds("difference_kinds", kind)) for kind in kinds),
        "want training": len(data.cells) - len(data.holds("training_needs", "none")),
        "close": len(close),
    }


def _days(data: Data) -> dict[str, object]:
    starts = data.cells.StartDate.sort_values()
    return {
        "fieldwork": (starts.iloc[0][:10], starts.iloc[-1][:10]),
        "pilots": data.holds("pilot", "yes") == set(starts.index[:2]),
    }
