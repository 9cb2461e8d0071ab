import { z } from '@/zod';

/** Which positions a deployment opens; alone: beside a bot for the others, in hedge mode. */
export const openings = z.enum(['long', 'both', 'long-alone', 'short-alone']);

/** How that is asked for; on spot markets there is no hedge mode. */
export function sidesOf(
  wanted: z.infer<typeof openings>,
  isPerpetual: boolean,
): { short?: true; side?: 'long' | 'short' } {
  if (wanted === 'both') return { short: true };
  if (wanted === 'long' || !isPerpetual) return {};
  return { side: wanted === 'long-alone' ? 'long' : 'short' };
}
