"""Rendering a report once more for its release, with the version on its face."""

import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from corrigenda.files import canonical_json
from corrigenda.identity import Identity, stamped
from corrigenda.provenance import ExhibitRecord
from corrigenda.releases.contents import marked
from corrigenda.releases.dating import dated
from corrigenda.releases.held import Held
from corrigenda.rendering.source import ENTRY

_PREFIX = "release-"  # without a dot, because Quarto passes over hidden folders


def tidy(build: Path) -> None:
    """Take away what a killed release has left in the build folder of a study."""
    for leftover in build.glob(f"{_PREFIX}*"):
        shutil.rmtree(leftover)


def rendered(held: Held, version: str, face: str, date: str) -> tuple[bytes, bytes]:
    """Render the report of a release.

    Parameters
    ----------
    held
        The study, whose report is built.
    version
        The release that page and PDF say they belong to.
    face
        The version as their readers see it.
    date
        Year-month-day of the release; it takes the place of the date in the report's header.

    Returns
    -------
    tuple of bytes
        The page and the PDF.

    Raises
    ------
    UserError
        When the engine fails.
    """
    from corrigenda.rendering import engines

    build, engine, record = held.project.build, engines.engine(), held.report
    identity = Identity(record.id, record.study, version, record.data)
    with tempfile.TemporaryDirectory(dir=build, prefix=_PREFIX) as folder:
        stage = Path(folder, "stage")
        shutil.copytree(build / "stage", stage)
        _dress(stage, held.exhibits.values(), version, face)
        _date(stage / ENTRY, date)
        page, pdf = Path(folder, "report.html"), Path(folder, "report.pdf")
        engine.render_html(stage, page)
        engine.render_pdf(stage, pdf)
        return stamped(page.read_bytes(), identity), stamped(pdf.read_bytes(), identity)


def _dress(stage: Path, records: Iterable[ExhibitRecord], version: str, face: str) -> None:
    """Tell a stage its version, and let the exhibits in it say so as well."""
    study = stage / "study.json"
    told = json.loads(study.read_text(encoding="utf-8")) | {"version": face}
    study.write_text(canonical_json(told), encoding="utf-8", newline="\n")
    for record in records:
        for path in (stage / "exhibits").glob(f"{record.exhibit}.*"):
            path.write_bytes(marked(path.read_bytes(), path.name, record, version))


def _date(source: Path, date: str) -> None:
    """Date a report by its release: two dates on one face would leave its reader to choose."""
    text = dated(source.read_text(encoding="utf-8-sig"), date)
    source.write_text(text, encoding="utf-8", newline="\n")
