import { z } from '@/zod';
import { decimal, page, plotKind, share, time } from './common';
import { deploymentRow, mode, position } from './fleet';

export const spec = z.looseObject({
  name: z.string(),
  strategy: z.string(),
  parameters: z.record(z.string(), z.string()).nullable(),
  mode,
  venue: z.string(),
  instruments: z.array(z.string()),
  timeframe: z.string(),
  cash: decimal.nullish(),
  size: z.string().nullish(),
  exits: z.array(z.string()).nullish(),
  guards: z.array(z.string()).nullish(),
  limits: z.array(z.string()).nullish(),
  schedule: z.string().nullish(),
  /** isolated or cross where it trades perpetual contracts. */
  margin: z.string().nullish(),
});
export const deploymentDetail = z.object({
  row: deploymentRow,
  spec,
  replaced: z.array(z.number()),
  createdAt: time,
});

export const order = z.looseObject({
  clientId: z.string(),
  venueId: z.string().nullable(),
  deployment: z.number(),
  name: z.string().nullable(),
  account: z.string(),
  instrument: z.string(),
  side: z.string(),
  type: z.string(),
  quantity: decimal,
  price: decimal.nullable(),
  trigger: decimal.nullable(),
  filled: decimal,
  filledRatio: share,
  state: z.string(),
  reason: z.string(),
  time,
});
export const orders = page(order);

export const fill = z.looseObject({
  tradeId: z.string(),
  clientId: z.string(),
  deployment: z.number(),
  account: z.string(),
  instrument: z.string(),
  side: z.string(),
  price: decimal,
  quantity: decimal,
  fee: decimal,
  feeAsset: z.string(),
  isMaker: z.boolean(),
  time,
});
export const fills = page(fill);

export const trade = z.looseObject({
  deployment: z.number(),
  name: z.string().nullable(),
  number: z.number(),
  instrument: z.string(),
  side: z.string(),
  entryTime: time,
  exitTime: time,
  quantity: decimal,
  pnl: decimal,
  exitReason: z.string(),
  tag: z.string().nullable(),
  note: z.string().nullable(),
});
export const trades = page(trade);
export const positions = z.array(position);
export const protection = z.looseObject({ answer: z.string(), stop: decimal.nullable(), target: decimal.nullable() });

export const markers = z.array(
  z.looseObject({
    time,
    instrument: z.string(),
    side: z.string(),
    price: decimal,
    quantity: decimal,
    clientId: z.string(),
  }),
);
export const logLines = page(z.object({ sequence: z.number(), time, level: z.string(), message: z.string() }));
export const botState = z.looseObject({}).nullable();

/** What a deployment's strategy drew: a series a plot; panel null is the chart of prices. */
export const deploymentPlots = z.array(
  z.looseObject({
    instrument: z.string().nullable(),
    panel: z.string().nullable(),
    name: z.string(),
    kind: plotKind,
    times: z.array(time),
    values: z.array(z.number()),
  }),
);
/** When guards and limits refused entries; `to` null: they do. */
export const guardStretches = z.array(
  z.object({ rule: z.string(), instrument: z.string().nullable(), from: time, to: time.nullable() }),
);
/** What it keeps from callback to callback, by instrument; null is the whole run's. */
export const strategyStates = z.array(z.looseObject({ instrument: z.string().nullable(), time, state: z.unknown() }));
export const holding = z.looseObject({
  from: time.nullable(),
  to: time.nullable(),
  return: z.number().nullable(),
  holdingReturn: z.number().nullable(),
  excess: z.number().nullable(),
  maxDrawdown: z.number().nullable(),
  holdingMaxDrawdown: z.number().nullable(),
  times: z.array(time),
  holding: z.array(z.number()),
});
export const equityCurve = z.object({ times: z.array(time), equity: z.array(decimal) });

const figures = z.object({
  key: z.string(),
  trades: z.number(),
  winRate: share.nullable(),
  net: decimal,
  average: decimal.nullable(),
  best: decimal.nullable(),
  worst: decimal.nullable(),
  profitFactor: z.number().nullable(),
  averageMs: z.number().nullable(),
});
export const tradeStatistics = z.object({
  all: figures,
  byInstrument: z.array(figures),
  byExit: z.array(figures),
  bySide: z.array(figures),
  byWeekday: z.array(figures),
});

export const liveVotes = z.array(
  z.looseObject({ time, instrument: z.string(), votes: z.string(), decision: z.string() }),
);
export const why = z.array(z.object({ step: z.string(), time, text: z.string() }));

export const account = z.looseObject({
  name: z.string(),
  venue: z.string(),
  isPaper: z.boolean(),
  isDisabled: z.boolean(),
  url: z.string().nullable(),
  keyLast4: z.string().nullable(),
  permissions: z.object({ trade: z.boolean(), withdraw: z.boolean(), ipRestricted: z.boolean().nullable() }).nullable(),
  balances: z.array(z.object({ asset: z.string(), free: decimal, locked: decimal })),
  lastCheck: time.nullable(),
  latency: z.looseObject({ p50: z.number(), p99: z.number(), requests: z.number().nullish() }).nullable(),
  rateUse: share.nullable(),
  error: z.string().nullable(),
  owner: z.string().nullable(),
  sharedWith: z.array(z.string()),
});
export const accounts = z.array(account);
export const accountLimits = z.looseObject({ account: z.string() });
