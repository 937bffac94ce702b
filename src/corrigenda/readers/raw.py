"""Raw files: registered by hash, never changed."""

from collections.abc import Iterator
from pathlib import Path

from corrigenda.errors import Problem, RawChangedError
from corrigenda.files import sha256, visible_files


def verify_raw(folder: Path, place: str) -> dict[str, str]:
    """Compare the raw files with their register, SHA256SUMS.

    Parameters
    ----------
    folder
        The raw folder.
    place
        How messages name it.

    Returns
    -------
    dict
        The hash of each registered file, under its name.

    Raises
    ------
    RawChangedError
        Names every file that changed, is missing, or is not registered.
    """
    register = folder / "SHA256SUMS"
    if not register.exists():
        advice = f"Register the raw files once: cd {place} && sha256sum * > SHA256SUMS"
        raise RawChangedError(Problem(f"{place}/SHA256SUMS", "the register is missing.", advice))
    known = dict(_registered(register, f"{place}/SHA256SUMS"))
    found = {p.relative_to(folder).as_posix() for p in visible_files(folder)}
    problems = []
    for name, expected in known.items():
        if name not in found:
            problems.append(
                Problem(
                    f"{place}/{name}",
                    "the registered raw file is missing.",
                    "Put the original file back.",
                )
            )
        elif sha256(folder / name) != expected:
            problems.append(
                Problem(
                    f"{place}/{name}",
                    "the raw file is not the registered one.",
                    "Raw data are never edited: restore the file and put the "
                    "change into corrections.csv.",
                )
            )
    for name in sorted(found - known.keys() - {"SHA256SUMS"}):
        problems.append(
            Problem(
                f"{place}/{name}",
                "the raw file is not registered.",
                f"Add it: cd {place} && sha256sum {name} >> SHA256SUMS",
            )
        )
    if problems:
        raise RawChangedError(problems)
    return known


def _registered(register: Path, place: str) -> Iterator[tuple[str, str]]:
    try:
        lines = register.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        advice = "Save it as UTF-8, or write it anew with sha256sum."
        raise RawChangedError(Problem(place, "the register is not UTF-8.", advice)) from None
    for line in lines:
        digest, _, name = line.partition(" ")
        if name:
            yield name.lstrip(" *"), digest.lower()  # some tools write capitals
