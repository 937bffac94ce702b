import re

from corrigenda.website.policy import digest, policy, policy_of

FIXED = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"]


def parts(written: str) -> dict[str, str]:
    return dict(part.split(" ", 1) for part in written.split("; "))


def test_nothing_comes_from_outside_and_only_known_scripts_run():
    written = policy(["alert()"])
    assert set(FIXED) <= set(written.split("; "))
    assert parts(written)["script-src"] == f"'self' '{digest('alert()')}'"
    assert parts(written)["img-src"] == "'self' data:"
    assert "unsafe-inline" not in parts(written)["script-src"]


def test_the_hash_is_that_of_browsers():
    assert (
        digest("alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
    )  # the example of the standard


def test_what_an_earlier_policy_lets_run_still_may_once():
    known = "script-src 'sha256-AAAA=' 'sha256-AAAA='"
    assert parts(policy(["x"], known))["script-src"] == f"'self' 'sha256-AAAA=' '{digest('x')}'"


def test_a_page_of_quarto_runs_what_it_brought_and_no_data_is_a_script():
    page = (
        '<script>one()</script><SCRIPT type="module">two()</SCRIPT>'
        '<script type="application/json">{}</script>'
        '<script src="data:text/javascript,0"></script>'
    )
    script = parts(policy_of(page, ["own()"]))["script-src"]
    assert script.startswith("'self' data: ")
    assert {digest(text) for text in ("one()", "two()", "own()")} <= set(
        re.findall("sha[^']+", script)
    )
    assert digest("{}") not in script
    assert "unsafe" not in script


def test_handlers_of_quarto_are_let_run_by_their_hashes():
    script = parts(policy_of('<a href="" onclick="toggle()">x</a>', []))["script-src"]
    assert script.startswith("'unsafe-hashes' ")
    assert digest("toggle()") in script
