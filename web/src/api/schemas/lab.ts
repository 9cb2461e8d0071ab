import { z } from '@/zod';
import { decimal, page, plotKind, time } from './common';
import { job, run } from './research';

const figures = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]).nullable());
const names = z.record(z.string(), z.unknown());

/** A stored backtest as lists tell it. */
export const runRow = run.extend({
  job: z.number(),
  owner: z.string(),
  parameters: names.nullable(),
  bot: z.object({ name: z.string(), version: z.string() }).nullable(),
  metrics: figures,
  pathDependent: z.number().nullable(),
  barsPerSecond: z.number().nullable(),
  note: z.string(),
  tags: z.array(z.string()),
  star: z.boolean(),
  pinned: z.boolean(),
  shared: z.boolean(),
  created: time,
  dataHash: z.string(),
  tradeHash: z.string(),
  stateHash: z.string(),
  rerunOf: z.number().nullable(),
  warnings: z.array(z.string()).nullable(),
});
export const runs = page(runRow);

export const runInFull = z.looseObject({
  run: runRow,
  request: z.looseObject({ series: z.unknown() }),
  rerun: z
    .object({
      of: z.number(),
      equal: z.boolean(),
      sameData: z.boolean(),
      sameTrades: z.boolean(),
      sameState: z.boolean(),
    })
    .nullable(),
});

/** The bot's text a run was made with. */
export const runSource = z.object({ name: z.string(), text: z.string() });

/** argosy-result/1, without its lists. */
export const runResult = z.looseObject({
  strategy: z.looseObject({ name: z.string(), parameters: names }),
  settings: names,
  fillContract: z.unknown(),
  metrics: figures,
  band: z.looseObject({ low: decimal, high: decimal, pathDependentTrades: z.number() }).nullable().optional(),
  warnings: z.array(z.string()),
  dataQuality: names,
  performance: names,
  orderCount: z.number(),
  fillCount: z.number(),
  tradeHash: z.string(),
  stateHash: z.string(),
  /** What the strategies drew; missing where they drew, wrote and kept nothing. */
  bot: z
    .looseObject({
      plots: z.array(
        z.looseObject({
          name: z.string(),
          /** Empty: on the prices. */
          panel: z.string(),
          kind: plotKind,
          instrument: z.string(),
          points: z.array(z.tuple([time, z.number()])),
        }),
      ),
    })
    .nullish(),
  /** Missing where one strategy decided. */
  consensus: z.looseObject({}).nullish(),
});

export const runTrade = z.looseObject({
  id: z.number(),
  instrument: z.string(),
  side: z.string(),
  entryTime: time,
  entryPrice: decimal,
  exitTime: time,
  exitPrice: decimal,
  quantity: decimal,
  fees: decimal,
  pnl: decimal,
  returnRatio: z.number().nullable(),
  exitReason: z.string(),
  pathDependent: z.boolean(),
  openAtEnd: z.boolean(),
});
export const runTrades = page(runTrade);

export const runOrder = z.looseObject({
  id: z.number(),
  instrument: z.string(),
  side: z.string(),
  type: z.string(),
  purpose: z.string(),
  decisionTime: time,
  size: decimal.nullish(),
  filled: decimal,
  state: z.string(),
  reason: z.string(),
});
export const runOrders = page(runOrder);

export const runFill = z.looseObject({
  order: z.number(),
  instrument: z.string(),
  side: z.string(),
  purpose: z.string(),
  time,
  price: decimal,
  quantity: decimal,
  fee: decimal,
  feeAsset: z.string(),
});
export const runFills = page(runFill);
export const runLogs = page(z.looseObject({}));

export const runEquity = z.object({
  equity: z.array(z.tuple([time, z.union([z.string(), z.number()])])),
  daily: z.array(z.tuple([time, z.union([z.string(), z.number()])])).nullable(),
  points: z.number(),
});

