#!/usr/bin/env python3
"""Tables and pictures of the study of trend-following.sh, made from the files its commands wrote.

    trend-following.py voters DIR STRATEGY…   the voters of a consensus of the sets chosen in DIR
    trend-following.py tables OUT SERIES…     writes OUT/results.json, results.md, windows.svg and sharpe.svg, prints results.md
    trend-following.py document OUT FILE      puts OUT/results.md between the marks of a Markdown file

Needs nothing but Python's own library.
"""
import json
import math
import pathlib
import statistics
import sys

STRATEGIES = ["ma-cross", "donchian", "rsi"]
APPROACHES = {
    "hold": "buy and hold",
    "ma-cross-walk": "ma-cross, walked", "donchian-walk": "donchian, walked", "rsi-walk": "rsi, walked",
    "ma-cross-kept": "ma-cross, kept", "donchian-kept": "donchian, kept", "rsi-kept": "rsi, kept",
    "consensus": "consensus", "prediction": "forest",
}
BEGIN, END = "<!-- results: made by samples/studies/trend-following.py -->", "<!-- end of results -->"


def read(path):
    return json.loads(pathlib.Path(path).read_text())


def chosen(search):
    """The best trial of a search."""
    return next(trial for trial in search["trials"] if trial["id"] == search["best"])


def voters(folder, strategies):
    """What a consensus takes as voters: each strategy with the set that was best before the first instant judged."""
    names = []
    for strategy in strategies:
        parameters = dict(chosen(read(f"{folder}/{strategy}-before.json"))["parameters"])
        if strategy == "ma-cross":
            parameters["trigger"] = "state"
        names.append(f"{strategy[0]}:{strategy}({', '.join(f'{name}={value}' for name, value in parameters.items())})")
    return "; ".join(names)


# Statistics ---------------------------------------------------------------------------------------------------------

def daily_returns(run):
    values = [float(value) for _, value in run["daily"]]
    return [after / before - 1 for before, after in zip(values, values[1:])]


def deflated_sharpe(returns, trials):
    """Bailey and López de Prado, 2014: the daily returns of the best of these daily Sharpe ratios."""
    normal, n = statistics.NormalDist(), len(returns)
    mean = sum(returns) / n
    moment = [sum((value - mean) ** power for value in returns) / n for power in range(5)]
    skewness, kurtosis = moment[3] / moment[2] ** 1.5, moment[4] / moment[2] ** 2
    ratio, gamma, count = mean / statistics.stdev(returns), 0.5772156649015329, len(trials)
    least = statistics.stdev(trials) * ((1 - gamma) * normal.inv_cdf(1 - 1 / count) + gamma * normal.inv_cdf(1 - 1 / (count * math.e)))
    return normal.cdf((ratio - least) * math.sqrt(n - 1) / math.sqrt(1 - skewness * ratio + (kurtosis - 1) / 4 * ratio * ratio))


def ranks(values):
    order = sorted(values)
    return [order.index(value) + (order.count(value) + 1) / 2 for value in values]


def correlation(x, y):
    return statistics.correlation(ranks(x), ranks(y)) if len(set(x)) > 1 and len(set(y)) > 1 else None


# What was written, as figures ---------------------------------------------------------------------------------------

def search_figures(folder, strategy):
    best, checks = read(folder / f"{strategy}-best.json"), read(folder / f"{strategy}-checks.json")
    by = {check["name"]: check for check in checks["checks"]}
    figures = {name: check.get("figures") or {} for name, check in by.items()}
    draws = figures["monte-carlo"].get("blockBootstrap") or {}
    return {
        "parameters": chosen(read(folder / f"{strategy}-all.json"))["parameters"],
        "totalReturn": best["metrics"]["totalReturn"], "sharpe": best["metrics"]["sharpe"],
        "maxDrawdown": best["metrics"]["maxDrawdown"], "trades": best["metrics"]["trades"],
        "trials": checks["trials"]["count"],
        "deflatedSharpe": figures["deflated-sharpe"].get("deflatedSharpe"),
        "overfitting": figures["pbo"].get("probabilityOfBacktestOverfitting"),
        "elsewhere": figures["pbo"].get("outOfSampleSharpe"),
        "drawsThatLose": draws.get("lossShare"),
        "plateau": figures["plateau"].get("score"),
        "breakEvenMultiple": figures["costs"].get("breakEvenMultiple"),
        "verdicts": {name: check["verdict"] for name, check in by.items()},
    }


