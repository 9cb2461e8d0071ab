#!/usr/bin/env python3
"""Reference values of every indicator, computed from its definition.

Pure standard library, no rolling state shared with the product: windows are added
from scratch with math.fsum, recursions are written as the textbook writes them.
Run from this folder: it writes bars.csv (seeded synthetic hours, prices of two
decimals, some bars without range or volume) and expected.csv (one column an output,
empty during warm-up). The column's name is "indicator|output".
"""
import csv
import math

N = 320
NAN = None


def make_bars():
    state = 20240607

    def uniform():
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (state >> 11) / 2**53

    bars, price = [], 100.0
    for i in range(N):
        opened = price
        moves = [opened]
        for _ in range(4):
            moves.append(round(max(1.0, moves[-1] * (1 + 0.02 * (uniform() - 0.497))), 2))
        flat = i % 41 == 17
        closed = opened if flat else moves[-1]
        high = opened if flat else max(moves)
        low = opened if flat else min(moves)
        volume = 0.0 if i % 53 == 29 else round(1 + 99 * uniform() ** 2, 3)
        bars.append((1704067200000 + 3600000 * i, opened, high, low, closed, volume))
        price = closed
    return bars


# ---- lists with None during warm-up
def lift(f, *columns):
    return [NAN if any(v is NAN for v in row) else f(*row) for row in zip(*columns)]


def window(f, n, *columns):
    out = []
    for i in range(len(columns[0])):
        part = [c[max(0, i - n + 1):i + 1] for c in columns]
        out.append(f(*part) if i >= n - 1 and all(v is not NAN for p in part for v in p) else NAN)
    return out


def lag(xs, n):
    return [NAN] * n + xs[:len(xs) - n] if n else list(xs)


def mean(w):
    return math.fsum(w) / len(w)


def sma(xs, n):
    return window(mean, n, xs)


def rsum(xs, n):
    return window(math.fsum, n, xs)


def smooth(xs, n, alpha, first=False):
    out, seen, value = [], [], None
    for x in xs:
        if x is NAN:
            out.append(NAN)
            continue
        seen.append(x)
        if first:
            value = x if len(seen) == 1 else alpha * x + (1 - alpha) * value
        elif len(seen) == n:
            value = mean(seen)
        elif len(seen) > n:
            value = alpha * x + (1 - alpha) * value
        out.append(value if len(seen) >= n else NAN)
    return out


def ema(xs, n, first=False):
    return smooth(xs, n, 2 / (n + 1), first)


def rma(xs, n):
    return smooth(xs, n, 1 / n)


def wma(xs, n):
    return window(lambda w: math.fsum((i + 1) * v for i, v in enumerate(w)) / (n * (n + 1) / 2), n, xs)


def variance(xs, n, sample=False):
    def of(w):
        m = mean(w)
        return math.fsum((v - m) ** 2 for v in w) / (n - 1 if sample else n)
    return window(of, n, xs)


def deviation(xs, n, sample=False):
    return lift(math.sqrt, variance(xs, n, sample))


def highest(xs, n):
    return window(max, n, xs)


def lowest(xs, n):
    return window(min, n, xs)


def change(xs, n=1):
    return lift(lambda a, b: a - b, xs, lag(xs, n))


def roc(xs, n):
    return lift(lambda a, b: 100 * (a / b - 1), xs, lag(xs, n))


def line(xs, n):
    def fit(w):
        mx, my = (n - 1) / 2, mean(w)
        slope = math.fsum((i - mx) * (v - my) for i, v in enumerate(w)) / math.fsum((i - mx) ** 2 for i in range(n))
        return my + slope * (n - 1 - mx), slope
    both = window(fit, n, xs)
    return lift(lambda p: p[0], both), lift(lambda p: p[1], both)


def sub(a, b):
    return lift(lambda x, y: x - y, a, b)


def rsi(xs, n):
    d = change(xs)
    g, l = rma(lift(lambda v: max(v, 0.0), d), n), rma(lift(lambda v: max(-v, 0.0), d), n)
    return lift(lambda a, b: 50.0 if a + b == 0 else 100.0 if b == 0 else 100 - 100 / (1 + a / b), g, l)


def percent_rank(xs, n):
    return window(lambda w: 100 * sum(1 for v in w[:-1] if v <= w[-1]) / n, n + 1, xs)


