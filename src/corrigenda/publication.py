"""What a published version says of itself, as study.yaml declares it."""

import re
from typing import Annotated

from pydantic import AfterValidator

from corrigenda.declarations import Frozen

_IN_PATHS = "[A-Za-z0-9._~!$&'()*+,;=:@/-]"  # what a path may hold as it is


def _licence(name: str) -> str:
    if name and not re.fullmatch(r"[A-Za-z0-9.+-]+", name):
        raise ValueError("it must be an SPDX identifier, such as CC-BY-4.0")
    return name


def _address(url: str) -> str:
    host, path = r"[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?", rf"({_IN_PATHS}|%[0-9A-Fa-f]{{2}})*"
    if url and not re.fullmatch(f"https?://{host}(/{path})?", url):
        raise ValueError(
            "it must be an address, such as https://reports.example.org/, "
            "with the code of every character that an address cannot hold, such as %20"
        )
    return url if not url or url.endswith("/") else f"{url}/"


def _doi(name: str) -> str:
    if name and not re.fullmatch(rf"10\.[0-9]{{4,9}}(\.[0-9]+)*/{_IN_PATHS}+", name):
        raise ValueError("it must be a DOI without its resolver, such as 10.5281/zenodo.1234567")
    return name


class Publication(Frozen):
    """What a published version says of itself beside the header of the report.

    ``licence`` is an SPDX identifier; ``address`` is where the site will be served; ``doi`` is one
    that names the report in all its versions.
    """

    publisher: str = ""
    licence: Annotated[str, AfterValidator(_licence)] = ""
    address: Annotated[str, AfterValidator(_address)] = ""
    doi: Annotated[str, AfterValidator(_doi)] = ""
    keywords: tuple[str, ...] = ()
