import type { RunTrade } from '@/api/lab';

export interface Bin {
  from: number;
  to: number;
  count: number;
}

/** The smallest of 1, 2, 2.5 and 5 times a power of ten that is at least this. */
function nice(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  return ([1, 2, 2.5, 5, 10].find(it => it * power >= step * (1 - 1e-12)) as number) * power;
}

/**
 * Values counted in bins of one width, with 0 at an edge so that gains and losses never share one. About as many bins as
 * wanted; the first and the last take what lies beyond the 1st and the 99th percentile, so that one value alone does not
 * make all others one bin.
 */
export function histogram(values: readonly number[], wanted = 32): Bin[] {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [quantile(sorted, 0.01), quantile(sorted, 0.99)];
  if (low === null || high === null) return [];
  const width = high > low ? nice((high - low) / wanted) : Math.max(1e-4, nice(Math.abs(high) / wanted || 1e-4));
  const [first, last] = [Math.floor(low / width), Math.max(Math.floor(low / width), Math.ceil(high / width) - 1)];
  const bins = Array.from({ length: last - first + 1 }, (_, at) => ({
    from: (first + at) * width,
    to: (first + at + 1) * width,
    count: 0,
  }));
  for (const value of sorted) {
    const at = Math.max(0, Math.min(bins.length - 1, Math.floor(value / width + 1e-9) - first));
    (bins[at] as Bin).count++;
  }
  return bins;
}

/** The value at a share of ascending ones, between two of them where it falls there; null where there are none. */
export function quantile(ascending: readonly number[], share: number): number | null {
  if (ascending.length === 0) return null;
  const at = share * (ascending.length - 1);
  const [low, high] = [ascending[Math.floor(at)] as number, ascending[Math.ceil(at)] as number];
  return low + (high - low) * (at - Math.floor(at));
}

export interface Spread {
  count: number;
  mean: number;
  deviation: number | null;
  /** Third standardised moment; null with fewer than three values or none that differ. */
  skew: number | null;
  /** At 0, 5, 25, 50, 75, 95 and 100 %. */
  quantiles: { share: number; value: number }[];
}

/** Mean, spread and quantiles; null where there are none. */
export function spread(values: readonly number[]): Spread | null {
  const n = values.length;
  if (n === 0) return null;
  const mean = values.reduce((sum, it) => sum + it, 0) / n;
  const moment = (power: number) => values.reduce((sum, it) => sum + (it - mean) ** power, 0) / n;
  const variance = moment(2);
  const sorted = [...values].sort((a, b) => a - b);
  return {
    count: n,
    mean,
    deviation: n < 2 ? null : Math.sqrt((variance * n) / (n - 1)),
    skew: n < 3 || variance === 0 ? null : moment(3) / variance ** 1.5,
    quantiles: [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1].map(share => ({ share, value: quantile(sorted, share) as number })),
  };
}

/** The longest rows of winning and of losing trades, in the order of their ends; one that made nothing ends both. */
export function streaks(trades: readonly RunTrade[]): { won: number; lost: number } {
  const longest = { won: 0, lost: 0 };
  const now = { won: 0, lost: 0 };
  for (const trade of [...trades].sort((a, b) => a.exitTime - b.exitTime || a.id - b.id)) {
    const pnl = Number(trade.pnl);
    now.won = pnl > 0 ? now.won + 1 : 0;
    now.lost = pnl < 0 ? now.lost + 1 : 0;
    longest.won = Math.max(longest.won, now.won);
    longest.lost = Math.max(longest.lost, now.lost);
  }
  return longest;
}