BARS = make_bars()
T, O, H, L, C, V = (list(c) for c in zip(*BARS))
HL = [(h + l) / 2 for h, l in zip(H, L)]
TP = [math.fsum((h, l, c)) / 3 for h, l, c in zip(H, L, C)]
TR = [H[0] - L[0]] + [max(H[i], C[i - 1]) - min(L[i], C[i - 1]) for i in range(1, N)]
OUT = {}


def put(name, **columns):
    """All outputs of an indicator begin together."""
    for output in columns:
        OUT[f"{name}|{output}"] = lift(lambda *row: row[0], columns[output], *columns.values())


# ---- averages
put("Sma(10)", Value=sma(C, 10))
put("Ema(12)", Value=ema(C, 12))
put("Ema(12,First)", Value=ema(C, 12, True))
put("Rma(14)", Value=rma(C, 14))
put("Wma(9)", Value=wma(C, 9))


def vwma(n, price):
    return window(lambda p, v: math.fsum(a * b for a, b in zip(p, v)) / math.fsum(v) if math.fsum(v) > 0 else mean(p), n, price, V)


put("Vwma(20)", Value=vwma(20, C))
put("Vwma(1)", Value=vwma(1, C))
put("Hma(9)", Value=wma(lift(lambda a, b: 2 * a - b, wma(C, 4), wma(C, 9)), 3))
put("Hma(20)", Value=wma(lift(lambda a, b: 2 * a - b, wma(C, 10), wma(C, 20)), 4))


def emas(n, count, xs=C):
    out = [xs]
    for _ in range(count):
        out.append(ema(out[-1], n))
    return out[1:]


put("Dema(10)", Value=lift(lambda a, b: 2 * a - b, *emas(10, 2)))
put("Tema(10)", Value=lift(lambda a, b, c: 3 * a - 3 * b + c, *emas(10, 3)))


def t3(n, a):
    def of(e1, e2, e3, e4, e5, e6):
        c1, c2 = -a ** 3, 3 * a ** 2 + 3 * a ** 3
        c3, c4 = -6 * a ** 2 - 3 * a - 3 * a ** 3, 1 + 3 * a + a ** 3 + 3 * a ** 2
        return c1 * e6 + c2 * e5 + c3 * e4 + c4 * e3
    return lift(of, *emas(n, 6))


put("T3(5)", Value=t3(5, 0.7))


def trima(n):
    weights = [min(i + 1, n - i) for i in range(n)]
    return window(lambda w: math.fsum(a * b for a, b in zip(weights, w)) / sum(weights), n, C)


put("Trima(9)", Value=trima(9))
put("Trima(10)", Value=trima(10))


def efficiency(xs, n):
    return window(lambda w: abs(w[-1] - w[0]) / math.fsum(abs(b - a) for a, b in zip(w, w[1:])) if any(a != b for a, b in zip(w, w[1:])) else 0.0, n + 1, xs)


def kama(n, fast, slow):
    er, out, value = efficiency(C, n), [], None
    for i, x in enumerate(C):
        if er[i] is NAN:
            value = x
            out.append(NAN)
        else:
            sc = (er[i] * (2 / (fast + 1) - 2 / (slow + 1)) + 2 / (slow + 1)) ** 2
            value = value + sc * (x - value)
            out.append(value)
    return out


put("Kama(10)", Value=kama(10, 2, 30))
put("Zlema(14)", Value=ema(lift(lambda a, b: 2 * a - b, C, lag(C, 6)), 14))
put("Zlema(2)", Value=ema(C, 2))


def alma(n, offset, sigma):
    m, s = offset * (n - 1), n / sigma
    weights = [math.exp(-(i - m) ** 2 / (2 * s * s)) for i in range(n)]
    return window(lambda w: math.fsum(a * b for a, b in zip(weights, w)) / math.fsum(weights), n, C)


put("Alma(9)", Value=alma(9, 0.85, 6))


def mcginley(n):
    out, value = [NAN] * (n - 1), mean(C[:n])
    out.append(value)
    for x in C[n:]:
        value = value + (x - value) / max(1, 0.6 * n * (x / value) ** 4)
        out.append(value)
    return out


put("McGinley(14)", Value=mcginley(14))

# ---- momentum
put("Rsi(14)", Value=rsi(C, 14))
put("Rsi(2)", Value=rsi(C, 2))


def stochastic(close, high, low, n, k, d):
    raw = lift(lambda c, h, l: 100 * (c - l) / (h - l) if h > l else 50.0, close, highest(high, n), lowest(low, n))
    k = sma(raw, k)
    return {"K": k, "D": sma(k, d)}


