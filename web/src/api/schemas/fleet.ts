import { z } from '@/zod';
import { decimal, page, share, time } from './common';

export const mode = z.enum(['live', 'paper']);

/** What a deployment holds of one instrument. */
export const position = z.looseObject({
  deployment: z.number(),
  name: z.string(),
  account: z.string(),
  mode,
  instrument: z.string(),
  side: z.enum(['long', 'short']),
  quantity: decimal,
  notional: decimal.nullable(),
  entry: decimal.nullable(),
  mark: decimal.nullable(),
  unrealised: decimal.nullable(),
  unrealisedRatio: share.nullable(),
  stop: decimal.nullable(),
  target: decimal.nullable(),
  since: time.nullable(),
  /** Its stop follows the price by a rule: no hand moves it. */
  stopRuled: z.boolean().nullish(),
  /** How much of the quantity stops cover. */
  stopped: decimal.nullish(),
  funding: decimal.nullish(),
  /** Margin of perpetual contracts, as far as it is known. */
  margin: z
    .looseObject({
      leverage: decimal.nullable(),
      mode: z.string().nullable(),
      mark: decimal.nullable(),
      liquidation: decimal.nullable(),
      distance: share.nullable(),
      returnOnMargin: share.nullable(),
      time: time.nullable(),
      failure: z.string().nullable(),
    })
    .nullish(),
});

export const deploymentRow = z.looseObject({
  id: z.number(),
  name: z.string(),
  /** Empty where a built-in strategy runs as it is. */
  bot: z.string().nullable(),
  version: z.string().nullable(),
  /** The bot of this server it is of; null for built-in strategies. */
  botId: z.number().nullish(),
  strategy: z.string(),
  account: z.string().nullable(),
  venue: z.string(),
  mode,
  instruments: z.array(z.string()),
  timeframe: z.string(),
  state: z.enum(['starting', 'running', 'paused', 'closing', 'waiting', 'stopped', 'disabled']),
  since: time.nullable(),
  sparkline: z.array(z.number()),
  todayPnl: decimal.nullable(),
  totalPnl: decimal.nullable(),
  totalReturn: share.nullable(),
  maxDrawdown: share.nullable(),
  winRate: share.nullable(),
  lastOrder: time.nullable(),
  free: decimal.nullable(),
  guard: z.string().nullable(),
  error: z.string().nullable(),
  wanted: z.string().nullish(),
  currency: z.string().nullish(),
  equity: decimal.nullish(),
  trades: z.number().nullish(),
  openOrders: z.number().nullish(),
  schedule: z.string().nullish(),
  nextFire: time.nullish(),
  /** Its process has ended until then; it is started ahead of its next candle. */
  sleepsUntil: time.nullish(),
  /** While it runs: when the newest candle it was told closed, and when that is too old. */
  newestCandle: time.nullish(),
  candleLate: time.nullish(),
  positions: z.array(position).nullish(),
});
export const deploymentList = page(deploymentRow);

export const fleetMode = z.looseObject({
  mode,
  currency: z.string().nullish(),
  equity: decimal.nullable(),
  today: decimal.nullable(),
  d7: decimal.nullable(),
  d30: decimal.nullable(),
  drawdownNow: share.nullable(),
  drawdownMax: share.nullable(),
  gross: share.nullable(),
  net: share.nullable(),
  openPositions: z.number(),
  running: z.number(),
  paused: z.number(),
  failed: z.number(),
});

export const attention = z.object({
  severity: z.string(),
  kind: z.string(),
  deployment: z.number().nullable(),
  account: z.string().nullable(),
  message: z.string(),
  since: time.nullable(),
});

export const fleet = z.object({
  modes: z.array(fleetMode),
  attention: z.array(attention),
  exposure: z.array(z.object({ asset: z.string(), share, side: z.enum(['long', 'short']), mode: mode.nullish() })),
  deployments: z.array(deploymentRow),
});

/** Equity over time; the chart works out the fall from its peak. */
export const fleetEquity = z.object({ times: z.array(time), equity: z.array(decimal) });
