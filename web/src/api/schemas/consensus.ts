import { z } from '@/zod';
import { page, time } from './common';

export const vote = z.looseObject({
  time,
  instrument: z.string(),
  /** One letter a voter, a bar between the two rounds of mode factor. */
  votes: z.string(),
  decision: z.string(),
});
export const votes = page(vote);

export const voter = z.looseObject({
  id: z.string(),
  rule: z.string(),
  weight: z.number(),
  rounds: z.number(),
  votes: z.number(),
  abstentions: z.number(),
  faults: z.record(z.string(), z.number()),
  agreement: z.number().nullable(),
  hitRate: z.number().nullable(),
});
export const consensus = z.looseObject({
  mode: z.string(),
  threshold: z.number(),
  rounds: z.array(z.looseObject({ round: z.string(), n: z.number(), f: z.number(), quorum: z.number() })),
  voters: z.array(voter),
  decisions: z.record(z.string(), z.number()),
  roundCount: z.number(),
});
/** A result's part on its consensus; missing where the run was none. */
export const runConsensus = z.looseObject({ consensus: consensus.nullish() });

export const recount = z.looseObject({
  muted: z.array(z.string()),
  rounds: z.number(),
  changed: z.number(),
  truncated: z.boolean(),
  staleRounds: z.number(),
  changes: z.array(
    z.looseObject({ time, instrument: z.string(), votes: z.string(), before: z.string(), after: z.string() }),
  ),
});
