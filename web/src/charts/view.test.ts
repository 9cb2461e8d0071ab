import { describe, expect, it } from 'vitest';
import { type Drawn, indexesOf, timesOf } from './view';

const drawn: Drawn = { first: { time: 1000, index: 0 }, last: { time: 10_000, index: 9 }, stepMs: 1000 };
const indexOf = (time: number) => Math.ceil(time / 1000) - 1;

describe('view', () => {
  it('is what there are candles of', () => {
    const inside = { from: 3000, to: 7000 };
    expect(timesOf({ from: 1.7, to: 6.2 }, inside, drawn)).toEqual(inside);
    expect(indexesOf(inside, drawn, indexOf)).toEqual({ from: 2, to: 6 });
  });

  it('goes on beside the candles', () => {
    const inside = { from: 1000, to: 10_000 };
    const indexes = { from: -4.5, to: 12 };
    const times = timesOf(indexes, inside, drawn);
    expect(times).toEqual({ from: -3500, to: 13_000 });
    expect(indexesOf(times, drawn, indexOf)).toEqual(indexes);
  });

  it('stays as wide when more candles come on the left', () => {
    const times = timesOf({ from: -5, to: 4 }, { from: 1000, to: 5000 }, drawn);
    const more: Drawn = { first: { time: -9000, index: 0 }, last: { time: 10_000, index: 19 }, stepMs: 1000 };
    expect(indexesOf(times, more, time => time / 1000 + 9)).toEqual({ from: 5, to: 14 });
  });

  it('may lie wholly beside them', () => {
    expect(timesOf({ from: -9, to: -3 }, null, drawn)).toEqual({ from: -8000, to: -2000 });
    expect(timesOf({ from: 11, to: 15 }, null, drawn)).toEqual({ from: 12_000, to: 16_000 });
  });
});
