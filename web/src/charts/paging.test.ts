import { describe, expect, it } from 'vitest';
import { type Candles, candleMs, cluster, heikinAshi, mostCandles, nextWindow } from './paging';
import { withGaps } from './series';

const minute = 60_000;
function candles(from: number, count: number, step = minute): Candles {
  const times = Array.from({ length: count }, (_, i) => from + i * step);
  const flat = times.map(() => 1);
  return {
    timeframe: '1m',
    from,
    to: from + count * step,
    times,
    open: flat,
    high: flat,
    low: flat,
    close: flat,
    volume: flat,
  };
}
const limits = { from: 0, to: 1_000_000 * minute };

describe('nextWindow', () => {
  const held = candles(100_000 * minute, 3000);
  const view = { from: 101_000 * minute, to: 102_000 * minute };

  it('asks for nothing while there is enough to both sides', () => {
    expect(nextWindow(view, held, limits, 1200, minute)).toBeNull();
  });

  it('asks for three screens when the view comes near an edge', () => {
    const near = { from: 100_200 * minute, to: 101_200 * minute };
    const next = nextWindow(near, held, limits, 1200, minute);
    expect(next).toMatchObject({ from: 99_200 * minute, to: 102_200 * minute });
    expect(next?.points).toBeGreaterThanOrEqual(200);
  });

  it('does not ask beyond what there is', () => {
    const all = candles(0, 500);
    const ends = { from: 0, to: 500 * minute };
    expect(nextWindow({ from: 0, to: 499 * minute }, all, ends, 1200, minute)).toBeNull();
  });

  it('asks for coarser candles when there are more than one a pixel, never for more than 20,000', () => {
    const many = candles(0, mostCandles);
    const next = nextWindow({ from: 0, to: mostCandles * minute }, many, limits, 800, minute);
    expect(next?.points).toBeLessThanOrEqual(mostCandles);
    expect(next?.to).toBe(2 * mostCandles * minute);
  });

  it('asks for finer ones when a candle is wider than 24 pixels and finer exist', () => {
    const hours = candles(0, 3000, 60 * minute);
    const close = { from: 1000 * 60 * minute, to: 1020 * 60 * minute };
    expect(nextWindow(close, hours, limits, 1200, minute)).not.toBeNull();
    expect(nextWindow(close, hours, limits, 1200, 60 * minute)).toBeNull();
  });
});

describe('cluster', () => {
  it('joins markers of one candle, and of several above 300 in view', () => {
    const two = [
      { time: 10, kind: 'buy' as const, text: 'B' },
      { time: 20, kind: 'buy' as const },
      { time: 30, kind: 'sell' as const },
    ];
    expect(cluster(two, { from: 0, to: minute }, minute).map(marker => [marker.kind, marker.count])).toEqual([
      ['buy', 2],
      ['sell', 1],
    ]);
    const many = Array.from({ length: 5000 }, (_, i) => ({ time: i * minute, kind: 'buy' as const }));
    const shown = cluster(many, { from: 0, to: 5000 * minute }, minute);
    expect(shown.length).toBeLessThanOrEqual(301);
    expect(shown.reduce((sum, marker) => sum + marker.count, 0)).toBe(5000);
  });

  it('leaves out what is not in view', () => {
    expect(cluster([{ time: 5, kind: 'note' }], { from: 10, to: 20 }, 1)).toEqual([]);
  });
});

describe('candles', () => {
  it('takes the smallest step for a candle’s length, and shows a gap as empty places', () => {
    const gapped = candles(0, 3);
    gapped.times = [0, minute, 4 * minute];
    expect(candleMs(gapped.times)).toBe(minute);
    expect(withGaps(gapped).map(place => place.at)).toEqual([0, 1, -1, -1, 2]);
  });

  it('makes Heikin-Ashi candles by their definition', () => {
    const plain: Candles = {
      ...candles(0, 2),
      open: [10, 12],
      high: [14, 15],
      low: [9, 11],
      close: [12, 14],
      volume: [1, 1],
    };
    const made = heikinAshi(plain);
    expect(made.close).toEqual([11.25, 13]);
    expect(made.open).toEqual([11, 11.125]);
    expect(made.high).toEqual([14, 15]);
    expect(made.low).toEqual([9, 11]);
  });
});
