import { z } from '@/zod';

/** What a bot says of itself, as a form has it; the server checks again. */
export const botFields = {
  name: z.string().trim().min(1, 'A name').max(80, 'At most 80 characters'),
  description: z.string().max(400, 'At most 400 characters'),
  tags: z.string(),
  instruments: z.string().regex(/^\s*$|^\s*\w+\/\w+(\s*,\s*\w+\/\w+)*\s*$/, 'Such as BTC/USDT, ETH/USDT'),
  timeframe: z.string().regex(/^\s*$|^\s*\d+[smhdw]\s*$/, 'Such as 15m'),
};

/** Words separated by commas. */
export const listOf = (text: string): string[] =>
  text
    .split(',')
    .map(it => it.trim())
    .filter(it => it !== '');
