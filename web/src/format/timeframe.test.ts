import { expect, it } from 'vitest';
import { timeframeMs } from './timeframe';

it('knows the length of a candle', () => {
  expect(timeframeMs('1m')).toBe(60_000);
  expect(timeframeMs('4h')).toBe(14_400_000);
  expect(timeframeMs('1d')).toBe(86_400_000);
  expect(timeframeMs('what')).toBe(60_000);
});
