import { z } from 'zod';
import { time } from './common';

export const role = z.enum(['viewer', 'trader', 'developer', 'owner']);

export const authState = z.object({
  firstRun: z.boolean(),
  user: z.object({ name: z.string(), role, hasTotp: z.boolean() }).nullable(),
  csrf: z.string().nullable(),
  elevatedUntil: time.nullable(),
  version: z.string(),
});

export const user = z.object({
  name: z.string(),
  role,
  hasTotp: z.boolean(),
  disabled: z.boolean(),
  created: time,
  lastLogin: time.nullable(),
});
export const users = z.object({ items: z.array(user) });

export const session = z.object({
  id: z.string(),
  user: z.string(),
  created: time,
  lastSeen: time,
  address: z.string().nullable(),
  agent: z.string().nullable(),
  current: z.boolean(),
});
export const sessions = z.object({ items: z.array(session) });

export const token = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  created: time,
  expires: time.nullable(),
  lastUsed: time.nullable(),
});
export const tokens = z.object({ items: z.array(token) });
export const newToken = token.extend({ token: z.string() });
export const totpSetup = z.object({ secret: z.string(), uri: z.string() });
export const preferences = z.record(z.string(), z.unknown());