put("Stochastic(14,3,3)", **stochastic(C, H, L, 14, 3, 3))
put("Stochastic(1,1,1)", **stochastic(C, H, L, 1, 1, 1))
R = rsi(C, 14)
put("StochasticRsi(14,14,3,3)", **stochastic(R, R, R, 14, 3, 3))


def macd(xs, fast, slow, signal, percent=False, first=False):
    f, s = ema(xs, fast, first), ema(xs, slow, first)
    m = lift(lambda a, b: 100 * (a - b) / b if percent else a - b, f, s)
    g = ema(m, signal, first)
    return m, g, sub(m, g)


m, g, h = macd(C, 12, 26, 9)
put("Macd(12,26,9)", Macd=m, Signal=g, Histogram=h)
m, g, h = macd(C, 5, 8, 3, first=True)
put("Macd(5,8,3,First)", Macd=m, Signal=g, Histogram=h)
m, g, h = macd(C, 12, 26, 9, percent=True)
put("Ppo(12,26,9)", Line=m, Signal=g, Histogram=h)
m, g, h = macd(V, 12, 26, 9, percent=True)
put("Pvo(12,26,9)", Line=m, Signal=g, Histogram=h)
put("Apo(12,26)", Value=sub(ema(C, 12), ema(C, 26)))


def cci(w):
    m = mean(w)
    d = mean([abs(v - m) for v in w])
    return (w[-1] - m) / (0.015 * d) if d > 1e-12 * m else 0.0


put("Cci(20)", Value=window(cci, 20, TP))
put("WilliamsR(14)", Value=lift(lambda c, h, l: -100 * (h - c) / (h - l), C, highest(H, 14), lowest(L, 14)))
put("Roc(9)", Value=roc(C, 9))
put("PriceMomentum(10)", Value=change(C, 10))
RET = lift(lambda a, b: math.log(a) - math.log(b), C, lag(C, 1))
put("MeanLogReturn(20)", Value=window(mean, 20, RET))
put("Trix(8)", Value=roc(emas(8, 3)[2], 1))


def tsi(slow, fast, signal):
    d = change(C)
    v = lift(lambda a, b: 100 * a / b, ema(ema(d, slow), fast), ema(ema(lift(abs, d), slow), fast))
    return {"Line": v, "Signal": ema(v, signal)}


put("Tsi(25,13,13)", **tsi(25, 13, 13))


def cmo(w):
    up, down = math.fsum(max(v, 0) for v in w), math.fsum(max(-v, 0) for v in w)
    return 100 * (up - down) / (up + down) if up + down > 0 else 0.0


put("Cmo(9)", Value=window(cmo, 9, change(C)))


def ultimate(*periods):
    low = lift(min, L, lag(C, 1))
    bp, tr = sub(C, low), sub(lift(max, H, lag(C, 1)), low)
    a, b, c = (lift(lambda x, y: x / y if y else 0.5, rsum(bp, n), rsum(tr, n)) for n in periods)
    return lift(lambda x, y, z: 100 * (4 * x + 2 * y + z) / 7, a, b, c)


put("UltimateOscillator(7,14,28)", Value=ultimate(7, 14, 28))
AO = sub(sma(HL, 5), sma(HL, 34))
put("AwesomeOscillator(5,34)", Value=AO)
put("AcceleratorOscillator(5,34,5)", Value=sub(AO, sma(AO, 5)))


def fisher(n):
    hi, lo, value, fish = highest(HL, n), lowest(HL, n), 0.0, 0.0
    lines, triggers = [], []
    for i in range(N):
        if hi[i] is NAN:
            lines.append(NAN)
            triggers.append(NAN)
            continue
        value = 0.66 * ((HL[i] - lo[i]) / (hi[i] - lo[i]) - 0.5) + 0.67 * value
        value = min(0.999, max(-0.999, value))
        triggers.append(fish)
        fish = 0.5 * math.log((1 + value) / (1 - value)) + 0.5 * fish
        lines.append(fish)
    return {"Line": lines, "Trigger": triggers}


put("FisherTransform(9)", **fisher(9))
put("Dpo(21)", Value=sub(C, lag(sma(C, 21), 11)))
KST = lift(lambda a, b, c, d: a + 2 * b + 3 * c + 4 * d, sma(roc(C, 10), 10), sma(roc(C, 15), 10), sma(roc(C, 20), 10), sma(roc(C, 30), 15))
put("Kst(9)", Line=KST, Signal=sma(KST, 9))
put("Coppock(10,14,11)", Value=wma(lift(lambda a, b: a + b, roc(C, 14), roc(C, 11)), 10))


