import { z } from '@/zod';
import { page, time } from './common';
import { parameter } from './research';

export const language = z.string();

/** A bot as the table tells it. */
export const bot = z.looseObject({
  id: z.number(),
  name: z.string(),
  owner: z.string(),
  language,
  description: z.string(),
  tags: z.array(z.string()),
  instruments: z.array(z.string()),
  /** Empty where the bot names none. */
  timeframe: z.string(),
  shared: z.boolean(),
  archived: z.boolean(),
  latest: z
    .looseObject({ version: z.string(), note: z.string(), label: z.string(), created: time, locked: z.boolean() })
    .nullable(),
  best: z
    .looseObject({
      run: z.number(),
      version: z.string(),
      sharpe: z.number().nullable(),
      maxDrawdown: z.number().nullable(),
    })
    .nullable(),
  deployments: z.number(),
  created: time,
  edited: time,
  mayEdit: z.boolean(),
  hasDraft: z.boolean(),
});
export const bots = page(bot);

export const botVersion = z.looseObject({
  version: z.string(),
  note: z.string(),
  label: z.string(),
  hash: z.string(),
  language,
  created: time,
  by: z.string(),
  locked: z.boolean(),
  checked: z.boolean(),
  parameters: z.array(parameter),
});
export const botVersions = z.array(botVersion);
export const botVersionText = z.looseObject({ version: botVersion, text: z.string() });
export const botDetail = z.looseObject({
  bot,
  parameters: z.array(parameter),
  versions: z.array(botVersion),
});

export const draft = z.looseObject({
  text: z.string(),
  revision: z.number(),
  /** The version it began with; empty where it began with none. */
  base: z.string(),
  edited: time.nullable(),
});
export const draftSaved = z.looseObject({ revision: z.number(), base: z.string(), edited: time });

/** Lines and columns count from 1. */
export const problem = z.looseObject({
  severity: z.enum(['error', 'warning', 'info']),
  code: z.string(),
  message: z.string(),
  line: z.number(),
  column: z.number(),
  endLine: z.number(),
  endColumn: z.number(),
});
export const codeCheck = z.looseObject({
  ok: z.boolean(),
  problems: z.array(problem),
  parameters: z.array(parameter).nullable(),
});
export const completion = z.looseObject({
  items: z.array(
    z.looseObject({
      label: z.string(),
      kind: z.string(),
      detail: z.string().nullable(),
      documentation: z.string().nullable(),
      insert: z.string(),
    }),
  ),
  start: z.number(),
  end: z.number(),
});
export const codeHover = z.looseObject({ text: z.string().nullable(), start: z.number(), end: z.number() });
export const codeSignature = z.looseObject({
  signatures: z.array(
    z.looseObject({
      label: z.string(),
      documentation: z.string().nullable(),
      parameters: z.array(z.looseObject({ label: z.string(), documentation: z.string().nullable() })),
    }),
  ),
  active: z.number(),
  parameter: z.number(),
});
export const typings = z.looseObject({ files: z.array(z.looseObject({ name: z.string(), text: z.string() })) });
export const templates = z.array(
  z.looseObject({ name: z.string(), language, title: z.string(), summary: z.string(), text: z.string() }),
);
const member = z.looseObject({
  name: z.string(),
  signature: z.string(),
  summary: z.string(),
  parameters: z.array(z.looseObject({ name: z.string(), text: z.string() })).nullish(),
  returns: z.string().nullish(),
  example: z.string().nullish(),
});
/** The bot API as its generator wrote it. */
export const apiHelp = z.looseObject({
  language,
  sections: z.array(
    z.looseObject({ name: z.string(), title: z.string(), summary: z.string().nullish(), members: z.array(member) }),
  ),
});

/** Settings of a quick backtest: the fields of a backtest's request. */
export const quickSettings = z.looseObject({ settings: z.record(z.string(), z.unknown()).nullable() });
export const quickResult = z.looseObject({
  /** Null where it did not run to its end. */
  figures: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]).nullable()).nullable(),
  equity: z.array(z.tuple([time, z.number()])),
  trades: z.number(),
  /** Time 0: of no candle. */
  logs: z.array(z.looseObject({ time, level: z.string(), text: z.string() })),
  /** Panel empty: drawn on the prices. */
  plots: z.array(
    z.looseObject({
      name: z.string(),
      panel: z.string(),
      instrument: z.string(),
      points: z.array(z.tuple([time, z.number()])),
    }),
  ),
  problems: z.array(problem),
  error: z.string().nullable(),
  from: time.nullish(),
  to: time.nullish(),
  ms: z.number(),
});
