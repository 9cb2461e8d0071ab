import { z } from '@/zod';
import { time } from './common';

export const commandPreview = z.looseObject({
  parsed: z.string().nullish(),
  meaning: z.string().nullish(),
  /** The position counts from 1. */
  error: z
    .looseObject({ message: z.string(), position: z.number(), length: z.number(), suggestion: z.string().nullish() })
    .nullish(),
});

export const commandAnswer = z.looseObject({
  id: z.string(),
  state: z.string(),
  answer: z.string().nullable(),
  deployment: z.number().nullable(),
});

export const commandList = z.array(
  z.object({
    id: z.string(),
    source: z.string(),
    text: z.string(),
    state: z.string(),
    answer: z.string(),
    time,
  }),
);

export const grammar = z.array(
  z.looseObject({
    name: z.string(),
    usage: z.string(),
    meaning: z.string(),
    example: z.string(),
    options: z.array(z.object({ name: z.string(), value: z.string(), meaning: z.string(), example: z.string() })),
  }),
);
