import type { Time } from 'lightweight-charts';
import { type Candles, candleMs, heikinAshi } from './paging';

export const toTime = (ms: number): Time => Math.round(ms / 1000) as Time;

/** Missing candles become empty places, so that a gap looks like one; a long gap is cut to this many places. */
const longestGap = 200;

/** Times with the missing ones between, each with the index of its candle or -1. */
export function withGaps(candles: Candles): { time: number; at: number }[] {
  const step = candleMs(candles);
  const result: { time: number; at: number }[] = [];
  candles.times.forEach((time, at) => {
    const before = candles.times[at - 1];
    if (before !== undefined) {
      const missing = Math.min(longestGap, Math.round((time - before) / step) - 1);
      for (let each = 1; each <= missing; each++) result.push({ time: before + each * step, at: -1 });
    }
    result.push({ time, at });
  });
  return result;
}

export function ohlcData(candles: Candles, isHeikinAshi: boolean) {
  const from = isHeikinAshi ? heikinAshi(candles) : candles;
  return withGaps(candles).map(({ time, at }) =>
    at < 0
      ? { time: toTime(time) }
      : {
          time: toTime(time),
          open: from.open[at] as number,
          high: from.high[at] as number,
          low: from.low[at] as number,
          close: from.close[at] as number,
        },
  );
}

export const closeData = (candles: Candles) =>
  withGaps(candles).map(({ time, at }) =>
    at < 0 ? { time: toTime(time) } : { time: toTime(time), value: candles.close[at] as number },
  );

export const volumeData = (candles: Candles, up: string, down: string) =>
  candles.times.map((time, at) => ({
    time: toTime(time),
    value: candles.volume[at] as number,
    color: (candles.close[at] as number) >= (candles.open[at] as number) ? up : down,
  }));
