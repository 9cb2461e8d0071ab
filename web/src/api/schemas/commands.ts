import { z } from '@/zod';

export const commandPreview = z.object({
  parsed: z.unknown().nullish(),
  error: z.object({ message: z.string(), position: z.number(), length: z.number() }).nullish(),
});

export const commandAnswer = z.object({
  id: z.string(),
  state: z.string(),
  answer: z.string().nullable(),
  deployment: z.string().nullable(),
});
