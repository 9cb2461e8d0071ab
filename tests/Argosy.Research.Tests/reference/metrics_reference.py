#!/usr/bin/env python3
"""An independent account of the metrics, written from their definitions alone.

Reads fixtures.json, writes expected.json (or the file named as first argument). Rational arithmetic is exact; roots and powers are
taken with 50 digits. Shares no code with the product; Python's standard library only.
"""
import json
import pathlib
import sys
from decimal import ROUND_HALF_EVEN, Decimal, getcontext
from fractions import Fraction
from itertools import accumulate

getcontext().prec = 50
DAY_MS = 86_400_000
HERE = pathlib.Path(__file__).parent


def dec(x):
    return Decimal(x.numerator) / Decimal(x.denominator) if isinstance(x, Fraction) else Decimal(x)


def root(x):
    return Fraction(dec(x).sqrt())


def number(x):
    return None if x is None else float(x)


def money(x):
    if x is None:
        return None
    text = format(dec(x), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def to_8_places(x):
    return None if x is None else Fraction(dec(x).quantize(Decimal("1e-8"), rounding=ROUND_HALF_EVEN))


def mean(xs):
    return sum(xs, Fraction(0)) / len(xs)


def sample_variance(xs):
    m = mean(xs)
    return sum(((x - m) ** 2 for x in xs), Fraction(0)) / (len(xs) - 1)


def daily_returns(curve):
    """Ratios day by day; None where one is undefined. The midnight mark belongs to the day that ends."""
    start_time, start_value = curve[0]
    last_of_day = {}
    for time, value in curve[1:]:
        last_of_day[(time - 1) // DAY_MS] = value
    first_day, last_day = start_time // DAY_MS, max(last_of_day)
    values = [start_value]
    for day in range(first_day, last_day + 1):
        values.append(last_of_day.get(day, values[-1]))
    returns = []
    for old, new in zip(values, values[1:]):
        if new == old:
            returns.append(Fraction(0))
        elif old <= 0:
            return None
        else:
            returns.append(new / old - 1)
    return returns


def risk(returns):
    out = {"volatility": None, "sharpe": None, "sortino": None}
    if not returns:
        return out
    year = root(Fraction(365))
    downside = sum((min(r, Fraction(0)) ** 2 for r in returns), Fraction(0)) / len(returns)
    if downside > 0:
        out["sortino"] = mean(returns) / root(downside) * year
    if len(returns) < 2:
        return out
    factors = [1 + r for r in returns]
    alike = max(factors) - min(factors) <= Fraction(1, 10**12) * max(abs(f) for f in factors)
    deviation = Fraction(0) if alike else root(sample_variance(returns))
    out["volatility"] = deviation * year
    if deviation != 0:
        out["sharpe"] = mean(returns) / deviation * year
    return out


def drawdowns(curve):
    """Depth and length of each stretch below the running maximum, measured from the last point that stood at it."""
    peaks = list(accumulate((v for _, v in curve), max))
    stretches, i = [], 0
    while i < len(curve):
        if curve[i][1] >= peaks[i]:
            i += 1
            continue
        j = i
        while j < len(curve) and curve[j][1] < peaks[j]:
            j += 1
        depth = max(1 - v / peaks[i] for _, v in curve[i:j])
        until = curve[j][0] if j < len(curve) else curve[-1][0]
        stretches.append((depth, until - curve[i - 1][0]))
        i = j
    return stretches


def growth_per_year(growth, days):
    if days < 1:
        return None
    if growth <= 0:
        return Fraction(-1)
    return Fraction((dec(growth).ln() * 365 / dec(days)).exp()) - 1


def curve_figures(curve, cagr):
    names = ("volatility", "sharpe", "sortino", "maxDrawdown", "calmar", "avgDrawdown", "maxDrawdownDays", "peakEquity")
    out = dict.fromkeys(names)
    if not curve:
        return out
    out.update(risk(daily_returns(curve)))
    falls = drawdowns(curve)
    deepest = max((d for d, _ in falls), default=Fraction(0))
    out["maxDrawdown"] = deepest
    out["avgDrawdown"] = mean([d for d, _ in falls]) if falls else None
    out["maxDrawdownDays"] = Fraction(max((length for _, length in falls), default=0), DAY_MS)
    out["calmar"] = cagr / deepest if cagr is not None and deepest > 0 else None
    out["peakEquity"] = max(v for _, v in curve)
    return out


# No run counts its own trials: whoever counts them adds the figure.
UNCOUNTED = {"deflatedSharpe": None}


def trade_figures(trades):
    names = ("winRate", "profitFactor", "expectancy", "avgTrade", "bestTrade", "worstTrade", "sqn", "avgTradeMinutes", "maxTradeMinutes")
    out = {"trades": len(trades), **dict.fromkeys(names)}
    if not trades:
        return out
    pnl = [Fraction(t["pnl"]) for t in trades]
    ratios = [p / Fraction(t["openingNotional"]) for p, t in zip(pnl, trades)]
    minutes = [Fraction(t["exitTime"] - t["entryTime"], 60_000) for t in trades]
    lost = -sum(p for p in pnl if p < 0)
    out["winRate"] = Fraction(sum(p > 0 for p in pnl), len(pnl))
    out["profitFactor"] = sum(p for p in pnl if p > 0) / lost if lost else None
    out["expectancy"] = mean(ratios)
    out["avgTrade"] = to_8_places(mean(pnl))
    out["bestTrade"], out["worstTrade"] = max(ratios), min(ratios)
    if len(set(pnl)) > 1:
        out["sqn"] = root(Fraction(len(pnl))) * mean(pnl) / root(sample_variance(pnl))
    out["avgTradeMinutes"], out["maxTradeMinutes"] = mean(minutes), max(minutes)
    return out


def cost_figures(case, curve):
    traded, slippage = Fraction(0), Fraction(0)
    for fill in case["fills"]:
        price, quantity = Fraction(fill["price"]), Fraction(fill["quantity"])
        traded += to_8_places(price * quantity)
        if not fill["maker"]:
            worse = price - Fraction(fill["path"])
            slippage += (worse if fill["side"] == "buy" else -worse) * quantity
    average = mean([v for _, v in curve[1:]]) if curve else None
    return {
        "fees": sum((Fraction(t["fees"]) for t in case["trades"]), Fraction(0)),
        "slippageCost": to_8_places(slippage),
        "funding": sum((Fraction(f) for f in case["funding"]), Fraction(0)),
        "turnover": traded / average if average is not None and average > 0 else None,
    }


MONEY = {"avgTrade", "fees", "slippageCost", "funding", "finalEquity", "peakEquity"}


def figures(case):
    start, final = Fraction(case["startingCash"]), Fraction(case["finalEquity"])
    curve = [(time, Fraction(value)) for time, value in case["equity"]]
    if curve:
        curve[-1] = (curve[-1][0], final)
    cagr = growth_per_year(final / start, Fraction(case["to"] - case["from"], DAY_MS))
    held = [Fraction(close) / Fraction(first) - 1 for first, close in case["prices"]]
    out = {
        "totalReturn": final / start - 1,
        "cagr": cagr,
        "exposure": Fraction(case["exposedPoints"], case["points"]) if case["points"] else None,
        "buyAndHoldReturn": mean(held) if held else None,
        "finalEquity": final,
        **curve_figures(curve, cagr),
        **trade_figures(case["trades"]),
        **cost_figures(case, curve),
        **UNCOUNTED,
    }
    return {name: money(v) if name in MONEY else v if name == "trades" else number(v) for name, v in sorted(out.items())}


def main():
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "expected.json"
    cases = json.loads((HERE / "fixtures.json").read_text(encoding="utf-8"))
    rows = ",\n".join(f"{json.dumps(c['name'])}: {json.dumps(figures(c))}" for c in cases)
    target.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
