import { describe, expect, it } from 'vitest';
import { type Candles, candleMs, cluster, extend, follow, heikinAshi, mostCandles, nextWindow } from './paging';
import { withGaps } from './series';

const minute = 60_000;
function candles(from: number, count: number, step = minute): Candles {
  const times = Array.from({ length: count }, (_, i) => from + i * step);
  const flat = times.map(() => 1);
  return {
    timeframe: `${step / minute}m`,
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
    expect(cluster([{ time: 21, kind: 'note' }], { from: 10, to: 20 }, 1)).toEqual([]);
  });

  it('shows what was filled within the one candle there is', () => {
    expect(
      cluster([{ time: 5 * minute + 700, kind: 'buy' }], { from: 5 * minute, to: 5 * minute }, minute),
    ).toHaveLength(1);
  });
});

describe('follow', () => {
  const view = { from: 10, to: 20 };

  it('goes on with the end of the market', () => {
    expect(follow(view, { last: 20, isEnd: true }, 23)).toEqual({ from: 13, to: 23 });
    expect(follow(view, { last: 20, isEnd: true }, 15)).toEqual(view);
    // With as much room behind it as before.
    expect(follow({ from: 10, to: 26 }, { last: 20, isEnd: true }, 23)).toEqual({ from: 13, to: 29 });
  });

  it('stays where it is elsewhere: a window further back ends nowhere', () => {
    expect(follow(view, { last: 20, isEnd: false }, 23)).toEqual(view);
    expect(follow(view, { last: 30, isEnd: true }, 33)).toEqual(view);
  });
});

describe('extend', () => {
  const held = candles(0, 3);
  const newer = (from: number, count: number, price: number) => {
    const made = candles(from, count);
    const same = made.times.map(() => price);
    return { ...made, open: same, high: same, low: same, close: same };
  };

  it('puts the newest behind, and takes what both have from the newest', () => {
    const more = extend(held, newer(2 * minute, 3, 7));
    expect(more?.times).toEqual([0, 1, 2, 3, 4].map(at => at * minute));
    expect(more?.close).toEqual([1, 1, 7, 7, 7]);
    expect(more?.to).toBe(5 * minute);
    expect(held.times).toHaveLength(3);
  });

  it('begins with the first candle there is', () => {
    expect(extend(candles(0, 0), newer(minute, 1, 7))?.times).toEqual([minute]);
  });

  it('changes nothing where nothing is newer', () => {
    expect(extend(held, candles(0, 0))).toBe(held);
    expect(extend(candles(10 * minute, 3), newer(0, 2, 7))?.times).toHaveLength(3);
  });

  it('says where candles between are missing', () => {
    expect(extend(held, newer(4 * minute, 2, 7))).toBeNull();
  });

  it('moves the last candle of a coarser chart, and says when it is over', () => {
    const coarse = { ...candles(0, 2, 5 * minute), to: 7 * minute };
    const more = extend(coarse, newer(4 * minute, 3, 7));
    expect([more?.times, more?.high, more?.low, more?.close]).toEqual([coarse.times, [1, 7], [1, 1], [1, 7]]);
    expect(extend(coarse, newer(9 * minute, 2, 7))).toBeNull();
  });

  it('waits for the end of the next candle of a coarser chart whose last has ended', () => {
    const coarse = candles(0, 2, 5 * minute);
    for (const count of [1, 4]) expect(extend(coarse, newer(10 * minute, count, 7))).toBe(coarse);
    expect(extend(coarse, newer(10 * minute, 5, 7))).toBeNull();
  });

  it('holds no more than a chart does', () => {
    const more = extend(candles(0, mostCandles), newer(mostCandles * minute, 2, 7));
    expect(more?.times).toHaveLength(mostCandles);
    expect(more?.from).toBe(2 * minute);
  });
});

describe('candles', () => {
  it('are as long as their timeframe, one alone too, and show a gap as empty places', () => {
    expect(candleMs({ ...candles(0, 1), timeframe: '1s' })).toBe(1000);
    const gapped = candles(0, 3);
    gapped.times = [0, minute, 4 * minute];
    expect(candleMs(gapped)).toBe(minute);
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
