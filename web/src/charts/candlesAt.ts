import { type Candles, candleMs } from './paging';

/** Index of the last of ascending times that is at most this one; −1 where all are later. */
export function lastUpTo(times: readonly number[], time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** When the candle opens in which a moment lies, one that is not held yet or missing as well; null before the first. */
export function openOf(candles: Candles, time: number): number | null {
  const at = lastUpTo(candles.times, time);
  if (at < 0) return null;
  const open = candles.times[at] as number;
  // Months have several lengths.
  if (candles.timeframe.endsWith('M')) return open;
  const step = candleMs(candles);
  return open + Math.floor((time - open) / step) * step;
}

/**
 * When the candle opens of which something was said: what is said as a candle closes is said of it, and not of the one
 * that opens at the same moment.
 */
export const openOfSaid = (candles: Candles, time: number): number | null => openOf(candles, time - 1);

/** When a candle closes, of which the opening is given. */
export function closeOf(candles: Candles, at: number): number {
  const open = candles.times[at] as number;
  if (candles.timeframe.endsWith('M')) return candles.times[at + 1] ?? open + candleMs(candles) * 1.05;
  return open + candleMs(candles);
}

/** Index of the last thing that was said of a candle, in ascending times; −1 where nothing was. */
export function saidOf(candles: Candles, at: number, times: readonly number[]): number {
  const found = lastUpTo(times, closeOf(candles, at));
  return found >= 0 && (times[found] as number) > (candles.times[at] as number) ? found : -1;
}

/** Points as the candles can show them: one a candle, the last that was said of it; those before the first are left out. */
export function onCandles(
  candles: Candles,
  times: readonly number[],
  values: readonly (number | null)[],
): { time: number; value: number | null }[] {
  const points: { time: number; value: number | null }[] = [];
  times.forEach((said, at) => {
    const time = openOfSaid(candles, said);
    if (time === null) return;
    const point = { time, value: values[at] ?? null };
    if (points.at(-1)?.time === time) points[points.length - 1] = point;
    else points.push(point);
  });
  return points;
}

/** As many decimals as the newest prices have. */
export function decimalsOf(candles: Candles): number {
  let most = 0;
  for (const column of [candles.open, candles.close])
    for (const value of column.slice(-100)) {
      const [digits = '', exponent = '0'] = String(value).split('e');
      most = Math.max(most, (digits.split('.')[1] ?? '').length - Number(exponent));
    }
  return Math.min(8, most);
}