def all_trials(folder):
    """The best set of all strategies, held against every trial made on the series, of whatever strategy."""
    trials = {strategy: [trial["metrics"]["sharpe"] / math.sqrt(365) for trial in read(folder / f"{strategy}-all.json")["trials"]
                         if trial.get("metrics") and trial["metrics"]["sharpe"] is not None] for strategy in STRATEGIES}
    best = max(STRATEGIES, key=lambda strategy: read(folder / f"{strategy}-best.json")["metrics"]["sharpe"])
    run = read(folder / f"{best}-best.json")
    everything = [ratio for ratios in trials.values() for ratio in ratios]
    return {"strategy": best, "sharpe": run["metrics"]["sharpe"], "trials": len(everything), "deflatedSharpe": deflated_sharpe(daily_returns(run), everything)}


def judged(folder, approach):
    run = read(folder / f"{approach}.json")
    metrics = run["outOfSample"] if approach.endswith("-walk") else run["metrics"]
    return {name: metrics[name] for name in ("totalReturn", "sharpe", "maxDrawdown", "trades", "exposure")} | (
        {"efficiency": run["efficiency"], "windows": [
            {"inSample": window["inSample"]["sharpe"], "outOfSample": window["outOfSample"]["sharpe"], "totalReturn": window["outOfSample"]["totalReturn"]}
            for window in run["windows"] if window.get("inSample")]} if approach.endswith("-walk") else {})


def forest_figures(folder):
    forest, shuffled, free, net = (read(folder / f"{name}.json") for name in ("forest", "forest-shuffled", "prediction-free", "prediction"))
    test = forest["test"]
    return {"rows": test["rows"], "accuracy": test["accuracy"], "majority": test["majorityShare"], "standardError": test["standardError"],
            "shuffled": shuffled["test"]["accuracy"], "shuffledMajority": shuffled["test"]["majorityShare"],
            "trades": free["metrics"]["trades"], "free": free["metrics"]["totalReturn"], "net": net["metrics"]["totalReturn"]}


def series_figures(out, name):
    folder = out / name
    first = read(folder / "hold.json")
    search = read(folder / f"{STRATEGIES[0]}-all.json")
    return {
        "sha256": (folder / "sha256.txt").read_text().strip(), "dataHash": search["dataHash"],
        "from": search["from"], "judgedFrom": first["from"], "to": first["to"],
        "search": {strategy: search_figures(folder, strategy) for strategy in STRATEGIES},
        "allTrials": all_trials(folder),
        "judged": {approach: judged(folder, approach) for approach in APPROACHES},
        "forest": forest_figures(folder),
    }


# Markdown -----------------------------------------------------------------------------------------------------------

def number(value, digits=2):
    return "–" if value is None else unsigned_zero(f"{value:.{digits}f}").replace("-", "−")


def percent(value, digits=0, sign=False):
    if value is None:
        return "–"
    text = f"{value * 100:{'+' if sign else ''},.{digits}f} %"
    return unsigned_zero(text).replace("-", "−")


def unsigned_zero(text):
    return text.lstrip("+-") if not any(digit in text for digit in "123456789") else text


def table(head, rows):
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" + "---:|" * (len(head) - 1)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def approach_table(results, cell):
    head = ["series"] + [APPROACHES[a] for a in APPROACHES]
    return table(head, [[name] + [cell(figures["judged"][a]) for a in APPROACHES] for name, figures in results.items()])


def summary(results):
    hold = {name: figures["judged"]["hold"] for name, figures in results.items()}
    for approach, words in APPROACHES.items():
        mine = {name: figures["judged"][approach] for name, figures in results.items()}
        ratios = {name: m["sharpe"] if m["sharpe"] is not None else 0.0 for name, m in mine.items()}
        ahead = [ratios[name] - hold[name]["sharpe"] for name in mine]
        row = [words, number(statistics.median(ratios.values())), f"{sum(m['totalReturn'] > 0 for m in mine.values())} of {len(mine)}",
               percent(statistics.median(m["totalReturn"] for m in mine.values()), sign=True),
               percent(statistics.median(m["maxDrawdown"] for m in mine.values()))]
        if approach == "hold":
            row += ["", "", ""]
        else:
            row += [f"{sum(m['totalReturn'] > hold[name]['totalReturn'] for name, m in mine.items())} of {len(mine)}",
                    f"{sum(value > 0 for value in ahead)} of {len(mine)}",
                    f"{number(statistics.mean(ahead))} ± {number(statistics.stdev(ahead) / math.sqrt(len(ahead)))}" if len(ahead) > 1 else number(ahead[0])]
        yield row


def windows(results, strategies):
    return [window for figures in results.values() for s in strategies for window in figures["judged"][f"{s}-walk"]["windows"]
            if window["inSample"] is not None]


