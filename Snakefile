# The whole workflow. Each rule is its inputs, its outputs and one stage of Corrigenda.
#
# `clean` is a checkpoint: Snakemake compares checksums only when it plans, and a checkpoint makes
# it plan again, so that a slice whose bytes did not change triggers nothing. Whatever lies behind
# it asks for its inputs through `after_clean`, to be planned again with it.
# Outputs are `update`, so that a job that refuses its input leaves the last good ones in place.
import shlex
import sys
from pathlib import Path

from snakemake.exceptions import WorkflowError

from corrigenda.errors import UserError
from corrigenda.project import find_project
from corrigenda.rendering import engines
from corrigenda.workflow import Plan

try:
    plan = Plan(find_project(Path.cwd(), config.get("study")))
    declared = plan.statistics_declared()
except UserError as error:
    raise WorkflowError(str(error))

STUDY = plan.project.study_id
BUILD = f"build/{STUDY}"
SHOWN = f"figures/{STUDY}"
STAGE = f"{shlex.quote(sys.executable)} -m corrigenda --study {STUDY} stage"
SUMMARY = f"{BUILD}/summary.csv"
STAGED = f"{BUILD}/stage.json"  # names and hashes of what lies in stage/


def after_clean(paths):
    """Inputs that are planned once more when the checkpoint is done."""

    def inputs(wildcards):
        checkpoints.clean.get()
        return paths(wildcards) if callable(paths) else paths

    return inputs


rule report:
    default_target: True
    input: after_clean([f"{BUILD}/report.html", f"{BUILD}/report.pdf"])


rule import_responses:
    input: plan.raw
    output: update(plan.imported)
    params: declared=plan.import_declared(), code=plan.code("readers.qualtrics", "readers.tabular")
    shell: "{STAGE} import"


checkpoint clean:
    input: plan.imported, plan.ledger
    output: update(plan.cleaned), update(plan.codings), update(SUMMARY)
    params: declared=plan.clean_declared(), code=plan.code("cleaning", "aggregation", "corrections")
    shell: "{STAGE} clean"


rule aggregate:
    input: after_clean(lambda w: plan.aggregates(w.item))
    output: update(f"{BUILD}/coded/{{item}}.csv")
    params: declared=lambda w: plan.coded_declared(w.item), code=plan.code("aggregation")
    shell: "{STAGE} aggregate {wildcards.item}"


rule table:
    input: after_clean(lambda w: plan.reads(w.id))
    output: [update(f"{SHOWN}/{{id}}.{s}") for s in ("html", "typ", "csv")]
    wildcard_constraints: id="tbl-[a-z0-9-]+"
    params: declared=lambda w: plan.exhibit_declared(w.id), code=plan.code("tables")
    shell: "{STAGE} table {wildcards.id}"


rule figure:
    input: after_clean(lambda w: plan.reads(w.id))
    output: [update(f"{SHOWN}/{{id}}.{s}") for s in ("svg", "png", "csv")]
    wildcard_constraints: id="fig-[a-z0-9-]+"
    params: declared=lambda w: plan.exhibit_declared(w.id), code=plan.code("figures")
    shell: "{STAGE} figure {wildcards.id}"


rule statistics:
    input: after_clean(plan.cleaned + plan.coded + [SUMMARY])
    output: update(f"{BUILD}/statistics.json")
    params: declared=declared, code=plan.code("statistics")
    shell: "{STAGE} statistics"


rule compose:
    input: after_clean(plan.exhibits + [f"{BUILD}/statistics.json"] + plan.sources)
    output: update(STAGED)
    params: declared=plan.compose_declared(), code=plan.code("rendering", "rendering.stage")
    shell: "{STAGE} compose"


rule html:
    input: after_clean([STAGED])
    output: update(f"{BUILD}/report.html")
    params: engine=engines.find(), code=plan.code("rendering", "rendering.quarto", "rendering.embedded")
    shell: "{STAGE} html"


rule pdf:
    input: after_clean([STAGED])
    output: update(f"{BUILD}/report.pdf")
    params: engine=engines.find(), code=plan.code("rendering", "rendering.quarto", "rendering.embedded")
    shell: "{STAGE} pdf"