const part = z.number().nullable();
/** How a drawn figure spreads; null is a value beyond all numbers. */
const spread = z.object({
  least: part,
  p05: part,
  p25: part,
  median: part,
  p75: part,
  p95: part,
  greatest: part,
  mean: part,
});
/** What else a run could have lived through; a part with too little to draw from is null. */
export const runMonteCarlo = z.object({
  trades: z.number(),
  days: z.number(),
  shuffle: z.object({ runs: z.number(), actual: z.number(), maxDrawdown: spread }).nullable(),
  bootstrap: z
    .object({
      runs: z.number(),
      blockDays: z.number(),
      totalReturn: spread,
      maxDrawdown: spread,
      sharpe: spread.nullable(),
      lossShare: z.number(),
      fan: z.array(z.object({ day: z.number(), return: spread })),
    })
    .nullable(),
});

const curve = z.object({ run: z.number(), times: z.array(time), values: z.array(z.number()) });
const difference = z.object({ name: z.string(), values: z.array(z.string().nullable()) });
export const comparison = z.object({
  ids: z.array(z.number()),
  metrics: z.array(
    z.object({
      name: z.string(),
      unit: z.string(),
      better: z.string(),
      values: z.array(z.union([z.number(), z.string()]).nullable()),
      best: z.number().nullable(),
    }),
  ),
  equity: z.array(curve),
  parameters: z.array(difference),
  data: z.array(difference),
  settings: z.array(difference),
  correlation: z.array(z.array(z.number().nullable())),
  sameTrades: z.boolean(),
  sameStates: z.boolean(),
  firstDifferentTrade: z.number().nullable(),
});

export const trial = z.looseObject({
  id: z.number(),
  parameters: names,
  status: z.string(),
  objectives: z.array(z.number().nullable()).nullish(),
  metrics: figures.nullish(),
  violated: z.array(z.unknown()).nullish(),
});
export const trials = page(trial);

const range = z.looseObject({ name: z.string(), kind: z.string() });
export const study = z.looseObject({
  id: z.number(),
  kind: z.string(),
  job: job.nullable(),
  owner: z.string(),
  strategy: z.string(),
  request: names,
  note: z.string(),
  created: time,
  ranges: z.array(range).nullable(),
  objective: z.array(z.looseObject({ name: z.string(), sense: z.string() })).nullable(),
  sampler: z.string().nullable(),
  trialsDone: z.number().nullable(),
  trialsTotal: z.number().nullable(),
  best: trial.nullable(),
  plateau: z.number().nullable(),
  deflatedSharpe: z.number().nullable(),
  importance: z.array(z.object({ name: z.string(), share: z.number().nullable() })).nullable(),
  summary: names,
});
export const studies = page(study);

export const heat = z.object({
  x: z.string(),
  y: z.string(),
  of: z.string(),
  over: z.string(),
  xs: z.array(z.string()),
  ys: z.array(z.string()),
  cells: z.array(z.array(z.number().nullable())),
  counts: z.array(z.array(z.number())),
});

const rule = z.looseObject({ name: z.string(), summary: z.string(), example: z.string() });
export const rules = z.looseObject({
  exits: z.array(rule),
  guards: z.array(rule),
  limits: z.array(rule),
  sizing: z.array(rule),
  plainSizes: z.array(z.string()),
});

export const seriesRow = z.looseObject({
  id: z.string(),
  instrument: z.string().nullable(),
  venue: z.string().nullable(),
  timeframe: z.string().nullable(),
  first: time.nullable(),
  last: time.nullable(),
  bars: z.number(),
  gaps: z.object({ count: z.number(), longest: z.number(), missing: z.number() }),
  coverage: z.array(z.tuple([time, time])).nullable(),
  bytes: z.number(),
  source: z.array(z.string()),
  hash: z.string(),
  priceScale: z.number(),
  synthetic: z.boolean(),
  changed: time,
  error: z.string().nullable(),
});
export const seriesRows = z.array(seriesRow);
export const seriesCheck = z.looseObject({ ok: z.boolean() });

export const candles = z.object({
  timeframe: z.string(),
  from: time,
  to: time,
  times: z.array(time),
  open: z.array(z.number()),
  high: z.array(z.number()),
  low: z.array(z.number()),
  close: z.array(z.number()),
  volume: z.array(z.number()),
});

export const auditLine = z.object({
  sequence: z.number(),
  time,
  actor: z.string(),
  kind: z.string(),
  data: z.unknown(),
  hash: z.string(),
});
export const auditLines = page(auditLine);
export const chain = z.object({ lines: z.number().nullable(), ok: z.boolean(), error: z.string().nullable() });