def window_rows(results):
    for words, strategies in [(s, [s]) for s in STRATEGIES] + [("all", STRATEGIES)]:
        found = windows(results, strategies)
        both = [w for w in found if w["outOfSample"] is not None]
        yield [words, str(len(found)), number(statistics.median(w["inSample"] for w in found)),
               number(statistics.median(w["outOfSample"] if w["outOfSample"] is not None else 0 for w in found)),
               percent(sum(w["totalReturn"] > 0 for w in found) / len(found)), percent(sum(w["totalReturn"] == 0 for w in found) / len(found)),
               number(correlation([w["inSample"] for w in both], [w["outOfSample"] for w in both]))]


def promise_rows(results):
    for name, figures in results.items():
        for strategy, found in figures["search"].items():
            parameters = " ".join(f"{value}" for value in found["parameters"].values())
            yield [f"{name} {strategy}", parameters, percent(found["totalReturn"], sign=True), number(found["sharpe"]), percent(found["maxDrawdown"]),
                   str(found["trades"]), percent(found["deflatedSharpe"]), percent(found["overfitting"]), number(found["elsewhere"]),
                   percent(found["drawsThatLose"]), number(found["plateau"]), number(found["breakEvenMultiple"], 1)]


def verdict_rows(results):
    every = [found["verdicts"] for figures in results.values() for found in figures["search"].values()]
    for check in every[0]:
        said = [verdicts.get(check) for verdicts in every]
        yield [check] + [str(said.count(word)) for word in sorted(VERDICTS, key=VERDICTS.index)]


VERDICTS = ["fine", "doubtful", "failed", "skipped"]


def markdown(results):
    yield "#### What the search promises, and what the checks say of it"
    yield ""
    yield from table(["series and strategy", "best set", "return", "Sharpe", "drawdown", "trades", "deflated Sharpe", "overfitting", "Sharpe elsewhere",
                      "draws that lose", "plateau", "costs ×"], promise_rows(results))
    yield ""
    yield from table(["check"] + VERDICTS, verdict_rows(results))
    yield ""
    yield "#### The best of each series against all trials made on it"
    yield ""
    yield from table(["series", "best of all", "Sharpe", "trials", "deflated Sharpe"],
                     [[name, f["allTrials"]["strategy"], number(f["allTrials"]["sharpe"]), str(f["allTrials"]["trials"]), percent(f["allTrials"]["deflatedSharpe"], 1)]
                      for name, f in results.items()])
    yield ""
    yield "#### Out of sample: Sharpe ratio"
    yield ""
    yield from approach_table(results, lambda m: number(m["sharpe"]))
    yield ""
    yield "#### Out of sample: return after costs"
    yield ""
    yield from approach_table(results, lambda m: percent(m["totalReturn"], sign=True))
    yield ""
    yield "#### Out of sample: deepest drawdown"
    yield ""
    yield from approach_table(results, lambda m: percent(m["maxDrawdown"]))
    yield ""
    if len(results) > 1:
        yield f"#### Out of sample: all {len(results)} series"
        yield ""
        yield from table(["approach", "median Sharpe", "gained", "median return", "median drawdown", "more than holding", "better Sharpe", "Sharpe minus holding"],
                         summary(results))
        yield ""
        yield "#### All windows of all walks"
        yield ""
        yield from table(["strategy", "windows", "median Sharpe in sample", "out of sample", "gained", "idle", "rank correlation"], window_rows(results))
        yield ""
    yield "#### The forest"
    yield ""
    yield from table(["series", "later bars", "right", "majority", "3 s.e.", "labels shuffled", "their majority", "trades without costs", "return", "with costs"],
                     [[name, str(f["forest"]["rows"]), percent(f["forest"]["accuracy"], 1), percent(f["forest"]["majority"], 1),
                       percent(3 * f["forest"]["standardError"], 1), percent(f["forest"]["shuffled"], 1), percent(f["forest"]["shuffledMajority"], 1),
                       str(f["forest"]["trades"]), percent(f["forest"]["free"], sign=True), percent(f["forest"]["net"], sign=True)] for name, f in results.items()])
    yield ""
    yield "#### The data"
    yield ""
    yield from table(["series", "SHA-256 of the file", "hash of the bars"], [[name, f"`{f['sha256'][:16]}…`", f"`{f['dataHash'][:16]}…`"] for name, f in results.items()])


# Pictures -----------------------------------------------------------------------------------------------------------

COLOURS = {"ma-cross": "#0072b2", "donchian": "#d55e00", "rsi": "#009e73"}


