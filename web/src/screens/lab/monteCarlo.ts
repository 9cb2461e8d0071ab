import type { MonteCarlo } from '@/api/lab';
import { count } from '@/format/number';

export type Shuffle = NonNullable<MonteCarlo['shuffle']>;
export type Bootstrap = NonNullable<MonteCarlo['bootstrap']>;
export type Spread = Shuffle['maxDrawdown'];

/** Fewest days that are drawn from. */
const fewestDays = 20;

/** The parts of a spread in the order they are shown. */
export const parts = [
  ['least', 'Least'],
  ['p05', '5%'],
  ['p25', '25%'],
  ['median', 'Median'],
  ['p75', '75%'],
  ['p95', '95%'],
  ['greatest', 'Greatest'],
  ['mean', 'Mean'],
] as const satisfies readonly (readonly [keyof Spread, string])[];

/** Why there are no other orders of the trades. */
export const whyNoShuffle = ({ trades }: Pick<MonteCarlo, 'trades'>): string =>
  trades === 0
    ? 'The run made no trade: there is nothing to put into another order.'
    : trades === 1
      ? 'The run made one trade: there is no other order of it.'
      : 'A trade of this run left nothing of its cash: no order of them goes on from there.';

/** Why no days were drawn. */
export const whyNoBootstrap = ({ trades, days }: Pick<MonteCarlo, 'trades' | 'days'>): string =>
  trades === 0
    ? 'The run made no trade: nothing happened on any of its days.'
    : days < fewestDays
      ? `It takes ${fewestDays} days to draw from; the run has ${count(days)}.`
      : 'A day of this run ended in debt: what is drawn from it would grow out of a debt.';

/** Where the drawdown that happened lies among those of other orders. */
export function placed({ actual, maxDrawdown: { p05, p25, p75, p95 } }: Shuffle): string {
  if (p05 !== null && actual < p05) return 'less than in 95% of the orders: its order was lucky';
  if (p25 !== null && actual < p25) return 'less than in three quarters of the orders';
  if (p95 !== null && actual > p95) return 'more than in 95% of the orders: its order was unlucky';
  if (p75 !== null && actual > p75) return 'more than in three quarters of the orders';
  return 'about what the middle half of the orders shows';
}
