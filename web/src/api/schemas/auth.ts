import { z } from '@/zod';
import { time } from './common';

export const role = z.enum(['viewer', 'trader', 'developer', 'owner']);

export const authState = z.object({
  firstRun: z.boolean(),
  /** Making the first owner takes the code that the server printed: the browser is on another machine. */
  needsCode: z.boolean().nullish(),
  user: z.object({ name: z.string(), role, hasTotp: z.boolean() }).nullable(),
  csrf: z.string().nullable(),
  elevatedUntil: time.nullable(),
  version: z.string(),
});

export const user = z.object({
  name: z.string(),
  role,
  hasTotp: z.boolean(),
  isDisabled: z.boolean(),
  createdAt: time,
  lastSeen: time.nullable(),
});
export const users = z.array(user);

export const session = z.object({
  id: z.string(),
  user: z.string(),
  createdAt: time,
  lastSeen: time,
  address: z.string(),
  agent: z.string(),
  isCurrent: z.boolean(),
});
export const sessions = z.array(session);

export const token = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  createdAt: time,
  expires: time.nullable(),
  lastSeen: time.nullable(),
});
export const tokens = z.array(token);
export const newToken = z.object({ token: z.string(), info: token });
export const totpSetup = z.object({ secret: z.string(), uri: z.string() });
export const preferences = z.record(z.string(), z.unknown());
