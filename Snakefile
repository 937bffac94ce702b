# The whole workflow. Each rule is its inputs, its outputs and one stage of Corrigenda.
#
# Content decides what runs, never a time stamp: each job leaves a receipt of the hashes of what it
# read and wrote, and `sweep` takes away those that no longer hold, so that Snakemake finds an output
# missing. `clean` is a checkpoint, for Snakemake plans only then again, and the second plan sweeps
# by the new slices: one whose bytes did not change triggers nothing.
# Outputs are `update`, so that a job that refuses its input leaves the last good ones in place.
import shlex
import sys
from functools import cache
from pathlib import Path

from snakemake.exceptions import WorkflowError

from corrigenda.building import check
from corrigenda.errors import UserError
from corrigenda.manifest import write_manifest
from corrigenda.project import find_project
from corrigenda.receipts import receipt_path, sweep
from corrigenda.workflow import Job, Plan

try:
    project = find_project(Path(), config.get("study"))
    check(project)
except UserError as error:
    raise WorkflowError(str(error))

plan = Plan(project)
sweep(plan)
STAGE = f"{shlex.quote(sys.executable)} -m corrigenda --study {project.study_id} stage"
BUILD = f"build/{project.study_id}"
SHOWN = f"figures/{project.study_id}"
sweep_again = cache(lambda: sweep(plan))


def after_clean(stage):
    """Inputs of a job that lies behind the checkpoint, swept once more when that is done."""

    def inputs(wildcards):
        checkpoints.clean.get()
        sweep_again()
        return plan.inputs(Job(stage, *wildcards))

    return inputs


def receipt(stage, of=""):
    return str(receipt_path(plan, Job(stage, of)))


def digest(stage):
    return lambda wildcards: plan.digest(Job(stage, *wildcards))


onsuccess:
    write_manifest(plan)


rule report:
    default_target: True
    # Snakemake misses an output only where it is asked for, and of a checkpoint only the first:
    # so the receipts of all jobs are asked for, and stand first among the outputs.
    input: lambda w: checkpoints.clean.get() and [str(receipt_path(plan, job)) for job in plan.jobs()]


rule import_responses:
    input: plan.raw
    output: receipt("import"), update(plan.imported)
    params: digest=digest("import")
    shell: "{STAGE} import --digest {params.digest}"


checkpoint clean:
    input: receipt("import"), plan.evidence, plan.ledger
    output: receipt("clean"), update(plan.outputs(Job("clean")))
    params: digest=digest("clean")
    shell: "{STAGE} clean --digest {params.digest}"


rule aggregate:
    input: after_clean("aggregate")
    output: receipt("aggregate", "{item}"), update(f"{BUILD}/coded/{{item}}.csv")
    params: digest=digest("aggregate")
    shell: "{STAGE} aggregate {wildcards.item} --digest {params.digest}"


rule table:
    input: after_clean("table")
    output: receipt("table", "{id}"), [update(f"{SHOWN}/{{id}}.{s}") for s in ("html", "typ", "csv")]
    wildcard_constraints: id="tbl-[a-z0-9-]+"
    params: digest=digest("table")
    shell: "{STAGE} table {wildcards.id} --digest {params.digest}"


rule figure:
    input: after_clean("figure")
    output: receipt("figure", "{id}"), [update(f"{SHOWN}/{{id}}.{s}") for s in ("svg", "png", "csv")]
    wildcard_constraints: id="fig-[a-z0-9-]+"
    params: digest=digest("figure")
    shell: "{STAGE} figure {wildcards.id} --digest {params.digest}"


rule statistics:
    input: after_clean("statistics")
    output: receipt("statistics"), update(f"{BUILD}/statistics.json")
    params: digest=digest("statistics")
    shell: "{STAGE} statistics --digest {params.digest}"


rule history:
    input: after_clean("history")
    output: receipt("history"), update(f"{BUILD}/history.json")
    params: digest=digest("history")
    shell: "{STAGE} history --digest {params.digest}"


rule records:
    input: after_clean("records")
    output: receipt("records"), update(plan.records)
    params: digest=digest("records")
    shell: "{STAGE} records --digest {params.digest}"


rule compose:
    input: after_clean("compose")
    output:
        receipt("compose"),
        update(f"{BUILD}/stage.json"),
        [update(f"{SHOWN}/{name}.json") for name in ("claims", "report")],
    params: digest=digest("compose")
    shell: "{STAGE} compose --digest {params.digest}"


rule html:
    input: after_clean("html")
    output: receipt("html"), update(f"{BUILD}/report.html")
    params: digest=digest("html")
    shell: "{STAGE} html --digest {params.digest}"


rule pdf:
    input: after_clean("pdf")
    output: receipt("pdf"), update(f"{BUILD}/report.pdf")
    params: digest=digest("pdf")
    shell: "{STAGE} pdf --digest {params.digest}"
