"""The table of docs/architecture.md is true of the code."""

import ast
import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "src/corrigenda"


def floors() -> dict[str, int]:
    """Return the row of each module that the table names."""
    text = (REPOSITORY / "docs/architecture.md").read_text(encoding="utf-8")
    table = text.partition("| row | modules |")[2].partition("\n\n")[0]
    rows = [re.findall(r"`(\w+)`", line) for line in table.splitlines()[2:]]
    return {module: floor for floor, modules in enumerate(rows) for module in modules}


def modules() -> dict[str, list[Path]]:
    """Return the files of each top module of the package."""
    found = {p.stem: [p] for p in PACKAGE.glob("*.py") if p.stem[:2] != "__"}
    packages = [p for p in PACKAGE.iterdir() if (p / "__init__.py").exists()]
    return found | {p.name: sorted(p.rglob("*.py")) for p in packages}


def imported(path: Path) -> set[str]:
    """Return the top modules of the package that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("corrigenda"):
            inner = node.module.split(".")[1:2]
            names.update(inner or (alias.name for alias in node.names))
    return names & modules().keys()


def test_the_table_names_every_module_once():
    assert floors().keys() == modules().keys()


@pytest.mark.parametrize("module", sorted(modules()))
def test_a_module_imports_only_from_its_own_row_and_those_above(module):
    floor = floors()
    above = {name for path in modules()[module] for name in imported(path)}
    assert {name for name in above if floor[name] > floor[module]} == set()
