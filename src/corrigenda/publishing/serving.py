"""A preview of the site on this computer: on loopback, and nothing but the site."""

from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from corrigenda.errors import Problem, ReleaseError
from corrigenda.releases.layout import SITE, studies

LOOPBACK = "127.0.0.1"
_NAMES = (LOOPBACK, "localhost", "[::1]")
_TEXT = {
    ".bib": "text/plain",
    ".cff": "text/plain",
    ".csv": "text/csv",
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".xml": "application/atom+xml",
    "": "text/plain",
}
_TYPES = {suffix: f"{kind}; charset=utf-8" for suffix, kind in _TEXT.items()} | {
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".zip": "application/zip",
}


class _Handler(SimpleHTTPRequestHandler):
    """Shows files of one folder; lists nothing, and follows no link out of it."""

    extensions_map = _TYPES
    server_version, sys_version = "Corrigenda", ""

    def send_head(self):
        if not self._is_meant():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif self._is_inside():
            return super().send_head()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def _is_meant(self) -> bool:
        # The name of a stranger's page may be made to lead here, for its scripts to read the site.
        port = self.server.server_address[1]
        known = {f"{name}:{port}" for name in _NAMES} | (set(_NAMES) if port == 80 else set())
        told = self.headers.get_all("Host", [])
        return len(told) == 1 and told[0].strip().lower() in known

    def _is_inside(self) -> bool:
        try:
            path = Path(self.translate_path(self.path)).resolve()
        except (OSError, ValueError):  # no name of a file
            return False
        return path.is_relative_to(self.directory)

    def list_directory(self, path):
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self):
        self.send_header("Cache-Control", "no-store")  # a new release is seen at once
        super().end_headers()

    def log_message(self, format, *arguments):
        pass


def serve(project_root: Path, port: int) -> None:
    """Show the site of a project on this computer alone, until it is interrupted.

    Parameters
    ----------
    project_root
        The project folder.
    port
        On which port; 0 takes any that is free.

    Raises
    ------
    ReleaseError
        When nothing has been released, or the port is taken.
    """
    with server(project_root, port) as running:
        address = f"http://{LOOPBACK}:{running.server_port}/"
        print(f"{SITE}/ is shown at {address}, on this computer alone. Ctrl+C ends it.", flush=True)
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            print("Ended.")


def server(project_root: Path, port: int) -> ThreadingHTTPServer:
    """Make a server that shows a site on loopback; it listens, and does not answer yet.

    Parameters
    ----------
    project_root
        The project folder.
    port
        On which port; 0 takes any that is free.

    Returns
    -------
    ThreadingHTTPServer
        To be closed by its user.

    Raises
    ------
    ReleaseError
        When nothing has been released, or the port is taken.
    """
    site = project_root.resolve() / SITE
    if not studies(site):
        advice = "Release a version first: corrigenda release 1.0.0 --note …"
        raise ReleaseError(Problem(SITE, "nothing has been released yet.", advice))

    class Handler(_Handler):
        def __init__(self, *arguments, **named):
            super().__init__(*arguments, directory=str(site), **named)

    try:
        return ThreadingHTTPServer((LOOPBACK, port), Handler)
    except (OSError, OverflowError) as error:
        said = getattr(error, "strerror", None) or "there is no such port"
        message = f"port {port} cannot be used: {said}."
        raise ReleaseError(Problem("serve", message, "Name another one with --port.")) from None
