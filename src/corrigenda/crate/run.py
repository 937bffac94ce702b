"""The run of a workflow as a crate tells it: tools, steps, parameters, and what ran when."""

from collections.abc import Iterable, Mapping

from corrigenda.crate.entities import entity
from corrigenda.crate.ports import WHOLE, Ports
from corrigenda.crate.slots import TITLES
from corrigenda.receipts import Receipt
from corrigenda.workflow import Job

STAGES = {
    "import": "Read the registered raw files into responses and codings.",
    "clean": "Apply the ledger, and write the slice of each item.",
    "aggregate": "Turn code applications into the slice of a coded item.",
    "table": "Make a table, as HTML, Typst and CSV.",
    "figure": "Draw a figure, as SVG, PNG and CSV.",
    "statistics": "Compute every statistic.",
    "history": "Find out what each correction moved.",
    "records": "Write down where each exhibit and statistic came from.",
    "compose": "Hold the claims against the statistics, and lay out what the engines read.",
    "html": "Render the report as a page.",
    "pdf": "Render the report as PDF.",
}
_COMPLETED = "http://schema.org/CompletedActionStatus"


class Run:
    """Adds to a crate what ran.

    Parameters
    ----------
    crate
        The crate; its main entity is the workflow.
    receipts
        What each job read and wrote, in an order in which the jobs could run.
    files
        The entity of each file under its place.
    slots
        The kind of each file.
    declared
        The declarations that each stage reads.
    """

    def __init__(
        self,
        crate,
        receipts: Mapping[Job, Receipt],
        files: Mapping,
        slots: Mapping[str, str],
        declared: Mapping[str, Iterable[str]],
    ):
        self.crate, self.receipts, self.files = crate, receipts, files
        self.read = {j: self._known([*r.inputs, *declared[j.stage]]) for j, r in receipts.items()}
        self.written = {job: self._known(r.outputs) for job, r in receipts.items()}
        made = {place for places in self.written.values() for place in places}
        self.given = _once(p for places in self.read.values() for p in places if p not in made)
        self.shown = sorted(p for p in made if not files[p].id.startswith("#"))
        self.ports = Ports(slots)

    def _known(self, places: Iterable[str]) -> list[str]:
        return [place for place in _once(places) if place in self.files]

    def add(self, software: Mapping) -> None:
        """Describe the tools, the steps, their parameters and every action.

        Parameters
        ----------
        software
            The entities of the software under their names.
        """
        for job in self.receipts:
            self.ports.add(job.stage, "input", self.read[job])
            self.ports.add(job.stage, "output", self.written[job])
        self.ports.add(WHOLE, "input", self.given)
        self.ports.add(WHOLE, "output", self.shown)
        parameters = self._parameters()
        steps, tools = {}, {}
        for position, stage in enumerate(_once(job.stage for job in self.receipts), 1):
            tools[stage] = self._tool(stage, parameters, software["Corrigenda"])
            steps[stage] = self._step(stage, position, tools[stage])
        workflow = self.crate.mainEntity
        for way in ("input", "output"):
            workflow[way] = [parameters[port] for port in self.ports.of(WHOLE, way)]
        workflow["hasPart"], workflow["step"] = list(tools.values()), list(steps.values())
        self._connect(parameters, {WHOLE: workflow} | steps)
        self._actions(tools, steps, software["snakemake"])

    def _parameters(self) -> dict:
        added = {}
        for port in self.ports.files:
            added[port] = self.crate.add_formal_parameter(TITLES[port.slot], "File", port.id)
        for place, ports in self.ports.through().items():
            self.files[place]["exampleOfWork"] = [added[port] for port in ports]
        return added

    def _tool(self, stage: str, parameters: Mapping, package):
        tool = entity(
            self.crate,
            f"#tool/{stage}",
            type="SoftwareApplication",
            name=f"corrigenda stage {stage}",
            description=STAGES[stage],
            version=package["version"],
            url=package["url"],
            softwareRequirements=package,
        )
        for way in ("input", "output"):
            tool[way] = [parameters[port] for port in self.ports.of(stage, way)]
        return tool

    def _step(self, stage: str, position: int, tool):
        return entity(
            self.crate,
            f"#step/{stage}",
            type="HowToStep",
            name=stage,
            description=STAGES[stage],
            position=str(position),
            workExample=tool,
        )

    def _connect(self, parameters: Mapping, owners: Mapping) -> None:
        for source, target in self.ports.feeds():
            connection = entity(
                self.crate,
                f"#connection/{source.tool}/{target.tool}/{target.slot}",
                type="ParameterConnection",
                name=f"{TITLES[target.slot]}: {source.tool} to {target.tool}",
                sourceParameter=parameters[source],
                targetParameter=parameters[target],
            )
            owners[target.tool].append_to("connection", connection)

    def _actions(self, tools: Mapping, steps: Mapping, engine) -> None:
        actions, controls = [], []
        for job, receipt in self.receipts.items():
            actions.append(self._job(job, receipt, tools[job.stage]))
            controls.append(
                entity(
                    self.crate,
                    f"#control/{_slug(job)}",
                    type="ControlAction",
                    name=f"Job {job}",
                    instrument=steps[job.stage],
                    object=actions[-1],
                )
            )
        times = self._times()
        whole = self._run("#run", "The whole workflow", self.given, self.shown, times)
        whole["instrument"] = self.crate.mainEntity
        organised = entity(
            self.crate,
            "#build",
            type="OrganizeAction",
            name="corrigenda build",
            instrument=engine,
            object=controls,
            result=whole,
            **times,
        )
        self.crate.root_dataset["mentions"] = [whole, *actions, organised]

    def _times(self) -> dict[str, str]:
        """From the start of the first job to the end of the last one."""
        started = min(receipt.started for receipt in self.receipts.values())
        return {"startTime": started, "endTime": max(r.ended for r in self.receipts.values())}

    def _job(self, job: Job, receipt: Receipt, tool):
        times = {"startTime": receipt.started, "endTime": receipt.ended}
        parts = ", ".join(f"{name} {sha}" for name, sha in sorted(receipt.parts.items()))
        action = self._run(
            f"#run/{_slug(job)}", f"Job {job}", self.read[job], self.written[job], times
        )
        action["description"] = f"{STAGES[job.stage]} Digests (SHA-256): {parts}."
        action["instrument"] = tool
        return action

    def _run(self, identifier: str, name: str, given, made, times: Mapping[str, str]):
        return entity(
            self.crate,
            identifier,
            type="CreateAction",
            name=name,
            description="Every job, as it last ran.",
            actionStatus=_COMPLETED,
            object=[self.files[place] for place in given],
            result=[self.files[place] for place in made],
            **times,
        )


def _slug(job: Job) -> str:
    return str(job).replace(" ", "/")


def _once(values: Iterable) -> list:
    return list(dict.fromkeys(values))
