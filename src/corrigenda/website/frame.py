"""The frame that all pages of the site share: templates, style, scripts, and the bar on top."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from corrigenda import __version__
from corrigenda.releases.models import Release
from corrigenda.website.pointing import fact
from corrigenda.website.policy import policy
from corrigenda.wording import day

_SHARED = ("_extensions/corrigenda/exhibits.css", "_extensions/corrigenda/provenance.css")


@dataclass(frozen=True)
class Bar:
    """What stands on top of every page of a version.

    Parameters
    ----------
    release
        The version.
    page
        The name of the page within the version, such as ``tbl-treatment/index.html``.
    previous
        The version before; empty for the first one.
    exhibit
        The exhibit that the page shows, if it is about one.
    """

    release: Release
    page: str
    previous: str
    exhibit: str = ""

    @property
    def home(self) -> str:
        """The way from the page to the folder of its version."""
        return "../" * self.page.count("/")

    @property
    def root(self) -> str:
        """The way from the page to the folder of the study."""
        return f"{self.home}../"

    @property
    def is_report(self) -> bool:
        """Whether the page is the report."""
        return self.page == "index.html"


def page(template: str, lang: str, **told) -> bytes:
    """Lay out a page of the site.

    Parameters
    ----------
    template
        Its name among the resources.
    lang
        The language of the report; the frame is English, and marks what is not.
    **told
        What the template shows.

    Returns
    -------
    bytes
        The page as HTML.
    """
    own = script("site.js")
    frame = {
        "lang": lang if _english(lang) else "en",
        "style": Markup(style() + resource("site.css") + resource("dress.css")),
        "script": Markup(own),
        "policy": policy([own]),
        "corrigenda": __version__,
    }
    return part(template, **frame | told).encode()


def language(own: str, around: str) -> Markup:
    """Write the attribute that says in which language a part is, where those around it differ."""
    same = own == around or (_english(own) and _english(around))
    return Markup("") if same or not own else Markup(' lang="{}"').format(own)


def _english(lang: str) -> bool:
    return lang.partition("-")[0].lower() in ("", "en")


def part(template: str, **told) -> str:
    """Fill in a template that may be a part of a page; what is no markup is escaped."""
    return _environment().get_template(template).render(**told)


@cache
def style() -> str:
    """Return the style of the report, in which the pages of the site are at home."""
    folder = files("corrigenda.rendering").joinpath("resources")
    return "".join(folder.joinpath(name).read_text("utf-8") for name in (*_SHARED, "report.css"))


def script(name: str) -> str:
    """Return a script as it stands in a page."""
    return f"\n{resource(name)}"


@cache
def resource(name: str) -> str:
    """Return the text of a resource."""
    return files("corrigenda.website").joinpath("resources", name).read_text("utf-8")


@cache
def _environment():
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["language"] = language
    environment.filters |= {"day": day, "fact": fact}
    environment.filters["paragraphs"] = lambda text: text.split("\n\n")
    return environment
