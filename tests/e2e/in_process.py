"""Every stage of a study's workflow, run in this process."""

from pathlib import Path

from corrigenda import stages
from corrigenda.building import check, judge
from corrigenda.project import Project, find_project
from corrigenda.workflow import Job, Plan


def stage(job: Job) -> None:
    """Run a job of the workflow."""
    names = {"import": "import_responses"}
    arguments = [job.of] if job.of else []
    getattr(stages, names.get(job.stage, job.stage))(find_project(Path()), *arguments)


def rendered() -> tuple[Project, str]:
    """Check the project in the working folder strictly, build it, and return its page as well."""
    project = find_project(Path())
    check(project)
    judge(project).demand(strict=True)
    for job in Plan(project).jobs():
        stage(job)
    assert (project.build / "report.pdf").read_bytes().startswith(b"%PDF")
    return project, (project.build / "report.html").read_text(encoding="utf-8")
