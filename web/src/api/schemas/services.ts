import { z } from '@/zod';
import { time } from './common';

const alertKind = z.enum(['orders', 'bots', 'venues', 'kill-switch', 'server']);

/** The webhook of alerts; its address and secret are never told again. */
export const notifications = z.object({
  isOn: z.boolean(),
  /** Scheme and host; null where none is set. */
  place: z.string().nullable(),
  hasSecret: z.boolean(),
  least: z.enum(['info', 'warning', 'critical']),
  muted: z.array(alertKind),
  kinds: z.array(alertKind),
  lastAt: time.nullable(),
  lastError: z.string().nullable(),
});

/** Where commands come from. */
export const services = z.object({
  trades: z.boolean(),
  chartAlerts: z.boolean(),
  openedBy: z.string().nullable(),
  openedAt: time.nullable(),
  mouths: z.array(z.object({ name: z.string(), commands: z.number(), last: time })),
});
export const chartAlertsOpened = z.object({ secret: z.string() });
export const chartAlertTest = z.object({ parsed: z.string(), meaning: z.string() });
