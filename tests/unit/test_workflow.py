"""The workflow's view of a study: the files of each job, and what a job depends on."""

import ast

import pytest

from corrigenda import declared
from corrigenda import digests as digests_
from corrigenda.digests import code_digest
from corrigenda.project import find_project
from corrigenda.workflow import CODE, Job, Plan

CODEBOOK, CODING, STUDY = (f"data/tiny/{name}.yaml" for name in ("codebook", "coding", "study"))
PRINTED = {"statistics", "table", "figure"}
DIGESTS = ("import", "clean", "statistics", "compose", "table", "figure", "coded")


@pytest.fixture
def plan(tiny):
    """Plan the tiny study, as Snakemake does at the start of a build."""
    return lambda: Plan(find_project(tiny.path))


def digests(plan: Plan) -> dict[str, str]:
    """What each job of the tiny study declares that it depends on."""
    project = plan.project
    return dict(
        zip(
            DIGESTS,
            (
                declared.import_declared(project),
                declared.clean_declared(project),
                declared.statistics_declared(project),
                declared.compose_declared(project),
                declared.exhibit_declared(project, "tbl-court"),
                declared.exhibit_declared(project, "fig-court"),
                declared.coded_declared(project, "impact"),
            ),
            strict=True,
        )
    )


def test_every_job_names_its_files(plan):
    planned = plan()
    assert planned.raw == [
        "data/tiny/raw/SHA256SUMS",
        "data/tiny/raw/codings.csv",
        "data/tiny/raw/interviews.csv",
    ]
    assert planned.evidence == ["build/tiny/responses.csv", "build/tiny/codings.csv"]
    beside = ["build/tiny/dispositions.csv", "build/tiny/notes.json"]
    assert planned.imported == [*planned.evidence, *beside]
    assert planned.records[-2:] == ["figures/tiny/fig-court.json", "figures/tiny/statistics.json"]
    assert planned.ledger == ["data/tiny/corrections.csv"]
    assert planned.cleaned[:2] == ["build/tiny/slices/day.csv", "build/tiny/slices/setting.csv"]
    assert planned.codings == ["build/tiny/codings/impact.csv"]
    assert planned.coded == ["build/tiny/coded/impact.csv"]
    assert planned.aggregates("impact") == [
        "build/tiny/codings/impact.csv",
        "build/tiny/slices/court_text.csv",
    ]


def test_an_exhibit_reads_the_slices_of_its_items_and_no_others(plan):
    assert plan().reads("tbl-court") == [
        "build/tiny/slices/court.csv",
        "build/tiny/coded/impact.csv",
    ]
    assert plan().reads("tbl-setting") == ["build/tiny/slices/setting.csv"]


def test_exhibits_are_written_in_every_form_that_an_engine_needs(plan):
    shown = plan().exhibits
    assert {path for path in shown if "tbl-court" in path} == {
        f"figures/tiny/tbl-court.{suffix}" for suffix in ("html", "typ", "csv")
    }
    assert {path for path in shown if "fig-court" in path} == {
        f"figures/tiny/fig-court.{suffix}" for suffix in ("svg", "png", "csv")
    }


