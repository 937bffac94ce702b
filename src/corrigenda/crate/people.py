"""Who is behind a crate, under which licence it stands, and what software ran."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

import yaml

from corrigenda import authors as named
from corrigenda.crate.confidential import Confidential
from corrigenda.crate.entities import entity
from corrigenda.environment import environment
from corrigenda.project import Project

UNLICENSED = {
    "name": "No licence",
    "description": "The project states no licence. Ask the authors before you use this crate.",
}
CORRIGENDA = "urn:corrigenda"
HOMES = {
    "Corrigenda": CORRIGENDA,
    "Python": "https://www.python.org/",
    "snakemake": "https://snakemake.github.io/",
    "pandas": "https://pandas.pydata.org/",
    "great-tables": "https://posit-dev.github.io/great-tables/",
    "plotnine": "https://plotnine.org/",
    "matplotlib": "https://matplotlib.org/",
    "Quarto": "https://quarto.org/",
    "Pandoc (pypandoc-binary)": "https://pandoc.org/",
    "Typst": "https://typst.app/",
}


def authors(crate, header: Mapping) -> list:
    """Add the authors that the header of a report names.

    Parameters
    ----------
    crate
        The crate.
    header
        The header, see `corrigenda.authors`.

    Returns
    -------
    list
        Their entities.
    """
    return [_author(crate, author) for author in named.authors(header)]


def _author(crate, author: named.Author):
    return person(crate, author.name, f"https://orcid.org/{author.orcid}" if author.orcid else "")


def person(crate, name: str, identifier: str = ""):
    """Add a person, or find the one of that name."""
    identifier = identifier or f"#person/{quote(name)}"
    return crate.get(identifier) or entity(crate, identifier, type="Person", name=name)


def correctors(crate, project: Project) -> list:
    """Add the authors of the ledger, in the order of its rows."""
    masked = Confidential(project).masked
    names = dict.fromkeys(masked(row.author) for row in project.ledger)
    return [person(crate, name) for name in names]


def licence(crate, project: Project, files: Mapping) -> list:
    """Say under which licence a crate stands.

    Parameters
    ----------
    crate
        The crate.
    project
        The study within its folder.
    files
        The entity of each file under its place.

    Returns
    -------
    list
        The file LICENSE and what CITATION.cff names, as far as they are there; else that there is
        none.
    """
    found = [files["LICENSE"]] if "LICENSE" in files else []
    for name in _cited(project):
        identifier = f"https://spdx.org/licenses/{quote(name)}"
        about = {"name": name, "description": f"The licence {name}, as CITATION.cff names it."}
        found.append(entity(crate, identifier, type="CreativeWork", **about))
    return found or [entity(crate, "#licence", type="CreativeWork", **UNLICENSED)]


def _cited(project: Project) -> Iterable[str]:
    path = project.root / "CITATION.cff"
    try:
        declared = yaml.safe_load(path.read_text(encoding="utf-8"))["license"]
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError):
        return []
    found = declared if isinstance(declared, list) else [declared]
    return [name for name in found if isinstance(name, str) and name]


def software(crate) -> dict:
    """Add the software that made the report, with its versions.

    Parameters
    ----------
    crate
        The crate.

    Returns
    -------
    dict
        The entity of each under its name; Corrigenda needs all the others.
    """
    added = {
        name: entity(
            crate,
            f"#software/{quote(name)}",
            type="SoftwareApplication",
            name=name,
            version=version,
            url=HOMES.get(name, CORRIGENDA),
        )
        for name, version in environment().items()
    }
    added["Corrigenda"]["softwareRequirements"] = [
        tool for name, tool in added.items() if name != "Corrigenda"
    ]
    return added
