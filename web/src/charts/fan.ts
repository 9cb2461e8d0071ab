import { count, growth } from '@/format/number';
import type { SeriesData } from './SeriesPlot';

const shares = ['p95', 'p75', 'median', 'p25', 'p05'] as const;

/** How the returns of many series spread on one day, ratios; null is a value beyond all numbers. */
export interface FanDay {
  /** Days since the start. */
  day: number;
  return: Record<(typeof shares)[number], number | null>;
}

/** What share of the series lies below each line, from the top down. */
export const fanNames = ['95%', '75%', 'median', '25%', '5%'] as const;

/** The lines of a fan, the highest first. */
export const fanData = (fan: readonly FanDay[]): SeriesData => ({
  names: fanNames,
  times: fan.map(it => it.day),
  rows: shares.map(share => fan.map(it => it.return[share])),
});

/** The end of a fan as a sentence. */
export function fanSummary(fan: readonly FanDay[], label: string): string {
  const last = fan.at(-1);
  if (last === undefined) return `${label}: nothing was drawn.`;
  const of = (share: (typeof shares)[number]) => growth(last.return[share], { signed: true });
  return (
    `${label}: after ${count(last.day)} days half of the series stand between ${of('p25')} and ${of('p75')}, ` +
    `nine of ten between ${of('p05')} and ${of('p95')}; in the middle ${of('median')}.`
  );
}
