import { z } from '@/zod';

/** What is left on an account after the kill switch was pulled. */
export const haltReport = z.looseObject({
  account: z.string(),
  /** Our entry orders that may still be at the venue. */
  entries: z.number(),
  /** Our positions that are not closed. */
  positions: z.array(z.string()),
  error: z.string().nullish(),
});
export const haltReports = z.array(haltReport);

export const risk = z.looseObject({
  /** Who tripped the kill switch and why; null while it is armed. */
  halted: z.string().nullable(),
  haltedAccounts: z.record(z.string(), z.string()).nullish(),
  kill: z.array(haltReport).nullish(),
});
