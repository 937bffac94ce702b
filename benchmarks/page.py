"""What a report page with a hundred exhibits costs its reader, in Chromium.

The exhibits of the reference study repeated under other ids, through the real stage and engine. A
page with ten is the measure: a hundred may take longer to load, but must scroll and answer alike.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from measuring import STUDY, copy, report, run
from playwright.sync_api import Page, sync_playwright

from corrigenda.rendering import embedded, stage

FEW, MANY = 10, 100
REPEATS = 3
SLOWER = 4  # a phone's processor beside a desk's
SMOOTH = 1 / 30  # seconds: no more than one frame in twenty may take longer
PROMPT = 0.2  # seconds: within these an answer is felt to be prompt
TOLD = (
    ("frame", "a slow frame of scrolling", SMOOTH),
    ("details", "open where it comes from", PROMPT),
    ("claim", "open a claim", PROMPT),
)
KEPT = ("statistics.json", "study.json", "quantifiers.json", "excerpts.json")
HEADER = "---\ntitle: Many exhibits\nlang: en\n---\n\n"
PROSE = re.compile(r'^[A-Z][^\n]*\{of="[^\n]*\n(?:[^\n#:]+\n)*', re.MULTILINE)
WATCH = """
window.answers = [];
new PerformanceObserver(list => list.getEntries().forEach(one => {
  if (one.interactionId) answers.push(one.duration);
})).observe({ type: "event", durationThreshold: 16 });
"""
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
FRAMES = """() => {
  let last = performance.now();
  window.frames_ = [];
  const tick = now => { frames_.push(now - last); last = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}"""


def pages(built: Path, folder: Path) -> Iterator[Path]:
    """Render a page with few exhibits and one with many."""
    for number in (FEW, MANY):
        yield _page(built, folder / str(number), number)


def _page(built: Path, folder: Path, number: int) -> Path:
    """Render a report that repeats the study's exhibits until there are so many."""
    exhibits, told = (
        json.loads((built / f"{n}.json").read_text()) for n in ("exhibits", "provenance")
    )
    names = {f"{old}-{n}": old for n, old in enumerate(islice(cycle(exhibits), number), 1)}
    copies = {}
    for new, old in names.items():
        for path in (built / "exhibits").glob(f"{old}.*"):
            copies[f"exhibits/{new}{path.suffix}"] = _renamed(path, old, new, folder / "exhibits")
    shown = {new: exhibits[old] for new, old in names.items()}
    origins = {new: told["exhibits"][old] for new, old in names.items()}
    texts = {name: (built / name).read_text() for name in KEPT} | {
        "report.qmd": HEADER + "".join(_parts(built, names)),
        "exhibits.json": json.dumps(shown),
        "provenance.json": json.dumps(told | {"made": [], "exhibits": origins}),
    }
    stage.write(folder / "stage", copies, texts)
    embedded.render_html(folder / "stage", folder / "report.html")
    return folder / "report.html"


def _renamed(path: Path, old: str, new: str, folder: Path) -> Path:
    """Copy a file of an exhibit; the ids within its table become others, too."""
    folder.mkdir(parents=True, exist_ok=True)
    copied = folder / f"{new}{path.suffix}"
    if path.suffix == ".html":
        copied.write_text(path.read_text().replace(f'"{old}', f'"{new}'))
    else:
        shutil.copyfile(path, copied)
    return copied


def _parts(built: Path, names: dict[str, str]) -> Iterator[str]:
    """Yield a section for each exhibit, with paragraphs whose claims open a panel."""
    found = (PROSE.findall(path.read_text()) for path in sorted(built.glob("_findings-*.qmd")))
    prose = [re.sub(r"@\w[\w-]*", "above", text) for texts in found for text in texts]
    paragraphs = cycle(prose)
    for n, name in enumerate(names, 1):
        said = "\n".join(islice(paragraphs, 3))
        yield f"# Part {n} {{#sec-part-{n}}}\n\n{said}\n::: {{#{name} .exhibit}}\nPart {n}\n:::\n\n"


def measured(browser, path: Path) -> dict[str, float]:
    """Load a page, scroll it, open what opens, and return what each took, in seconds."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    page.goto(path.as_uri())
    page.wait_for_timeout(500)
    found = {
        "load": page.evaluate(LOADED),
        "frame": _scrolled(page),
        "details": _answered(page, ".provenance > summary"),
        "claim": _answered(page, "main p .claim[role=button]"),
    }
    context.close()
    return {name: milliseconds / 1000 for name, milliseconds in found.items()}


def _scrolled(page: Page) -> float:
    """Turn the wheel for a while; return how long one frame in twenty takes at least."""
    page.mouse.move(195, 400)
    page.evaluate(FRAMES)
    for _ in range(90):
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(16)
    frames = sorted(page.evaluate("frames_"))
    return frames[len(frames) * 95 // 100]


def _answered(page: Page, selector: str) -> float:
    """Press what opens something; return how long the page takes to show it."""
    pressed = page.locator(selector).nth(5)
    pressed.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    page.evaluate("answers.length = 0")
    pressed.click()
    page.wait_for_timeout(400)
    return max(page.evaluate("answers"), default=16)


def measure(folder: Path) -> None:
    """Print what a page with many exhibits costs beside one with few."""
    few, many = pages(folder / f"project/build/{STUDY}/stage", folder)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        rounds = [(measured(browser, many), measured(browser, few)) for _ in range(REPEATS)]
        browser.close()
    ours, theirs = (
        # The least: whatever else the machine does makes a page slower, and never faster.
        {name: min(one[side][name] for one in rounds) for name in rounds[0][side]}
        for side in (0, 1)
    )
    of = f"{MANY} exhibits / {FEW}"
    report(f"load: {of}", ours["load"], theirs["load"], MANY / FEW / 2)
    for name, said, most in TOLD:
        # What is slow with few exhibits, too, is the machine's fault.
        allowed = max(most, 3 * theirs[name])
        report(f"{said}: {of}", ours[name], theirs[name], 0, most=allowed)
    print(f"{'bytes of the page':<52}{many.stat().st_size:>22,}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        built = copy(Path(temporary) / "project")
        run(built, "corrigenda", "build")
        measure(Path(temporary))
