"""Ports: what a tool reads and writes by kind, and what feeds what."""

from corrigenda.crate.ports import WHOLE, Port, Ports

SLOTS = {"raw.csv": "raw", "a.csv": "slices", "b.csv": "slices", "fig.svg": "figures"}


def a_run() -> Ports:
    """A run of two tools: one cleans, the other draws."""
    ports = Ports(SLOTS)
    ports.add("clean", "input", ["raw.csv"])
    ports.add("clean", "output", ["a.csv", "b.csv"])
    ports.add("figure", "input", ["a.csv"])
    ports.add("figure", "output", ["fig.svg"])
    ports.add(WHOLE, "input", ["raw.csv"])
    ports.add(WHOLE, "output", ["fig.svg"])
    return ports


def test_a_tool_has_one_port_for_each_kind_of_file():
    assert a_run().of("clean", "output") == [Port("clean", "output", "slices")]
    assert Port("clean", "output", "slices").id == "#parameter/clean/output/slices"


def test_a_file_knows_the_ports_that_it_went_through():
    through = a_run().through()
    assert [port.id for port in through["a.csv"]] == [
        "#parameter/clean/output/slices",
        "#parameter/figure/input/slices",
    ]
    assert [port.tool for port in through["b.csv"]] == ["clean"]


def test_a_port_is_fed_by_whoever_wrote_its_files():
    feeds = {(s.tool, t.tool, t.slot) for s, t in a_run().feeds()}
    assert feeds == {
        ("workflow", "clean", "raw"),
        ("clean", "figure", "slices"),
        ("figure", "workflow", "figures"),
    }


def test_a_port_that_reads_other_files_of_the_kind_is_not_fed():
    ports = Ports(SLOTS)
    ports.add("clean", "output", ["a.csv"])
    ports.add("figure", "input", ["b.csv"])
    assert list(ports.feeds()) == []
