"""One browser, one reader, and a site with two releases, made once for all tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import twice
from visiting import Reader

import shared

BASE = "/some/base/"


@dataclass(frozen=True)
class Site:
    """The site, as files and as it is served below a base path."""

    project: Path
    server: str

    @property
    def folder(self) -> Path:
        """The folder of the site."""
        return self.project / "site"

    def file(self, name: str = "") -> str:
        """Return the address of a file of the site."""
        return f"{self.folder.as_uri()}/{name}"

    def served(self, name: str = "") -> str:
        """Return the address of the same file as it is served."""
        return self.server + BASE + name


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder below the base path, and nothing beside it."""

    def translate_path(self, path: str) -> str:
        """Find the file of an address."""
        outside = "/outside" if not path.startswith(BASE) else ""
        return super().translate_path(outside + "/" + path.removeprefix(BASE))

    def log_message(self, *_) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def project(built_reference, tmp_path_factory) -> Path:
    """The reference study, released twice."""
    release = partial(twice.release_twice, built_reference / "a project")
    return shared.once(tmp_path_factory, "released twice", release) / "a project"


@pytest.fixture(scope="session")
def site(project) -> Iterator[Site]:
    """The site of the two releases, served below a base path."""
    handler = partial(Handler, directory=str(project / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Site(project, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


@pytest.fixture(scope="session")
def one_reader(browser) -> Reader:
    """The reader whose page all tests share."""
    return Reader(browser)


@pytest.fixture(scope="session")
def plain_reader(browser) -> Reader:
    """A reader whose browser runs no scripts."""
    return Reader(browser, scripts=False)


@pytest.fixture
def reader(one_reader) -> Iterator[Reader]:
    """The reader, who hears no complaint during a test."""
    one_reader.heard()
    yield one_reader
    assert one_reader.heard() == []
