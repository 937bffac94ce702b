"""Released files: what the releases of a study know by the hash of its bytes."""

from contextlib import suppress
from pathlib import Path

from corrigenda.errors import ReleaseError
from corrigenda.identity import Identity
from corrigenda.project import Project
from corrigenda.releases import sums
from corrigenda.releases.layout import release_folders, site
from corrigenda.releases.models import SUMS


def released_place(project: Project, digest: str, version: str = "") -> str:
    """Find a file of a release by its bytes.

    Parameters
    ----------
    project
        The study within its folder.
    digest
        The SHA-256 of the bytes.
    version
        In which release alone; the newest that holds it by default.

    Returns
    -------
    str
        The file, relative to the project; empty where no release holds such a file.
    """
    for folder in reversed(release_folders(site(project) / project.study_id)):
        if version in ("", folder.name):
            for name, known in _sums(folder).items():
                if known == digest:
                    return project.place(folder / name)
    return ""


def _sums(folder: Path) -> dict[str, str]:
    with suppress(OSError, ReleaseError):  # verify --releases tells of it
        return sums.read((folder / SUMS).read_bytes(), folder.name)
    return {}


def told(project: Project, identity: Identity, digest: str) -> tuple[str, str]:
    """Say which file of the release that an identity names has these bytes.

    Parameters
    ----------
    project
        The study within its folder.
    identity
        What the file says of itself.
    digest
        The SHA-256 of its bytes.

    Returns
    -------
    tuple
        The place of the released file, empty where there is none, and a sentence.
    """
    version = identity.release
    if place := released_place(project, digest, version):
        return place, f"Released: byte for byte {place}."
    if not (site(project) / project.study_id / version).is_dir():
        return "", f"It says that it is of release {version}, which is not in site/ here."
    return "", f"No file of release {version} has its bytes: it was saved anew, or edited."
