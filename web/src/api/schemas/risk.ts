import { z } from '@/zod';
import { decimal, time } from './common';

/** What is left on an account after the kill switch was pulled. */
export const haltReport = z.looseObject({
  account: z.string(),
  /** Our entry orders that may still be at the venue. */
  entries: z.number(),
  /** Our positions that are not closed. */
  positions: z.array(z.string()),
});
export const haltReports = z.array(haltReport);

export const risk = z.looseObject({
  halted: z.string().nullable(),
  haltedAccounts: z.record(z.string(), z.string()),
  limits: z.array(
    z.object({ scope: z.string(), name: z.string(), limit: decimal, used: decimal.nullable(), unit: z.string() }),
  ),
  guards: z.array(z.looseObject({ scope: z.string(), deployment: z.number(), rule: z.string() })),
  refused: z.array(z.object({ time, deployment: z.number(), name: z.string().nullable(), text: z.string() })),
  kill: z.array(haltReport).nullish(),
});