def streaks():
    out, s = [NAN], 0
    for a, b in zip(C, C[1:]):
        s = 0 if a == b else (max(s, 0) + 1 if b > a else min(s, 0) - 1)
        out.append(float(s))
    return out


put("ConnorsRsi(3,2,100)", Value=lift(lambda a, b, c: (a + b + c) / 3, rsi(C, 3), rsi(streaks(), 2), percent_rank(roc(C, 1), 100)))
put("ElderRay(13)", Bull=sub(H, ema(C, 13)), Bear=sub(L, ema(C, 13)))


def squeeze(n, bands, channel):
    middle = lift(lambda a, b, c: ((a + b) / 2 + c) / 2, highest(H, n), lowest(L, n), sma(C, n))
    momentum = line(sub(C, middle), n)[0]
    state = lift(lambda d, r: 1.0 if bands * d < channel * r else -1.0, deviation(C, n), sma(TR, n))
    return {"Momentum": momentum, "State": state}


put("SqueezeMomentum(20,2,1.5)", **squeeze(20, 2, 1.5))
put("BalanceOfPower()", Value=[(c - o) / (h - l) if h > l else 0.0 for o, h, l, c in zip(O, H, L, C)])

# ---- volatility
put("TrueRange()", Value=TR)
ATR = rma(TR, 14)
put("Atr(14)", Value=ATR)
put("Natr(14)", Value=lift(lambda a, c: 100 * a / c, ATR, C))


def bands(n, width):
    m, d = sma(C, n), deviation(C, n)
    return lift(lambda a, b: a - width * b, m, d), m, lift(lambda a, b: a + width * b, m, d)


lo, mi, up = bands(20, 2)
put("Bollinger(20,2)", Lower=lo, Middle=mi, Upper=up)
put("PercentB(20,2)", Value=lift(lambda c, a, b: (c - a) / (b - a), C, lo, up))
put("Bandwidth(20,2)", Value=lift(lambda a, b, c: (c - a) / b, lo, mi, up))
mi, rg = ema(C, 20), rma(TR, 10)
put("Keltner(20,10,2)", Lower=lift(lambda a, b: a - 2 * b, mi, rg), Middle=mi, Upper=lift(lambda a, b: a + 2 * b, mi, rg))
lo, up = lowest(L, 20), highest(H, 20)
put("Donchian(20)", Lower=lo, Middle=lift(lambda a, b: (a + b) / 2, lo, up), Upper=up)


def supertrend(n, width):
    atr, lines, directions = rma(TR, n), [], []
    final_up = final_low = None
    direction = -1
    for i in range(N):
        if atr[i] is NAN:
            lines.append(NAN)
            directions.append(NAN)
            continue
        basic_up, basic_low = HL[i] + width * atr[i], HL[i] - width * atr[i]
        if final_up is None:
            final_up, final_low = basic_up, basic_low
        else:
            final_up = basic_up if basic_up < final_up or C[i - 1] > final_up else final_up
            final_low = basic_low if basic_low > final_low or C[i - 1] < final_low else final_low
            if direction == -1:
                direction = 1 if C[i] > final_up else -1
            else:
                direction = -1 if C[i] < final_low else 1
        lines.append(final_low if direction == 1 else final_up)
        directions.append(float(direction))
    return {"Line": lines, "Direction": directions}


put("Supertrend(10,3)", **supertrend(10, 3))
put("Supertrend(5,1)", **supertrend(5, 1))
put("HistoricalVolatility(20,8760)", Value=lift(lambda d: d * math.sqrt(8760), deviation(RET, 20, True)))
put("UlcerIndex(14)", Value=lift(math.sqrt, sma(lift(lambda c, m: (100 * (c / m - 1)) ** 2, C, highest(C, 14)), 14)))
put("ChoppinessIndex(14)", Value=lift(lambda s, h, l: 100 * math.log10(s / (h - l)) / math.log10(14), rsum(TR, 14), highest(H, 14), lowest(L, 14)))
e1, e2 = emas(9, 2, sub(H, L))
put("MassIndex(9,25)", Value=rsum(lift(lambda a, b: a / b, e1, e2), 25))
e1 = ema(sub(H, L), 10)
put("ChaikinVolatility(10,10)", Value=lift(lambda a, b: 100 * (a - b) / b, e1, lag(e1, 10)))

