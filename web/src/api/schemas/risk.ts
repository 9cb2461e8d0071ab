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

/** A guard or limit of a deployment, and how it stood when its run was told something last. */
export const guard = z.looseObject({
  scope: z.string(),
  deployment: z.number(),
  rule: z.string(),
  state: z.enum(['ok', 'tripped', 'off', 'unread']),
  /** Null: the whole run. */
  instrument: z.string().nullable(),
  threshold: decimal.nullable(),
  current: decimal.nullable(),
  /** Of threshold and current; a time is in ms. */
  unit: z.enum(['ratio', 'multiple', 'quote', 'base', 'time', 'trades', 'orders']).nullable(),
  asset: z.string().nullable(),
  /** The last instant at which it blocks; null where it does not, or no time ends it. */
  until: time.nullable(),
  tripped: time.nullable(),
  time: time.nullable(),
});

export const risk = z.looseObject({
  halted: z.string().nullable(),
  haltedAccounts: z.record(z.string(), z.string()),
  limits: z.array(
    z.object({ scope: z.string(), name: z.string(), limit: decimal, used: decimal.nullable(), unit: z.string() }),
  ),
  guards: z.array(guard),
  refused: z.array(z.object({ time, deployment: z.number(), name: z.string().nullable(), text: z.string() })),
  kill: z.array(haltReport).nullish(),
});
