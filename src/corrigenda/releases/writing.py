"""Writing a site as a whole beside the old one, which it replaces in one step."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from corrigenda.errors import Problem, ReleaseError, WriteError
from corrigenda.releases.exchange import exchange, mend
from corrigenda.releases.layout import CHANGES, LATEST, release_folders


@contextmanager
def renewed(site: Path) -> Iterator[Path]:
    """Give out a copy of a site to be changed, which replaces it when all has gone well.

    The copy shares the files of releases with the site (hard links); what is written into it has
    to go through `put`, which never writes into a file that is there.

    Parameters
    ----------
    site
        The site; it need not be there yet.

    Yields
    ------
    Path
        The copy, beside the site.

    Raises
    ------
    ReleaseError
        When the site is no folder.
    WriteError
        When something cannot be written; the site is as it was.
    """
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        message = "it is no folder."
        raise ReleaseError(Problem(site.as_posix(), message, "A site is written as a whole."))
    new = _beside(site)
    try:
        tidy(site)
        _carry(site, new)
        yield new
        exchange(new, site)
    except OSError as error:
        advice = "Mind the permissions of the folder and the space on the disk."
        message = f"it cannot be written: {error.strerror or error}."
        raise WriteError(Problem(site.as_posix(), message, advice)) from None
    finally:
        # What stands there now is the old site, or a new one that has failed.
        shutil.rmtree(new, ignore_errors=True)


def tidy(site: Path) -> None:
    """Take away what a killed command has left beside a site, and put back a site left aside."""
    mend(site)
    for leftover in (_beside(site), site.with_name(f".{site.name}.old")):
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover)


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder of a copy, each anew.

    Parameters
    ----------
    folder
        Where.
    files
        By their names within it.
    """
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # it may be shared with the site
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _beside(site: Path) -> Path:
    return site.with_name(f".{site.name}.new")


def _carry(site: Path, new: Path) -> None:
    """Lay a copy of a site beside it, without what is written anew in it as a whole."""
    if not site.exists():
        new.mkdir(parents=True)
        return
    shutil.copytree(site, new, symlinks=True, copy_function=_link, ignore=_made_anew(site))


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # another file system, or one without links
        shutil.copy2(source, target, follow_symlinks=False)


def _made_anew(site: Path) -> Callable[[str, list[str]], set[str]]:
    def ignored(folder: str, names: list[str]) -> set[str]:
        path = Path(folder)
        ours = path.parent == site and release_folders(path)
        return {LATEST, CHANGES} & set(names) if ours else set()

    return ignored
