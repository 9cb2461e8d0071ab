import { z } from '@/zod';

/** A decimal in plain notation: money, price or quantity. Never a floating point number. */
export const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
/** Unix milliseconds. */
export const time = z.number();
/** 0.0123 is 1.23 %. */
export const share = z.number();
export const none = z.unknown();

/** One keyset page. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable(), total: z.number().nullable() });

/** How a plot is drawn. */
export const plotKind = z.enum(['line', 'histogram', 'points']);