# ---- trend
put("EfficiencyRatio(10)", Value=efficiency(C, 10))


def adx(n):
    up, down = change(H), lift(lambda a, b: b - a, L, lag(L, 1))
    # movements of two-decimal prices are equal when they are equal in hundredths
    plus = lift(lambda a, b: a if round(100 * a) > round(100 * b) and a > 0 else 0.0, up, down)
    minus = lift(lambda a, b: b if round(100 * b) > round(100 * a) and b > 0 else 0.0, up, down)
    tr = [NAN] + TR[1:]
    p = lift(lambda a, b: 100 * a / b, rma(plus, n), rma(tr, n))
    m = lift(lambda a, b: 100 * a / b, rma(minus, n), rma(tr, n))
    dx = lift(lambda a, b: 100 * abs(a - b) / (a + b) if a + b > 0 else 0.0, p, m)
    return {"Adx": rma(dx, n), "PlusDi": p, "MinusDi": m}


put("Adx(14)", **adx(14))


def middle(n):
    return lift(lambda a, b: (a + b) / 2, highest(H, n), lowest(L, n))


def ichimoku(a, b, c, shift):
    conversion, base = middle(a), middle(b)
    return {"Conversion": conversion, "Base": base,
            "SpanA": lag(lift(lambda x, y: (x + y) / 2, conversion, base), shift - 1), "SpanB": lag(middle(c), shift - 1)}


put("Ichimoku(9,26,52,26)", **ichimoku(9, 26, 52, 26))


def psar(start, step, most):
    up = not (L[0] - L[1] > 0 and round(100 * (L[0] - L[1])) > round(100 * (H[1] - H[0])))
    stop, extreme, af = (L[0], H[1], start) if up else (H[0], L[1], start)
    stops, directions = [NAN], [NAN]
    for i in range(1, N):
        before = max(1, i - 1)
        hi, lo = max(H[before], H[i]), min(L[before], L[i])
        if (L[i] <= stop) if up else (H[i] >= stop):
            up = not up
            stop = min(extreme, lo) if up else max(extreme, hi)
            extreme, af = (H[i] if up else L[i]), start
        elif (H[i] > extreme) if up else (L[i] < extreme):
            extreme, af = (H[i] if up else L[i]), min(af + step, most)
        stops.append(stop)
        directions.append(1.0 if up else -1.0)
        stop = stop + af * (extreme - stop)
        stop = min(stop, lo) if up else max(stop, hi)
    return {"Stop": stops, "Direction": directions}


put("Psar(0.02,0.02,0.2)", **psar(0.02, 0.02, 0.2))


def aroon(n):
    up = window(lambda w: 100 * max(i for i, v in enumerate(w) if v == max(w)) / n, n + 1, H)
    down = window(lambda w: 100 * max(i for i, v in enumerate(w) if v == min(w)) / n, n + 1, L)
    return {"Up": up, "Down": down, "Oscillator": sub(up, down)}


put("Aroon(14)", **aroon(14))
tr = rsum([NAN] + TR[1:], 14)
put("Vortex(14)", Plus=lift(lambda a, b: a / b, rsum(lift(lambda a, b: abs(a - b), H, lag(L, 1)), 14), tr),
    Minus=lift(lambda a, b: a / b, rsum(lift(lambda a, b: abs(a - b), L, lag(H, 1)), 14), tr))


