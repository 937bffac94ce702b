"""House style: the colours, type and sizes that tables and figures share."""

FONT = "Source Sans Pro"
FONT_FILES = {
    "regular": "SourceSansPro-Regular.ttf",
    "semibold": "SourceSansPro-Semibold.ttf",
}

# Blue against ochre stays apart in every common colour blindness, and the steps from INK to PALE
# are far enough apart in lightness to survive a greyscale print.
INK = "#1b2733"
MUTED = "#56626d"
RULE = "#c3ccd4"
PAPER = "#ffffff"
BLUE = "#1d5b8c"
MIDDLE = "#5b90ba"
LIGHT = "#a9bfd1"
PALE = "#e1e7ec"
OCHRE = "#c47f17"
STRAW = "#e0b36a"
SAND = "#f1dfc0"

WIDTH = 5.0  # inches: 11 pt type in print, and more than 10 px on a phone 360 px wide
TEXT = 11.0
SMALL = 9.5
LINE = 13.5  # points from one line of TEXT to the next
CAPITALS = 0.66  # of the type size: the height of a capital letter
DPI = 200

# Tables take colours and type from the page around them, so that they are at home in its light
# and dark modes; rules as in printed tables: heavy, fine, heavy, and none upright. The selectors
# weigh nothing (:where), so that a page may overrule each of them.
TABLE_CSS = """\
:where(.gt_table) {width: 100%; border-collapse: collapse; border-block: 2px solid;
  line-height: 1.35; font-variant-numeric: lining-nums tabular-nums}
:where(.gt_table :is(th, td)) {padding: .25em 0; text-align: left; font-weight: inherit;
  vertical-align: bottom}
:where(.gt_table .gt_col_headings th) {border-bottom: 1px solid; font-weight: 600}
:where(.gt_table .gt_group_heading) {padding-top: .9em; font-weight: 600}
:where(.gt_table .gt_stub) {padding-inline: 1em 1.5em; overflow-wrap: anywhere}
:where(.gt_table .gt_right) {text-align: right; white-space: nowrap}
:where(.gt_table .gt_count) {display: inline-block; min-width: var(--count); text-align: left}
:where(.gt_table .gt_aside) {font-weight: 400}
:where(.gt_table .gt_sourcenote) {border-top: 1px solid; padding-top: .5em; font-size: .85em}
"""
