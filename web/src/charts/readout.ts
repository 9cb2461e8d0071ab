import { compact, percent, price, quantity } from '@/format/number';
import { dateTime } from '@/format/time';
import type { PlotLine, Vote } from './CandleChart';
import { lastUpTo, saidOf } from './candlesAt';
import type { Candles } from './paging';

/** What a chart says of one candle. */
export interface Readout {
  /** Its time, prices, change and volume. */
  prices: string;
  /** What was drawn and voted at it, a name and a value each; a value that is not there is a dash. */
  more: { name: string; value: string }[];
}

/** A plot's value: on the prices as they are shown, else with some digits. */
export function plotValue(value: number | null | undefined, decimals?: number): string {
  if (value === null || value === undefined) return price(null);
  if (decimals !== undefined) return price(value.toFixed(decimals), decimals);
  const size = Math.abs(value);
  return quantity(value.toFixed(size >= 100 || size === 0 ? 2 : size >= 1 ? 4 : 6));
}

/** What was drawn and voted at a candle. */
export function saidAt(
  candles: Candles,
  at: number,
  plots: readonly PlotLine[] = [],
  votes: readonly Vote[] = [],
  decimals?: number,
): Readout['more'] {
  const more = plots.map(plot => ({
    name: plot.name,
    value: plotValue(plot.values[saidOf(candles, at, plot.times)], plot.pane === 0 ? decimals : undefined),
  }));
  if (votes.length > 0) {
    const times = votes.map(vote => vote.time);
    more.push({ name: 'votes', value: votes[saidOf(candles, at, times)]?.text ?? price(null) });
  }
  return more;
}

/** What the chart says of the candle at a moment; of the newest where none is meant. */
export function readoutOf(
  candles: Candles,
  time: number | null,
  plots?: readonly PlotLine[],
  votes?: readonly Vote[],
  decimals?: number,
): Readout {
  const found = time === null ? candles.times.length - 1 : lastUpTo(candles.times, time);
  const at = found < 0 || (time !== null && candles.times[found] !== time) ? candles.times.length - 1 : found;
  const [open, close] = [candles.open[at], candles.close[at]];
  if (open === undefined || close === undefined) return { prices: '', more: [] };
  const show = (value: number | undefined) => price(value === undefined ? null : String(value), decimals);
  return {
    prices:
      `${dateTime(candles.times[at])}  O ${show(open)}  H ${show(candles.high[at])}  L ${show(candles.low[at])}  C ${show(close)}  ` +
      `${percent(close / open - 1, { signed: true })}  vol ${compact(candles.volume[at])}`,
    more: saidAt(candles, at, plots, votes, decimals),
  };
}
