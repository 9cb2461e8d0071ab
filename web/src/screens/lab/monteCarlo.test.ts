import { describe, expect, it } from 'vitest';
import { placed, whyNoBootstrap, whyNoShuffle } from './monteCarlo';

const maxDrawdown = { least: 0.05, p05: 0.1, p25: 0.15, median: 0.2, p75: 0.25, p95: 0.3, greatest: 0.4, mean: 0.21 };

describe('trades in other orders', () => {
  it.each([
    [0.09, 'less than in 95% of the orders: its order was lucky'],
    [0.1, 'less than in three quarters of the orders'],
    [0.15, 'about what the middle half of the orders shows'],
    [0.25, 'about what the middle half of the orders shows'],
    [0.26, 'more than in three quarters of the orders'],
    [0.31, 'more than in 95% of the orders: its order was unlucky'],
  ])('place a drawdown of %d', (actual, words) => {
    expect(placed({ runs: 1000, actual, maxDrawdown })).toBe(words);
  });

  it('are told apart where there are none', () => {
    expect(whyNoShuffle({ trades: 0 })).toContain('no trade');
    expect(whyNoShuffle({ trades: 1 })).toContain('one trade');
    expect(whyNoShuffle({ trades: 2 })).toContain('left nothing');
  });
});

describe('days drawn anew', () => {
  it('are told apart where there are none', () => {
    expect(whyNoBootstrap({ trades: 0, days: 400 })).toContain('no trade');
    expect(whyNoBootstrap({ trades: 5, days: 19 })).toBe('It takes 20 days to draw from; the run has 19.');
    expect(whyNoBootstrap({ trades: 5, days: 20 })).toContain('debt');
  });
});