def pivots():
    rows = []
    for i in range(N):
        day = T[i] // 86400000
        before = [j for j in range(i) if T[j] // 86400000 == day - 1]
        if not before:
            rows.append([NAN] * 7)
            continue
        h, l, c = max(H[j] for j in before), min(L[j] for j in before), C[before[-1]]
        p = math.fsum((h, l, c)) / 3
        rows.append([p, 2 * p - l, p + h - l, h + 2 * (p - l), 2 * p - h, p - (h - l), l - 2 * (h - p)])
    return dict(zip(("Pivot", "R1", "R2", "R3", "S1", "S2", "S3"), (list(c) for c in zip(*rows))))


put("PivotPoints()", **pivots())


def heikin_ashi():
    o, h, l, c = [], [], [], []
    for i in range(N):
        close = math.fsum((O[i], H[i], L[i], C[i])) / 4
        opened = (O[0] + C[0]) / 2 if i == 0 else (o[-1] + c[-1]) / 2
        o.append(opened)
        c.append(close)
        h.append(max(H[i], opened, close))
        l.append(min(L[i], opened, close))
    return {"Open": o, "High": h, "Low": l, "Close": c, "Volume": V}


put("HeikinAshi()", **heikin_ashi())

# ---- statistics
put("Highest(15)", Value=highest(C, 15))
put("Lowest(15)", Value=lowest(C, 15))
put("Variance(10)", Value=variance(C, 10))
put("Variance(10,sample)", Value=variance(C, 10, True))
put("StandardDeviation(10)", Value=deviation(C, 10))
put("StandardDeviation(10,sample)", Value=deviation(C, 10, True))
put("ZScore(20)", Value=lift(lambda c, m, d: (c - m) / d, C, sma(C, 20), deviation(C, 20)))
put("PercentRank(50)", Value=percent_rank(C, 50))


def comoments(n, xs, ys):
    def of(a, b):
        ma, mb = mean(a), mean(b)
        return (math.fsum((x - ma) ** 2 for x in a), math.fsum((y - mb) ** 2 for y in b), math.fsum((x - ma) * (y - mb) for x, y in zip(a, b)))
    return window(of, n, xs, ys)


put("Correlation(20)", Value=lift(lambda p: p[2] / math.sqrt(p[0] * p[1]), comoments(20, C, V)))
put("Beta(20)", Value=lift(lambda p: p[2] / p[1], comoments(20, C, V)))
e, s = line(C, 14)
put("LinearRegression(14)", End=e, Slope=s)

# ---- volume
D = change(C)
put("Obv()", Value=[math.fsum((V[j] if D[j] > 0 else -V[j] if D[j] < 0 else 0.0) for j in range(1, i + 1)) for i in range(N)])
FLOW = [((c - l) - (h - c)) / (h - l) * v if h > l else 0.0 for h, l, c, v in zip(H, L, C, V)]
ADL = [math.fsum(FLOW[:i + 1]) for i in range(N)]
put("Adl()", Value=ADL)
put("ChaikinOscillator(3,10)", Value=sub(ema(ADL, 3), ema(ADL, 10)))
put("Cmf(20)", Value=lift(lambda a, b: a / b, rsum(FLOW, 20), rsum(V, 20)))


def mfi(n):
    def near(a, b):
        return abs(a - b) <= 1e-12 * max(a, b)
    d = [NAN] + [0.0 if near(TP[i], TP[i - 1]) else TP[i] - TP[i - 1] for i in range(1, N)]
    up = lift(lambda m, t, v: t * v if m > 0 else 0.0, d, TP, V)
    down = lift(lambda m, t, v: t * v if m < 0 else 0.0, d, TP, V)
    return lift(lambda a, b: 100.0 if b == 0 else 100 - 100 / (1 + a / b), rsum(up, n), rsum(down, n))


put("Mfi(14)", Value=mfi(14))


def vwap():
    out = []
    for i in range(N):
        rows = [j for j in range(i + 1) if T[j] // 86400000 == T[i] // 86400000]
        v = math.fsum(V[j] for j in rows)
        out.append(math.fsum(TP[j] * V[j] for j in rows) / v if v > 0 else TP[i])
    return out


put("Vwap()", Value=vwap())
put("RollingVwap(20)", Value=vwma(20, TP))
put("ForceIndex(13)", Value=ema(lift(lambda d, v: d * v, D, V), 13))
put("EaseOfMovement(14)", Value=sma(lift(lambda m, h, l, v: 10000 * m * (h - l) / v if v > 0 else 0.0, change(HL), H, L, V), 14))
put("Pvt()", Value=[math.fsum(V[j] * (C[j] / C[j - 1] - 1) for j in range(1, i + 1)) for i in range(N)])


def volume_index(counts):
    out = [1000.0]
    for i in range(1, N):
        out.append(out[-1] * (C[i] / C[i - 1]) if counts(V[i], V[i - 1]) else out[-1])
    return out


put("Nvi()", Value=volume_index(lambda a, b: a < b))
put("Pvi()", Value=volume_index(lambda a, b: a > b))


def write(path, header, rows):
    with open(path, "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f, lineterminator="\n", delimiter=";")
        w.writerow(header)
        w.writerows(rows)


write("bars.csv", ["time", "open", "high", "low", "close", "volume"], BARS)
write("expected.csv", list(OUT), [["" if v is NAN else format(v, ".13g") for v in row] for row in zip(*OUT.values())])
print(f"{len(OUT)} columns of {N} rows")
