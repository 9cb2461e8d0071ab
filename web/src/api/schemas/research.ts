import { z } from '@/zod';
import { page, time } from './common';

export const parameter = z.looseObject({
  name: z.string(),
  type: z.string(),
  default: z.string().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  choices: z.array(z.string()),
  unit: z.string().nullish(),
  help: z.string(),
});
export const strategy = z.looseObject({ name: z.string(), summary: z.string(), parameters: z.array(parameter) });
export const strategies = z.array(strategy);

export const series = z.looseObject({
  id: z.string(),
  instrument: z.string().nullable(),
  venue: z.string().nullable(),
  timeframe: z.string().nullable(),
  first: time.nullable(),
  last: time.nullable(),
  bars: z.number(),
  bytes: z.number(),
  synthetic: z.boolean().nullish(),
});
export const seriesList = z.array(series);
export const imported = z.looseObject({ series });

export const job = z.looseObject({
  id: z.number(),
  kind: z.string(),
  state: z.enum(['queued', 'running', 'paused', 'done', 'failed', 'cancelled']),
  progress: z.number().nullable(),
  rate: z.string().nullable(),
  eta: z.number().nullable(),
  message: z.string(),
  created: time,
  started: time.nullable(),
  ended: time.nullable(),
  run: z.number().nullable(),
  optimisation: z.number().nullable(),
  error: z.looseObject({ code: z.string(), message: z.string(), field: z.string().nullable() }).nullable(),
});
export const jobs = page(job);

export const run = z.looseObject({
  id: z.number(),
  strategy: z.string(),
  instruments: z.array(z.string()),
  timeframe: z.string(),
  from: time,
  to: time,
  metrics: z.record(z.string(), z.unknown()),
});
export const runDetail = z.looseObject({ run });
