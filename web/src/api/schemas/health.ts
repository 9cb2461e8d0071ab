import { z } from 'zod';
import { page, time } from './common';

export const health = z.object({
  state: z.string(),
  version: z.string(),
  uptime: z.number(),
  checks: z.array(z.object({ name: z.string(), state: z.string(), detail: z.string().nullable() })),
  links: z.array(z.looseObject({})),
  disk: z.looseObject({}).nullable(),
  database: z.looseObject({}).nullable(),
  lag: z.unknown(),
  jobs: z.object({ running: z.number(), queued: z.number() }),
  newestCandle: time.nullish(),
});

export const settings = z.looseObject({ timeZone: z.string().nullish() });

export const alert = z.looseObject({
  id: z.string(),
  time,
  severity: z.string(),
  message: z.string(),
  acknowledged: z.boolean().nullish(),
});
export const alerts = page(alert);
