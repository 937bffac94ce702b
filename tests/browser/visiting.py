"""Visiting pages as a reader does, and listening for what they complain of."""

from axe_playwright_python.base import AXE_SCRIPT

WIDTHS = (320, 360, 768, 1440)  # 320 is what WCAG asks for: 1280 pixels at four times the size
SCHEMES = ("light", "dark")
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
HEIGHT = 900


class Reader:
    """A reader who keeps one page open and hears every complaint.

    Parameters
    ----------
    browser
        The launched browser.
    scripts
        Whether its pages may run scripts.
    """

    def __init__(self, browser, scripts: bool = True):
        self.home = ""
        self.complaints = []
        context = browser.new_context(java_script_enabled=scripts, reduced_motion="reduce")
        context.set_default_timeout(10_000)
        self.page = context.new_page()
        self.page.on("console", lambda message: self._complain(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self._complain(f"error: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def open(self, address: str, width: int = 1440, scheme: str = "light", home: str = ""):
        """Open a page afresh; nothing may be asked for outside its home.

        Parameters
        ----------
        address
            Of the page.
        width
            Of the window.
        scheme
            ``light`` or ``dark``.
        home
            The address below which everything has to lie; the folder of the page by default.

        Returns
        -------
        Page
            The same for every call.
        """
        self.home = home or address.rpartition("/")[0]
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.emulate_media(media="screen", color_scheme=scheme)
        self.page.goto("about:blank")  # else an address with a fragment opens no page
        self.page.goto(address)
        return self.page

    def heard(self) -> list[str]:
        """Return the complaints since the last time, and forget them."""
        self.page.evaluate("null")  # what the page said before comes before its answer
        heard, self.complaints = self.complaints, []
        return heard

    def _complain(self, text: str) -> None:
        self.complaints.append(text)

    def _asked(self, request) -> None:
        if not request.url.startswith((self.home, "data:", "about:")):
            self._complain(f"asked for {request.url}")

    def _failed(self, request) -> None:
        if not request.is_navigation_request():  # a link to what is saved leads to no page
            self._complain(f"failed: {request.url}")

    def _answered(self, response) -> None:
        if response.status >= 400:
            self._complain(f"{response.status}: {response.url}")


def violations(page, *parts: str) -> list[str]:
    """Return what axe-core has against a page, or parts of it, as they stand: WCAG 2.2 AA."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        """async ([parts, tags]) => (await axe.run(parts.length ? { include: parts } : document, {
          preload: false, resultTypes: ["violations"], runOnly: tags
        })).violations""",
        [list(parts), list(WCAG)],
    )
    return [
        f"{rule['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def overflow(page) -> int:
    """Return by how many pixels a page can be scrolled sideways."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def resize(page, width: int) -> None:
    """Give the window a width, and wait until the page stands in it."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.wait_for_function("width => innerWidth === width", arg=width)
    # Scripts that watch the width hear of it before the next frame.
    page.evaluate("() => new Promise(done => requestAnimationFrame(done))")


def on_paper(page) -> None:
    """Lay a page out as it is printed."""
    page.emulate_media(media="print")
    page.wait_for_function("matchMedia('print').matches")


def led_to(page, selector: str) -> None:
    """Wait until an element begins in the upper half of the window."""
    page.wait_for_function(
        """selector => {
          const { top } = document.querySelector(selector).getBoundingClientRect();
          return 0 <= top && top < innerHeight / 2;
        }""",
        arg=selector,
    )


def tab_to(page, locator, most: int = 40) -> None:
    """Go to an element by the keyboard, which has to show where it is."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if locator.evaluate("element => element === document.activeElement"):
            assert locator.evaluate(_SHOWS_FOCUS), "the focus cannot be seen"
            return
    raise AssertionError(f"{most} stops of the keyboard do not reach {locator}")


_SHOWS_FOCUS = """element => {
  const style = getComputedStyle(element);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""
# The element that has the focus, unless it is the page or had the focus before.
_AT = f"""() => {{
  const at = document.activeElement;
  if (at === document.body || at.reached) return [null, true];
  at.reached = true;
  return [at.outerHTML.slice(0, 100), ({_SHOWS_FOCUS})(at)];
}}"""


def images(page) -> list[str]:
    """Return the pictures of a page that do not show."""
    return page.evaluate(
        """async () => {
          const all = Array.from(document.images);
          await Promise.allSettled(all.map(one => one.decode()));
          return all.filter(one => !one.naturalWidth).map(one => one.src);
        }"""
    )


def stops(page, most: int = 400) -> tuple[int, list[str]]:
    """Go through a page by the keyboard.

    Returns
    -------
    tuple
        How many stops there are, and those at which the focus cannot be seen.
    """
    unseen = []
    for reached in range(most):
        page.keyboard.press("Tab")
        at, visible = page.evaluate(_AT)
        if at is None:
            return reached, unseen
        if not visible:
            unseen.append(at)
    raise AssertionError(f"the keyboard does not leave the page after {most} stops")
