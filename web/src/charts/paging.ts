import { timeframeMs } from '@/format/timeframe';

/** What the server gave: candles from `from` to `to`, at `timeframe`, in columns. */
export interface Candles {
  timeframe: string;
  from: number;
  to: number;
  times: number[];
  open: number[];
  high: number[];
  low: number[];
  close: number[];
  volume: number[];
}

export interface Range {
  from: number;
  to: number;
}

export interface WindowRequest extends Range {
  points: number;
}

/** A chart holds at most this many candles. */
export const mostCandles = 20_000;

/** Length of one candle in ms. */
export const candleMs = (candles: Candles): number => timeframeMs(candles.timeframe);

const columns = ['times', 'open', 'high', 'low', 'close', 'volume'] as const;

/**
 * The held candles with the newest ones behind them, what both have taken from the newest; at most as many as a chart
 * holds. Finer ones move the last held candle where it had not ended when it was asked for. Null where candles that
 * have ended are missing: they must be asked for.
 */
export function extend(held: Candles, newest: Candles): Candles | null {
  const first = newest.times[0];
  if (first === undefined) return held;
  const last = held.times.at(-1);
  if (last === undefined) return held.timeframe === newest.timeframe ? newest : null;
  const step = candleMs(held);
  const end = newest.times.at(-1) as number;
  if (candleMs(newest) < step) {
    const inside = newest.times.findIndex(time => time >= last);
    if (inside < 0) return held;
    // Of a venue there are only candles that have ended: the next one is there once it has, too.
    const hasEnded = held.to >= last + step;
    if (hasEnded) return end + candleMs(newest) >= last + 2 * step ? null : held;
    if (end >= last + step) return null;
    const put = (of: number[], value: number) => [...of.slice(0, -1), value];
    return {
      ...held,
      high: put(held.high, Math.max(held.high.at(-1) as number, ...newest.high.slice(inside))),
      low: put(held.low, Math.min(held.low.at(-1) as number, ...newest.low.slice(inside))),
      close: put(held.close, newest.close.at(-1) as number),
    };
  }
  if (first > last + step) return null;
  if (end < last) return held;
  const kept = held.times.findLastIndex(time => time < first) + 1;
  const from = Math.max(0, kept + newest.times.length - mostCandles);
  const joined = { ...held, to: Math.max(held.to, newest.to) };
  for (const name of columns) joined[name] = [...held[name].slice(from, kept), ...newest[name]];
  if (from > 0) joined.from = joined.times[0] as number;
  return joined;
}

/**
 * Whether what is in view wants other candles than those held, and which: more to either side when the view comes
 * near an edge that has more behind it, coarser ones when there are more than one a pixel, finer ones when a candle
 * has become wider than 24 pixels and finer exist. Where the timeframe is chosen, `most` says how many of its candles
 * a window may hold: then candles stay as long as they are.
 */
export function nextWindow(
  view: Range,
  held: Candles,
  limits: Range,
  widthPx: number,
  finestMs: number,
  most?: number,
): WindowRequest | null {
  const span = view.to - view.from;
  if (span <= 0 || widthPx <= 0) return null;
  const step = candleMs(held);
  const perPixel = span / step / widthPx;
  const near = span * 0.5;
  const wantsLeft = view.from - near < held.from && held.from > limits.from;
  const wantsRight = view.to + near > held.to && held.to < limits.to;
  const tooFine = most === undefined && perPixel > 1 && held.times.length >= mostCandles / 2;
  const tooCoarse = most === undefined && perPixel < 1 / 24 && step > finestMs;
  if (!wantsLeft && !wantsRight && !tooFine && !tooCoarse) return null;
  // Three screens: the one in view and one to each side.
  let from = Math.max(limits.from, view.from - span);
  let to = Math.min(limits.to, view.to + span);
  if (most !== undefined && to - from > most * step) {
    from = Math.max(limits.from, (view.from + view.to - most * step) / 2);
    to = Math.min(limits.to, from + most * step);
    // What is in view is as much as there may be.
    if (Math.abs(from - held.from) < step && Math.abs(to - held.to) < step) return null;
  }
  if (to <= from) return null;
  const points = Math.max(200, Math.min(mostCandles, Math.round((widthPx * (to - from)) / span / 4)));
  const next = { from: Math.floor(from), to: Math.ceil(to), points };
  const same = next.from === held.from && next.to === held.to && !tooFine && !tooCoarse;
  return same ? null : next;
}

/** What is shown of a new window: who looks at the market's end goes on looking at it; the end of a window further back is none. */
export function follow(view: Range, drawn: { last: number; isEnd: boolean }, last: number): Range {
  const by = drawn.isEnd && view.to >= drawn.last ? Math.max(0, last - drawn.last) : 0;
  return { from: view.from + by, to: view.to + by };
}

/** Markers above this many in view are drawn as clusters. */
export const mostMarkers = 300;

export interface Marker {
  time: number;
  kind: 'buy' | 'sell' | 'note';
  text?: string;
  id?: string;
}

/** Puts the markers of one candle together, and of several where there are too many to read; of those whose candle is in view. */
export function cluster(markers: readonly Marker[], view: Range, stepMs: number): (Marker & { count: number })[] {
  const seen = markers.filter(marker => marker.time >= view.from && marker.time < view.to + stepMs);
  const bucket = seen.length <= mostMarkers ? stepMs : Math.max(stepMs, (view.to - view.from) / mostMarkers);
  const groups = new Map<string, Marker & { count: number }>();
  for (const marker of [...seen].sort((a, b) => a.time - b.time)) {
    const slot = Math.floor(marker.time / bucket);
    const key = `${slot}/${marker.kind}`;
    const found = groups.get(key);
    if (found === undefined) groups.set(key, { ...marker, count: 1 });
    else groups.set(key, { ...found, text: undefined, count: found.count + 1 });
  }
  return [...groups.values()];
}

/** Heikin-Ashi candles of plain ones. */
export function heikinAshi(candles: Candles): Candles {
  const open: number[] = [];
  const high: number[] = [];
  const low: number[] = [];
  const close: number[] = [];
  candles.times.forEach((_, i) => {
    const [o, h, l, c] = [candles.open[i], candles.high[i], candles.low[i], candles.close[i]] as [
      number,
      number,
      number,
      number,
    ];
    const haClose = (o + h + l + c) / 4;
    const haOpen = i === 0 ? (o + c) / 2 : ((open[i - 1] as number) + (close[i - 1] as number)) / 2;
    open.push(haOpen);
    close.push(haClose);
    high.push(Math.max(h, haOpen, haClose));
    low.push(Math.min(l, haOpen, haClose));
  });
  return { ...candles, open, high, low, close };
}
