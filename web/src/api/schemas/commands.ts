import { z } from '@/zod';

export const commandPreview = z.looseObject({
  /** The command as it was read, and what it would do. */
  parsed: z.unknown(),
  meaning: z.string().nullish(),
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

export const verb = z.looseObject({ name: z.string(), usage: z.string(), meaning: z.string(), example: z.string() });
export const grammar = z.array(verb);
