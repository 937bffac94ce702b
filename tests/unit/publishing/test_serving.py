"""A preview of the site on loopback."""

import socket
import threading
from http.client import HTTPConnection
from urllib.parse import quote

import pytest

from builders import refused
from corrigenda.errors import ReleaseError
from corrigenda.publishing import serve
from corrigenda.publishing.serving import LOOPBACK, server

ANOTHER = "Name another one with --port."


@pytest.fixture
def port(site):
    """The port on which the site is shown."""
    with server(site.root, 0) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running.server_port
        running.shutdown()
        thread.join()


def asked(port: int, path: str, method: str = "GET", hosts: tuple[str, ...] | None = None):
    """Ask for a path as it stands, which no browser would have tidied."""
    connection = HTTPConnection(LOOPBACK, port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    for host in (f"{LOOPBACK}:{port}",) if hosts is None else hosts:
        connection.putheader("Host", host.format(port))
    connection.endheaders()
    answer = connection.getresponse()
    return answer, answer.read()


def test_pages_and_files_are_shown_with_their_types(port):
    answer, body = asked(port, "/tiny/1.0.0/index.html")
    assert (answer.status, body) == (200, b"A report. 1.0.0")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert asked(port, "/tiny/1.0.0/SHA256SUMS")[0].headers["Content-Type"].startswith("text/plain")
    assert asked(port, "/tiny/versions.json")[0].headers["Content-Type"] == "application/json"
    assert asked(port, "/")[1] == b"tiny"


def test_a_folder_without_a_page_is_not_listed(port):
    assert asked(port, "/tiny/1.0.0/tbl-court/")[0].status == 404


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/tiny/../../secret.txt", "//secret.txt"]
)
def test_nothing_beside_the_site_is_shown(site, port, path):
    (site.root / "secret.txt").write_text("secret")
    assert asked(port, path)[0].status == 404


def test_no_link_leads_out_of_the_site(site, port):
    (site.root / "secret.txt").write_text("secret")
    (site.path / "link.txt").symlink_to(site.root / "secret.txt")
    (site.path / "up").symlink_to(site.root)
    assert asked(port, "/link.txt")[0].status == 404
    assert asked(port, "/up/secret.txt")[0].status == 404


@pytest.mark.parametrize("path", ["/" + quote("\0"), "/" + "a" * 5000])
def test_an_odd_request_is_answered(port, path):
    assert asked(port, path)[0].status == 404
    assert asked(port, "/")[0].status == 200


def test_only_reading_is_answered(port):
    assert asked(port, "/", "HEAD")[1] == b""
    assert asked(port, "/", "POST")[0].status == 501


def test_only_this_computer_is_answered(site):
    with server(site.root, 0) as running:
        assert running.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("host", ["127.0.0.1:{}", "localhost:{}", "LocalHost:{}", "[::1]:{}"])
def test_it_answers_to_its_own_names(port, host):
    assert asked(port, "/", hosts=(host,))[0].status == 200


@pytest.mark.parametrize(
    "hosts",
    [
        *(("rebound.example:{}",), ("rebound.example",), ("127.0.0.1",), ("127.0.0.1:1",), ("",)),
        *((), ("127.0.0.1:{}", "rebound.example:{}"), ("127.0.0.1:{}.rebound.example",)),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_page_of_another_name_learns_nothing(port, hosts, method):
    answer, body = asked(port, "/tiny/1.0.0/index.html", method, hosts)
    assert answer.status == 421
    assert b"A report" not in body


def test_a_port_that_is_taken_is_told(site):
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        message = f"port {port} cannot be used: Address already in use."
        with refused(ReleaseError, f"serve: {message}\n  {ANOTHER}"):
            serve(site.root, port)


def test_a_port_that_cannot_be_is_told(site):
    message = "port 70000 cannot be used: there is no such port."
    with refused(ReleaseError, f"serve: {message}\n  {ANOTHER}"):
        serve(site.root, 70000)


def test_nothing_released_is_nothing_to_show(tmp_path):
    advice = "Release a version first: corrigenda release 1.0.0 --note …"
    with refused(ReleaseError, f"site: nothing has been released yet.\n  {advice}"):
        serve(tmp_path, 0)
