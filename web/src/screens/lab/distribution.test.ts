import { describe, expect, it } from 'vitest';
import type { RunTrade } from '@/api/lab';
import { histogram, quantile, spread, streaks } from './distribution';

describe('histogram', () => {
  it('counts every value once, with 0 at an edge', () => {
    const values = Array.from({ length: 200 }, (_, i) => (i - 80) / 1000);
    const bins = histogram(values);
    expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(200);
    expect(bins.some(bin => bin.from < -1e-12 && bin.to > 1e-12)).toBe(false);
    expect(bins.length).toBeGreaterThan(10);
    expect(bins.length).toBeLessThan(40);
    const losses = bins.filter(bin => bin.to <= 1e-12).reduce((sum, bin) => sum + bin.count, 0);
    expect(losses).toBe(80);
  });

  it('does not let one value make all others one bin', () => {
    const values = [...Array.from({ length: 300 }, (_, i) => i / 10_000), 50];
    const bins = histogram(values);
    expect(bins.filter(bin => bin.count > 0).length).toBeGreaterThan(8);
    expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(301);
    expect(bins.at(-1)?.to).toBeLessThan(1);
  });

  it('takes none, one and equal ones', () => {
    expect(histogram([])).toEqual([]);
    for (const values of [[0.03], [0, 0, 0], [-0.2, -0.2]]) {
      const bins = histogram(values);
      expect(bins).toHaveLength(1);
      expect(bins[0]?.count).toBe(values.length);
      expect((bins[0]?.from ?? 0) - 1e-9).toBeLessThanOrEqual(values[0] as number);
      expect(bins[0]?.to).toBeGreaterThan((values[0] as number) - 1e-9);
    }
  });
});

describe('spread', () => {
  it('is the mean, the deviation of a sample, the skew and the quantiles', () => {
    const told = spread([1, 2, 3, 4, 10]);
    expect(told?.mean).toBe(4);
    expect(told?.deviation).toBeCloseTo(Math.sqrt(12.5), 12);
    // Moments: m2 = 10, m3 = 36.
    expect(told?.skew).toBeCloseTo(36 / 10 ** 1.5, 12);
    expect(told?.quantiles.map(it => it.value)).toEqual([1, 1.2, 2, 3, 4, 8.8, 10].map(it => expect.closeTo(it, 12)));
    expect(spread([])).toBeNull();
    expect(spread([5, 5, 5])?.skew).toBeNull();
    expect(quantile([], 0.5)).toBeNull();
  });
});

describe('streaks', () => {
  it('go by the ends of trades', () => {
    const trade = (id: number, exitTime: number, pnl: string) => ({ id, exitTime, pnl }) as unknown as RunTrade;
    const trades = [
      trade(3, 30, '-1'),
      trade(1, 10, '2'),
      trade(2, 20, '1'),
      trade(4, 40, '-2'),
      trade(5, 40, '-3'),
      trade(6, 50, '0'),
      trade(7, 60, '-1'),
    ];
    expect(streaks(trades)).toEqual({ won: 2, lost: 3 });
    expect(streaks([])).toEqual({ won: 0, lost: 0 });
  });
});