def test_hidden_files_are_no_sources_of_the_report(tiny, plan):
    before = plan().sources
    (tiny.path / "report/tiny/.quarto").mkdir()
    (tiny.path / "report/tiny/.quarto/index").touch()
    (tiny.path / "report/tiny/.report.qmd.swp").touch()
    assert plan().sources == before
    assert "report/tiny/report.qmd" in before


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        (
            CODEBOOK,
            "{yes: Yes, no: No, dont_know: Don't Know}",
            "{no: No, yes: Yes, dont_know: Don't Know}",
            {"clean", "compose", *PRINTED},
        ),
        (
            CODEBOOK,
            "label: Work setting",
            "label: Setting",
            {"clean", "statistics", "compose"},
        ),
        (
            CODEBOOK,
            "column: Q4,",
            "column: Q9,",
            {"import", "clean", "compose", *PRINTED},
        ),
        (
            CODING,
            "good: Mostly good",
            "good: Good",
            {"clean", "statistics", "compose", "table", "coded"},
        ),
        (STUDY, 'missing: ["N/A"]', 'missing: ["-"]', {"clean"}),
        (
            STUDY,
            "exclude: [preview, test,",
            "exclude: [preview,",
            {"import", "clean", "compose"},
        ),
        (
            STUDY,
            "rounding: half-odd",
            "rounding: half-up",
            PRINTED | {"compose"},
        ),
        (STUDY, "base: all", "base: asked", PRINTED | {"compose"}),
        (STUDY, "notice: These", "notice: All these", {"compose"}),
        (STUDY, "Invented data", "Made-up data", {"compose", "table", "figure"}),
        ("report/tiny/statistics.yaml", "base: asked", "base: all", {"statistics", "compose"}),
        ("report/tiny/exhibits.yaml", "Bars:", "Two bars:", {"compose", "figure"}),
        ("report/tiny/exhibits.yaml", "label: Not asked", "label: No court", {"table"}),
    ],
)
def test_a_changed_declaration_reaches_exactly_the_jobs_that_read_it(
    tiny, plan, file, old, new, changed
):
    before = digests(plan())
    tiny.edit(file, old, new)
    after = digests(plan())
    assert {job for job in DIGESTS if before[job] != after[job]} == changed


def test_equal_declarations_have_equal_digests(plan):
    assert digests(plan()) == digests(plan())


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package where `a` imports `b`, and a function of `b` imports `c`."""
    for name, text in {
        "a.py": "from corrigenda.b import thing\n",
        "b.py": "def f():\n    from corrigenda import c\n",
        "c.py": "import json\n",
        "d.py": "",
        "engine/__init__.py": "",
        "engine/resources/page.css": "body {}",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(digests_, "PACKAGE", tmp_path)

    def digest(module: str) -> str:
        digests_._hash.cache_clear()
        digests_._imports.cache_clear()
        digests_._files.cache_clear()
        code_digest.cache_clear()
        return code_digest(module)

    yield tmp_path, digest
    digests_._hash.cache_clear()
    digests_._imports.cache_clear()
    digests_._files.cache_clear()
    code_digest.cache_clear()


@pytest.mark.parametrize(
    ("edited", "module", "changes"),
    [
        ("a.py", "a", True),
        ("b.py", "a", True),
        ("c.py", "a", True),
        ("d.py", "a", False),
        ("a.py", "b", False),
        ("engine/resources/page.css", "engine", True),
    ],
)
def test_the_code_of_a_job_is_its_modules_and_all_that_they_import(
    package, edited, module, changes
):
    folder, digest = package
    before = digest(module)
    with (folder / edited).open("a") as file:
        file.write("# edited\n")
    assert (digest(module) != before) == changes


def test_imports_are_found_as_a_syntax_tree_has_them():
    for path in digests_.PACKAGE.rglob("*.py"):
        tree = ast.walk(ast.parse(path.read_bytes()))
        nodes = [n for n in tree if isinstance(n, ast.ImportFrom) and n.module]
        nodes = [n for n in nodes if n.module.split(".")[0] == "corrigenda"]
        modules = {n.module.partition(".")[2] for n in nodes}
        names = {f"{n.module}.{a.name}".partition(".")[2] for n in nodes for a in n.names}
        assert (modules | names) - {""} <= digests_._imports(path), path


def test_every_job_names_modules_that_exist():
    empty = code_digest()
    for stage, modules in CODE.items():
        for module in modules:
            assert code_digest(module) != empty, (stage, module)


def test_a_job_depends_on_declarations_code_and_libraries(plan, monkeypatch):
    job, before = Job("table", "tbl-court"), plan().digest(Job("table", "tbl-court"))
    assert plan().digest(job) == before
    monkeypatch.setattr("corrigenda.workflow.versions", lambda *names: [f"{n} 99" for n in names])
    assert plan().digest(job) != before


def test_the_jobs_of_a_study_are_listed_with_what_they_are_for(plan):
    assert [str(job) for job in plan().jobs()] == [
        "import",
        "clean",
        "aggregate impact",
        "table tbl-setting",
        "table tbl-court",
        "table tbl-cases",
        "figure fig-court",
        "statistics",
        "history",
        "records",
        "compose",
        "html",
        "pdf",
    ]
