import { z } from '@/zod';
import { page, time } from './common';

const state = z.enum(['ok', 'degraded', 'failed']);

export const health = z.object({
  state,
  version: z.string(),
  /** Since the server's start, ms. */
  uptime: z.number(),
  checks: z.array(z.object({ name: z.string(), state, detail: z.string() })),
  links: z.array(z.object({ name: z.string(), state, detail: z.string(), since: time.nullable() })),
  disk: z.object({ free: z.number(), total: z.number() }),
  database: z.object({ state, ms: z.number() }),
  /** Entries that wait for the audit log. */
  lag: z.number(),
  jobs: z.object({ running: z.number(), queued: z.number() }),
});

export const settings = z.looseObject({ timeZone: z.string(), name: z.string() });

export const alert = z.looseObject({
  id: z.number(),
  time,
  severity: z.string(),
  code: z.string(),
  text: z.string(),
  account: z.string().nullable(),
  deployment: z.number().nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: time.nullable(),
});
export const alerts = page(alert);
