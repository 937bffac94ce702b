"""The description of a crate: its files, what they are to one another, and the run behind them."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from corrigenda.crate import people
from corrigenda.crate.contents import Held, contents, record_place
from corrigenda.crate.entities import compact, entity
from corrigenda.crate.run import STAGES, Run
from corrigenda.crate.slots import TITLES, media_type
from corrigenda.environment import environment
from corrigenda.manifest import MANIFEST
from corrigenda.project import Project
from corrigenda.provenance import REPORT, ReportRecord, load_record
from corrigenda.receipts import Receipt
from corrigenda.rendering import source
from corrigenda.workflow import Job

RO_CRATE = "1.3"
# The profiles build on 1.1, whose demands a crate of 1.3 can meet as well.
PROFILES_BUILD_ON = "https://w3id.org/ro/crate/1.1"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": "Process Run Crate",
    "https://w3id.org/ro/wfrun/workflow/0.5": "Workflow Run Crate",
    "https://w3id.org/ro/wfrun/provenance/0.5": "Provenance Run Crate",
}
# The terms of the profiles stand in the crate itself. Those of Bioschemas have moved since.
_BIOSCHEMAS, _RUN = "https://bioschemas.org/", "https://w3id.org/ro/terms/workflow-run#"
_RUN_TERMS = ("ParameterConnection", "connection", "sha256", "sourceParameter", "targetParameter")
TERMS = {
    "ComputationalWorkflow": f"{_BIOSCHEMAS}ComputationalWorkflow",
    "FormalParameter": f"{_BIOSCHEMAS}FormalParameter",
    "input": f"{_BIOSCHEMAS}ComputationalWorkflow#input",
    "output": f"{_BIOSCHEMAS}ComputationalWorkflow#output",
} | {term: _RUN + term for term in _RUN_TERMS}
WORKFLOW = "Snakefile"
_TYPES = ["File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"]
_MODEL = ("data/study.yaml", "data/codebook.yaml", "data/coding.yaml")
_SHOWN, _NAMED = "report/exhibits.yaml", "report/statistics.yaml"
# The declarations that a stage reads; what it reads beside them is in its receipt.
_DECLARED = dict.fromkeys(STAGES, _MODEL) | {
    "table": (*_MODEL, _SHOWN),
    "figure": (*_MODEL, _SHOWN),
    "statistics": (*_MODEL, _NAMED),
    "history": (*_MODEL, _SHOWN, _NAMED),
    "records": (*_MODEL, _SHOWN, _NAMED),
    "html": (),
    "pdf": (),
}


def described(project: Project, receipts: Mapping[Job, Receipt]):
    """Describe a run as a crate, of which nothing is written yet.

    Parameters
    ----------
    project
        The study within its folder.
    receipts
        What each job read and wrote, in an order in which the jobs could run.

    Returns
    -------
    ROCrate
        With every entity.
    """
    from rocrate.rocrate import ROCrate

    declared = {stage: _places(project, names) for stage, names in _DECLARED.items()}
    named = [WORKFLOW, "LICENSE", "CITATION.cff", project.place(project.build / MANIFEST)]
    besides = [*named, *(place for places in declared.values() for place in places)]
    held = contents(project, _hashes(receipts.values()), besides)
    crate = ROCrate(version=RO_CRATE)
    crate.metadata.extra_terms.update(TERMS)
    crate.metadata.append_to("conformsTo", {"@id": PROFILES_BUILD_ON})
    files = {place: _file(crate, project, each) for place, each in held.items()}
    for place, each in held.items():
        if record := record_place(project, each):
            files[place]["subjectOf"] = files[record]
    software = people.software(crate)
    files[WORKFLOW]["softwareRequirements"] = software["snakemake"]
    _root(crate, project, receipts, files)
    slots = {place: each.slot for place, each in held.items()}
    Run(crate, receipts, files, slots, declared).add(software)
    compact(crate)
    return crate


def _places(project: Project, names: Iterable[str]) -> list[str]:
    folders = {"data": project.data, "report": project.report}
    parts = [name.partition("/") for name in names]
    return [project.place(folders[folder] / name) for folder, _, name in parts]


def _hashes(receipts: Iterable[Receipt]) -> dict[str, str]:
    tables = [table for receipt in receipts for table in (receipt.inputs, receipt.outputs)]
    return {place: sha for table in tables for place, sha in table.items() if sha}


def _file(crate, project: Project, held: Held):
    """Add a file; one that is kept back gets a name of the crate's own, so that none is missed."""
    properties = {
        "name": held.place.rpartition("/")[2],
        "description": f"{TITLES[held.slot]}. {held.kept_back}".strip(),
        "encodingFormat": media_type(held.place),
        "contentSize": str(held.size),
        "sha256": held.sha256,
    }
    if held.record:
        properties["identifier"] = held.record
    if held.kept_back:
        properties["localPath"] = held.place
        return entity(crate, f"#{quote(held.place)}", type="File", **properties)
    path = project.root / held.place
    if held.slot != "workflow":
        return crate.add_file(path, held.place, properties=properties)
    engine = {"lang": "snakemake", "lang_version": environment()["snakemake"]}
    typed = {"@type": _TYPES} | properties
    return crate.add_workflow(path, held.place, properties=typed, main=True, **engine)


def _root(crate, project: Project, receipts: Mapping, files: Mapping) -> None:
    """Describe the crate as a whole: title, people, licence, profiles."""
    header = source.read(project.report)[0].header
    record = load_record(
        project.figures / REPORT, project.place(project.figures / REPORT), ReportRecord
    )
    root = crate.root_dataset
    root["name"] = header.get("title") or project.study.title
    root["description"] = _description(project)
    root["identifier"] = record.id
    root["version"] = files[WORKFLOW]["version"] = record.release
    root["author"] = people.authors(crate, header)
    root["license"] = people.licence(crate, project, files)
    ended = max(receipt.ended for receipt in receipts.values())
    root["datePublished"] = str(header.get("date") or ended[:10])
    root.append_to("conformsTo", [_profile(crate, *profile) for profile in PROFILES.items()])
    files[project.place(project.data / "corrections.csv")]["author"] = people.correctors(
        crate, project
    )
    for suffix in ("html", "pdf"):
        files[project.place(project.build / f"report.{suffix}")]["author"] = root["author"]


def _description(project: Project) -> str:
    told = (
        "The run of a workflow that made a report from the answers of a study: declarations, "
        "sources, steps, tables and figures with their records of provenance, and the report. "
        "What is described and not included is named with its size and SHA-256."
    )
    return f"{project.study.title}. {told} {project.study.notice or ''}".strip()


def _profile(crate, identifier: str, name: str):
    version = identifier.rpartition("/")[2]
    typed = ["CreativeWork", "Profile"]
    return entity(crate, identifier, type=typed, name=name, version=version)