def picture(width, height, title, body):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12" fill="#222">\n'
            f'<title>{title}</title>\n<rect width="{width}" height="{height}" fill="#fff"/>\n' + "\n".join(body) + "\n</svg>\n")


def windows_picture(results):
    """Each walk window: the Sharpe ratio the search found against the one that came true."""
    at = lambda x: 60 + (x + 2) / 8 * 500
    up = lambda y: 430 - (y + 6) / 12 * 400
    clamp = lambda value, low, high: max(low, min(high, value))
    body = [f'<path d="M60 {up(0):.1f}H560M{at(0):.1f} 30V430" stroke="#999"/>', f'<path d="M{at(-2):.1f} {up(-2):.1f}L{at(6):.1f} {up(6):.1f}" stroke="#999" stroke-dasharray="4 4"/>']
    body += [f'<text x="{at(x):.1f}" y="448" text-anchor="middle">{number(x, 0)}</text>' for x in range(-2, 7, 2)]
    body += [f'<text x="52" y="{up(y) + 4:.1f}" text-anchor="end">{number(y, 0)}</text>' for y in range(-6, 7, 2)]
    body += ['<text x="310" y="470" text-anchor="middle">Sharpe ratio where the set was chosen</text>',
             '<text transform="translate(18 230) rotate(-90)" text-anchor="middle">Sharpe ratio in the window that followed</text>']
    for index, strategy in enumerate(STRATEGIES):
        body.append(f'<circle cx="{80 + 110 * index}" cy="16" r="4" fill="{COLOURS[strategy]}" fill-opacity=".7"/><text x="{90 + 110 * index}" y="20">{strategy}</text>')
        for window in windows(results, [strategy]):
            x, y = clamp(window["inSample"], -2, 6), clamp(window["outOfSample"] or 0, -6, 6)
            body.append(f'<circle cx="{at(x):.1f}" cy="{up(y):.1f}" r="4" fill="{COLOURS[strategy]}" fill-opacity=".55"/>')
    return picture(580, 485, "Sharpe ratio of each walk window, in sample against out of sample", body)


def sharpe_picture(results):
    """Each approach: one dot a series, a bar at the median."""
    at = lambda x: 150 + (max(-4, min(4, x)) + 4) / 8 * 500
    body = [f'<path d="M{at(x):.1f} 24V{30 + 34 * len(APPROACHES)}" stroke="{"#666" if x == 0 else "#ddd"}"/><text x="{at(x):.1f}" y="{48 + 34 * len(APPROACHES)}" text-anchor="middle">{number(x, 0)}</text>'
            for x in range(-4, 5)]
    for index, (approach, words) in enumerate(APPROACHES.items()):
        y = 46 + 34 * index
        ratios = [figures["judged"][approach]["sharpe"] or 0 for figures in results.values()]
        middle = statistics.median(ratios)
        body.append(f'<text x="140" y="{y + 4}" text-anchor="end">{words}</text>')
        body += [f'<circle cx="{at(ratio):.1f}" cy="{y}" r="4.5" fill="#0072b2" fill-opacity=".5"/>' for ratio in ratios]
        body.append(f'<path d="M{at(middle):.1f} {y - 11}v22" stroke="#d55e00" stroke-width="3"/>')
    body.append(f'<text x="400" y="{70 + 34 * len(APPROACHES)}" text-anchor="middle">Sharpe ratio out of sample after costs, one dot a series; the bar is the median</text>')
    return picture(680, 84 + 34 * len(APPROACHES), "Sharpe ratio out of sample of each approach", body)


# Commands -----------------------------------------------------------------------------------------------------------

def write(path, text):
    path.write_text(text, encoding="utf-8")


def tables(out, names):
    results = {name: series_figures(out, name) for name in names if (out / name / "prediction-free.json").exists()}
    text = "\n".join(markdown(results)) + "\n"
    write(out / "results.json", json.dumps(results, indent=1) + "\n")
    write(out / "results.md", text)
    write(out / "windows.svg", windows_picture(results))
    write(out / "sharpe.svg", sharpe_picture(results))
    print(text, end="")


def document(out, path):
    before, rest = path.read_text(encoding="utf-8").split(BEGIN)
    write(path, before + BEGIN + "\n\n" + (out / "results.md").read_text(encoding="utf-8") + "\n" + END + rest.split(END)[1])


def main(words):
    match words:
        case ["voters", folder, *strategies]: print(voters(folder, strategies))
        case ["tables", out, *names]: tables(pathlib.Path(out), names)
        case ["document", out, path]: document(pathlib.Path(out), pathlib.Path(path))
        case _: sys.exit(__doc__)


main(sys.argv[1:])
