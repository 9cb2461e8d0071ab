#!/usr/bin/env python3
"""Writes fixtures.json (or the file named as first argument): runs as plain numbers, for the reference and for the tests. Same seed, same file."""
import json
import pathlib
import random
import sys
from decimal import Decimal

DAY, HOUR, MINUTE = 86_400_000, 3_600_000, 60_000
START = 1_577_836_800_000  # 2020-01-01 00:00 UTC


def money(value, places=8):
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def case(name, equity, trades=(), fills=(), funding=(), prices=(), exposed=0, start="100", frm=START, to=None, final=None, points=None):
    points = len(equity) if points is None else points
    return {
        "name": name,
        "from": frm,
        "to": to if to is not None else (equity[-1][0] if equity else frm),
        "startingCash": start,
        "finalEquity": final if final is not None else (equity[-1][1] if equity else start),
        "equity": [[frm, start], *[list(p) for p in equity]] if equity else [],
        "trades": list(trades),
        "fills": list(fills),
        "funding": list(funding),
        "prices": [list(p) for p in prices],
        "exposedPoints": exposed,
        "points": points,
    }


def daily(values, first=START + DAY):
    return [(first + i * DAY, money(v)) for i, v in enumerate(values)]


def walk(seed, count, step, start=10_000.0, drift=0.0):
    chance = random.Random(seed)
    value, out = start, []
    for _ in range(count):
        value *= 1 + drift + chance.gauss(0, step)
        out.append(round(value, 4))
    return out


def trade(entry_minute, minutes, pnl, notional, fees="0"):
    entry = START + entry_minute * MINUTE
    return {"entryTime": entry, "exitTime": entry + minutes * MINUTE, "pnl": pnl, "openingNotional": notional, "fees": fees}


def random_trades(seed, count):
    chance = random.Random(seed)
    minute, out = 0, []
    for _ in range(count):
        minute += chance.randrange(1, 500)
        length = chance.randrange(0, 3000)
        notional = chance.randrange(10_000, 10_000_000) / 1000
        pnl = notional * chance.gauss(0.001, 0.02)
        out.append(trade(minute, length, money(pnl), money(notional), money(abs(chance.gauss(0, 2)))))
    return out


def random_fills(seed, count):
    chance = random.Random(seed)
    out = []
    for _ in range(count):
        path = chance.randrange(100_00, 200_00)
        side = chance.choice(["buy", "sell"])
        maker = chance.random() < 0.3
        slip = 0 if maker else chance.randrange(0, 50)
        price = path + slip if side == "buy" else path - slip
        out.append({"side": side, "maker": maker, "path": money(path / 100, 2), "price": money(price / 100, 2),
                    "quantity": money(chance.randrange(1, 10**9) / 10**8)})
    return out


def cases():
    yield case("constant", daily([100] * 10))
    yield case("one-point", daily([103]), prices=[("50", "55")])
    yield case("one-hour", [(START + HOUR, "101")], exposed=1)
    yield case("halved-and-back", daily([50, 100]), exposed=1)
    yield case("steady-growth", [(START + i * DAY, str(100 * Decimal("1.01") ** i)) for i in range(1, 11)])
    yield case("rising-and-flat", daily([101, 101, 103, 103, 110]))
    yield case("open-drawdown", daily([110, 105, 120, 90, 95, 96]))
    yield case("peak-touched", daily([110, 99, 110, 104.5, 110, 120]))
    yield case("negative-equity", daily([80, 20, -5, -5, -5]))
    yield case("zero-equity", daily([80, 0, 0]))
    yield case("back-from-debt", daily([80, -5, 10]))
    gaps = daily(walk(5, 40, 0.02, 100))
    yield case("days-missing", [p for i, p in enumerate(gaps) if i not in (0, 1, 7, 8, 20)])
    noon = START + 12 * HOUR
    yield case("from-noon", [(noon + i * 4 * HOUR, money(v)) for i, v in enumerate(walk(6, 50, 0.01, 100), 1)], frm=noon)
    hours = [(START + i * HOUR, money(v)) for i, v in enumerate(walk(7, 24 * 90, 0.004), 1)]
    yield case("hourly", hours, start="10000", exposed=1234)
    yield case("daily-of-hourly", [p for p in hours if p[0] % DAY == 0], start="10000", exposed=44)
    yield case("minutes-of-a-week", [(START + i * MINUTE, money(v)) for i, v in enumerate(walk(8, 7 * 1440, 0.0005), 1)], start="10000")
    before = -10 * DAY
    yield case("before-1970", [(before + i * 8 * HOUR, money(v)) for i, v in enumerate(walk(9, 60, 0.01, 100), 1)], frm=before)
    yield case("years", daily(walk(10, 1500, 0.03, 10_000, 0.001)), start="10000", exposed=700, prices=[("1", "3"), ("20", "15.5"), ("0.5", "0.25")])
    yield case("closed-at-the-end", daily([110, 120, 130]), final="129.87654321")
    curve = daily(walk(11, 20, 0.01, 100))
    yield case("one-trade", curve, [trade(0, 90, "1.5", "100", "0.2")])
    yield case("winners-only", curve, [trade(i * 10, i, money(i), "100") for i in range(1, 6)])
    yield case("losers-only", curve, [trade(i * 10, i * 7, money(-i), "80") for i in range(1, 6)])
    yield case("equal-results", curve, [trade(i * 10, 5, "0.1", "80") for i in range(4)])
    yield case("break-even-trade", curve, [trade(0, 5, "0", "80"), trade(9, 5, "2", "80"), trade(90, 0, "-1", "90")])
    yield case("many-trades", curve, random_trades(12, 300), random_fills(13, 400), ["1.5", "-3.25", "-0.00000001"], exposed=7)
    yield case("rebates", curve, [trade(0, 5, "1", "80", "-0.05"), trade(9, 5, "2", "80", "0.01")], random_fills(14, 3))
    yield case("no-curve", [], random_trades(15, 40), random_fills(16, 20), to=START + 400 * DAY, final="123.45", exposed=3, points=9)
    yield case("no-curve-lost-all", [], to=START + 400 * DAY, final="-1", points=9)


def main():
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).with_name("fixtures.json")
    rows = ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases())
    target.write_text(f"[\n{rows}\n]\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
