import type { EquityData } from './EquityChart';

export type EquityPoint = readonly [number, string | number];

/** A curve for the chart; drawdown as a ratio at or below 0. Floating point: this is drawn, never reported. */
export function toEquityData(points: readonly EquityPoint[]): EquityData {
  const times: number[] = [];
  const equity: number[] = [];
  const drawdown: number[] = [];
  let peak = -Infinity;
  for (const [time, value] of points) {
    const now = Number(value);
    peak = Math.max(peak, now);
    times.push(time);
    equity.push(now);
    drawdown.push(peak > 0 ? Math.min(0, now / peak - 1) : 0);
  }
  return { times, equity, drawdown };
}

/** Columns of a curve as its points. */
export const zip = (curve: { times: readonly number[]; equity: readonly string[] }): EquityPoint[] =>
  curve.times.map((time, at) => [time, curve.equity[at] ?? '0']);
