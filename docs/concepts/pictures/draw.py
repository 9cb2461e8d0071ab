#!/usr/bin/env python3
"""Draws the pictures of the fill contract as SVG beside this file.

    python3 draw.py            write them
    python3 draw.py --check    exit 1 if a committed picture is not what this script draws

Standard library only. Every price in a picture is a price of a golden case (docs/concepts/fill-contract.md).
"""
import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
PANEL, HEIGHT, TOP, BOTTOM, LEFT, RIGHT = 240, 250, 76, 62, 14, 70

# Each picture brings its own ground, so that it can be read on a light page and on a dark one.
STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #24292f; }
  .title { font-weight: 600; font-size: 13px; }
  .note { fill: #57606a; }
  .ground { fill: #ffffff; stroke: #d0d7de; }
  .path { fill: none; stroke: #24292f; stroke-width: 2; }
  .jump { fill: none; stroke: #24292f; stroke-width: 2; stroke-dasharray: 2 4; }
  .level { stroke: #8c959f; stroke-width: 1; stroke-dasharray: 5 4; }
  .trail { fill: none; stroke: #bc4c00; stroke-width: 1.5; }
  .fill { fill: #0969da; }
  .filltext { fill: #0969da; font-weight: 600; }
  .dot { fill: #24292f; }
  .band { fill: #0969da; fill-opacity: .25; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .note { fill: #9198a1; }
    .ground { fill: #0d1117; stroke: #3d444d; }
    .path, .jump { stroke: #e6edf3; }
    .level { stroke: #656c76; }
    .trail { stroke: #f0883e; }
    .fill, .band { fill: #58a6ff; }
    .filltext { fill: #58a6ff; }
    .dot { fill: #e6edf3; }
  }
"""


def text(x, y, words, kind="", anchor="start"):
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{named}>{words}</text>'


def picture(name, meaning, width, height, parts):
    body = "\n".join(parts)
    return name, (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">\n'
        f"<title>{meaning}</title>\n<style>{STYLE}</style>\n"
        f'<rect class="ground" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="6"/>\n{body}\n</svg>\n'
    )


class Panel:
    """One bar's path: points are (step, price), steps run from 0 to the last point's."""

    def __init__(self, column, title, note, points, span, jump=None):
        self.x0 = column * PANEL + LEFT
        self.points = points
        self.last = points[-1][0]
        self.low, self.high = span
        self.parts = [text(self.x0, 22, title, "title"), text(self.x0, 38, note, "note")]
        if jump is None:
            self.parts.append(self.line(points, "path"))
        else:
            self.parts.append(self.line(points[: jump + 1], "path"))
            self.parts.append(self.line(points[jump : jump + 2], "jump"))
            self.parts.append(self.line(points[jump + 1 :], "path"))

    def at(self, step, price):
        x = self.x0 + step / self.last * (PANEL - LEFT - RIGHT)
        y = TOP + (self.high - price) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM)
        return x, y

    def line(self, points, kind):
        where = " ".join(f"{x:.1f},{y:.1f}" for x, y in (self.at(*p) for p in points))
        return f'<polyline class="{kind}" points="{where}"/>'

    def names(self, names, above_too=()):
        for (step, price), name in zip(self.points, names):
            x, y = self.at(step, price)
            self.parts.append(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>')
            if name:
                neighbours = [p for s, p in self.points if 0 < abs(s - step) <= 1]
                above = name in above_too or price >= sum(neighbours) / len(neighbours)
                self.parts.append(text(x, y - 8 if above else y + 17, name, anchor="start" if step == 0 else "middle"))
        return self

    def level(self, price, words):
        x, y = self.at(0, price)
        end = self.x0 + PANEL - LEFT - RIGHT
        self.parts.append(f'<line class="level" x1="{x:.1f}" y1="{y:.1f}" x2="{end:.1f}" y2="{y:.1f}"/>')
        self.parts.append(text(end + 5, y + 4, words, "note"))
        return self

    def trail(self, points):
        self.parts.append(self.line(points, "trail"))
        return self

    def fill(self, step, price):
        x, y = self.at(step, price)
        self.parts.append(f'<circle class="fill" cx="{x:.1f}" cy="{y:.1f}" r="5.5"/>')
        return self

    def result(self, words):
        self.parts.append(text(self.x0, HEIGHT - 12, words, "filltext"))
        return self


def row(name, meaning, panels):
    return picture(name, meaning, PANEL * len(panels), HEIGHT, [part for panel in panels for part in panel.parts])


def high_first(o, h, l, c):
    return [(0, o), (1, h), (2, l), (3, c)], ["open", "high", "low", "close"]


def low_first(o, h, l, c):
    return [(0, o), (1, l), (2, h), (3, c)], ["open", "low", "high", "close"]


def crossing(points, price, after=0):
    """The first step at or after `after` at which the path is at the price."""
    for (s1, p1), (s2, p2) in zip(points, points[1:]):
        if s2 <= after or p1 == p2 or not min(p1, p2) <= price <= max(p1, p2):
            continue
        return s1 + (price - p1) / (p2 - p1) * (s2 - s1)
    raise ValueError(f"the path does not meet {price}")


def paths():
    bar = (103, 106, 94, 100)
    panels = []
    for i, (mode, why, walk) in enumerate([
        ("near-first", "the high is nearer to the open", high_first),
        ("adverse-first", "while long the low hurts", low_first),
        ("favourable-first", "the reverse of adverse", high_first),
        ("ohlc", "always the high first", high_first),
        ("olhc", "always the low first", low_first),
    ]):
        points, names = walk(*bar)
        panels.append(Panel(i, mode, why, points, (94, 106)).names(names))
    return row("paths.svg", "A bar of open 103, high 106, low 94, close 100, walked in the five path modes while long", panels)


def gap():
    points = [(0, 100), (1, 100), (1.7, 90), (2.5, 89), (3.4, 95), (4.2, 94)]
    names = ["", "close", "open", "low", "high", "close"]
    span = (89, 100)
    limit = Panel(0, "Case J: buy limit 98", "the jump trades through it", points, span, jump=1).names(names)
    stop = Panel(1, "Case C: long, stop 95", "the jump passes it", [*points[:4], (3.4, 96), points[5]], span, jump=1).names(names)
    limit.level(98, "limit 98").fill(crossing(points, 98, 1), 98).result("fills at 98, as maker")
    stop.level(95, "stop 95").fill(1.7, 90).result("fills at the open, 90")
    return row("gap.svg", "Two gaps from a close of 100 to an open of 90: a limit fills at its own price, a stop at the open", [limit, stop])


def bracket():
    bar = (100, 106, 94, 101)
    panels = []
    for i, (mode, why, walk, price) in enumerate([
        ("near-first: 95", "a tie, so the adverse one first", low_first, 95),
        ("adverse-first: 95", "the low first", low_first, 95),
        ("favourable-first: 105", "the high first", high_first, 105),
    ]):
        points, names = walk(*bar)
        panel = Panel(i, mode, why, points, (94, 106)).names(names).level(105, "target 105").level(95, "stop 95")
        panels.append(panel.fill(crossing(points, price), price).result(f"the {'stop' if price == 95 else 'target'} fills first"))
    return row("bracket.svg", "Golden case A: long from 100 with stop 95 and target 105 on a bar of 100, 106, 94, 101", panels)


def trailing():
    bar = (104, 110, 103, 108)
    start, top = 104 * 0.95, 110 * 0.95
    panels = []
    for i, (mode, why, walk) in enumerate([
        ("near-first: still open", "the low is nearer to the open", low_first),
        ("adverse-first: still open", "the low first", low_first),
        ("favourable-first: 104.5", "the high first", high_first),
    ]):
        points, names = walk(*bar)
        panel = Panel(i, mode, why, points, (98.8, 110))
        rise = crossing(points, 104, 1 if walk is low_first else 0)
        peak = 2 if walk is low_first else 1
        end = 3
        if walk is high_first:
            end = crossing(points, top, 1)
        panel.trail([(0, start), (rise, start), (peak, top), (end, top)]).names(["open" if walk is low_first else "", *names[1:]], above_too=("open",))
        x, y = panel.at(0, start)
        panel.parts.append(text(x, y + 16, "98.8", "note"))
        if walk is high_first:
            panel.fill(end, top).result("stopped at 104.5")
        else:
            panel.parts.append(text(panel.at(end, top)[0] + 5, panel.at(end, top)[1] + 4, "104.5", "note"))
            panel.result("103 came before the peak")
        panels.append(panel)
    return row("trailing.svg", "Golden case E: a trailing stop of 5 % with a peak of 104 so far, on a bar of 104, 110, 103, 108", panels)


def band():
    width, height = 620, 186
    parts = [text(14, 24, "Final equity of three walks; 1 bought at 100 with 1,000 of cash, no fee", "title")]

    def x(equity):
        return 200 + (equity - 994) / 12 * 390

    for i, (name, near, adverse, favourable) in enumerate([("Case A", 995, 995, 1005), ("Case H", 1005, 995, 1005)]):
        y = 74 + i * 62
        low, high = min(near, adverse, favourable), max(near, adverse, favourable)
        parts.append(text(14, y - 1, name, "title"))
        parts.append(text(14, y + 15, f"result {near:,}, band {low:,}..{high:,}", "note"))
        parts.append(f'<line class="level" x1="{x(994):.1f}" y1="{y}" x2="{x(1006):.1f}" y2="{y}"/>')
        parts.append(f'<rect class="band" x="{x(low):.1f}" y="{y - 7}" width="{x(high) - x(low):.1f}" height="14" rx="3"/>')
        parts.append(f'<circle class="fill" cx="{x(near):.1f}" cy="{y}" r="6"/>')
        at_low = [n for n, v in (("near-first", near), ("adverse-first", adverse), ("favourable-first", favourable)) if v == low]
        at_high = [n for n, v in (("near-first", near), ("adverse-first", adverse), ("favourable-first", favourable)) if v == high]
        parts.append(text(x(low), y + 25, ", ".join(at_low), "note", "start"))
        parts.append(text(x(high), y + 25, ", ".join(at_high), "note", "end"))
        parts.append(text(x(low), y - 13, f"{low:,}", anchor="middle"))
        parts.append(text(x(high), y - 13, f"{high:,}", anchor="middle"))
    return picture("band.svg", "The ambiguity band of golden cases A and H", width, height, parts)


def main():
    stale = []
    for name, drawn in (paths(), gap(), bracket(), trailing(), band()):
        path = FOLDER / name
        if "--check" not in sys.argv:
            path.write_text(drawn, encoding="utf-8", newline="\n")
        elif not path.exists() or path.read_text(encoding="utf-8") != drawn:
            stale.append(name)
    if stale:
        sys.exit(f"not what draw.py draws: {', '.join(stale)}")


main()
