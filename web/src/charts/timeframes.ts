import { timeframeMs } from '@/format/timeframe';
import { type Range, type WindowRequest } from './paging';

const ladder = ['1s', '5s', '15s', '30s', '1m', '3m', '5m', '15m', '30m', '1h', '2h', '4h', '6h', '12h', '1d', '1w'];

/** What candles of a timeframe can be shown as: as they are, and as longer ones made of whole ones, of at least so many ms. */
export function rungs(own: string, leastMs = 0): string[] {
  const length = timeframeMs(own);
  const longer = ladder.filter(rung => {
    const ms = timeframeMs(rung);
    return ms > length && ms >= leastMs && ms % length === 0;
  });
  return own.endsWith('M') ? [own] : [own, ...longer];
}

const narrowest = 6;
const fewest = 60;

/**
 * What is shown, and asked for, when another timeframe is chosen: the same time, to the same end, in candles that are
 * not too few or too thin to read.
 */
export function atTimeframe(
  seen: Range,
  stepMs: number,
  widthPx: number,
  limits: Range,
  most: number,
): { view: Range; request: WindowRequest } {
  const wanted = Math.round((seen.to - seen.from) / stepMs);
  const shown = Math.max(fewest, Math.min(wanted, Math.round(widthPx / narrowest), most));
  const view = { from: seen.to - shown * stepMs, to: seen.to };
  // A screen to the left of it, and one to the right where there is one.
  const to = Math.min(limits.to, view.to + shown * stepMs);
  const from = Math.max(limits.from, view.from - shown * stepMs, to - most * stepMs);
  return { view, request: { from: Math.floor(from), to: Math.ceil(to), points: Math.max(200, 3 * shown) } };
}
