"""A project folder: where a study's files are, and its declarations, read once when asked for."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corrigenda.codebook import Item, load_codebook
from corrigenda.coding import Coding, coded_items, load_coding
from corrigenda.corrections import Correction, load_ledger
from corrigenda.derived import Derived, load_derived
from corrigenda.errors import Problem, StudyError, did_you_mean
from corrigenda.excerpts import Excerpt, load_excerpts
from corrigenda.lexicon import load_lexicon
from corrigenda.phrases import Lexicon
from corrigenda.study import Study, load_study


@dataclass(frozen=True)
class Project:
    """A study within its project folder.

    Parameters
    ----------
    root
        The folder that holds data/, report/ and figures/.
    study_id
        The study's folder name.
    """

    root: Path
    study_id: str

    @property
    def data(self) -> Path:
        """What is known."""
        return self.root / "data" / self.study_id

    @property
    def raw(self) -> Path:
        """The read-only exports."""
        return self.data / "raw"

    @property
    def report(self) -> Path:
        """What is said."""
        return self.root / "report" / self.study_id

    @property
    def figures(self) -> Path:
        """What is shown."""
        return self.root / "figures" / self.study_id

    @property
    def build(self) -> Path:
        """Everything between."""
        return self.root / "build" / self.study_id

    def place(self, path: Path) -> str:
        """Name a file as messages do: relative to the project, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    @cached_property
    def study(self) -> Study:
        """The declared study."""
        path = self.data / "study.yaml"
        study = load_study(path, self.place(path))
        if study.id != self.study_id:
            message = f'id is "{study.id}", the folder is "{self.study_id}".'
            raise StudyError(Problem(self.place(path), message, "Give both the same name."))
        return study

    @cached_property
    def codebook(self) -> dict[str, Item]:
        """The items of the codebook."""
        path = self.data / "codebook.yaml"
        return load_codebook(path, self.place(path))

    @cached_property
    def coding(self) -> Coding:
        """The declared coding of open answers."""
        path = self.data / "coding.yaml"
        coding = load_coding(path, self.place(path), self.codebook)
        if coding.items and not self.study.codings:
            message = "it declares coded items, but study.yaml names no codings."
            advice = "Add codings: raw/codings.csv to study.yaml."
            raise StudyError(Problem(self.place(path), message, advice))
        return coding

    @cached_property
    def items(self) -> dict[str, Item]:
        """All items, coded ones after those of the codebook."""
        return self.codebook | coded_items(self.coding, self.codebook)

    @cached_property
    def exhibits(self) -> dict:
        """The declared exhibits."""
        from corrigenda.exhibits import load_exhibits

        path = self.report / "exhibits.yaml"
        return load_exhibits(path, self.items, self.place(path))

    @cached_property
    def ledger(self) -> tuple[Correction, ...]:
        """Every row of the ledger, withdrawn ones among them."""
        path = self.data / "corrections.csv"
        return load_ledger(path, self.place(path), self.items)

    @cached_property
    def derived(self) -> dict[str, Derived]:
        """The declared statistics."""
        path = self.report / "statistics.yaml"
        return load_derived(path, self.place(path), self.items)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The phrases that claims may use."""
        path = self.report / "quantifiers.yaml"
        return load_lexicon(path, self.place(path))

    @cached_property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """The excerpts that the report may show."""
        path = self.report / "excerpts.yaml"
        return load_excerpts(path, self.place(path), self.items)

    def slice(self, item_id: str) -> Path:
        """Where the slice of an item is."""
        folder = "coded" if item_id in self.coding.items else "slices"
        return self.build / folder / f"{item_id}.csv"


def find_project(root: Path, study_id: str | None = None) -> Project:
    """Open a study of a project folder.

    Parameters
    ----------
    root
        The project folder.
    study_id
        Which study; may be left out where there is only one.

    Returns
    -------
    Project
        The study within its folder.

    Raises
    ------
    StudyError
        When there is no such study, or several and none is named.
    """
    studies = sorted(path.parent.name for path in root.glob("data/*/study.yaml"))
    if not studies:
        advice = "Run this in the folder that holds data/, or name the folder with --project."
        raise StudyError(Problem("data", "no study here (data/<study>/study.yaml).", advice))
    if study_id is None and len(studies) == 1:
        return Project(root, studies[0])
    if study_id is None:
        message = f"several studies here: {', '.join(studies)}."
        raise StudyError(Problem("data", message, "Name one with --study."))
    if study_id not in studies:
        advice = did_you_mean(study_id, studies) or f"There is {', '.join(studies)}."
        raise StudyError(Problem("data", f'no study "{study_id}".', advice))
    return Project(root, study_id)
