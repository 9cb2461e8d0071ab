import { describe, expect, it } from 'vitest';
import { newestCandle } from './candles';

const at = 1_700_000_000_000;
const run = (id: number, newest: number | null, late: number | null = null) => ({
  id,
  name: `run ${id}`,
  newestCandle: newest,
  candleLate: late,
});

describe('newestCandle', () => {
  it('is none where nothing runs, or what runs has had none', () => {
    expect(newestCandle([], at)).toBeNull();
    expect(newestCandle([run(1, null)], at)).toBeNull();
  });

  it('is the newest of all runs', () => {
    expect(newestCandle([run(1, at - 60_000), run(2, at - 5_000), run(3, null)], at)).toEqual({
      at: at - 5_000,
      late: [],
    });
  });

  it('is late only when the time its timeframe allows is over', () => {
    const rows = [run(1, at, at + 70_000)];
    expect(newestCandle(rows, at + 70_000)?.late).toEqual([]);
    expect(newestCandle(rows, at + 70_001)?.late).toEqual([{ id: 1, name: 'run 1', at }]);
  });

  it('names who waits longest first, though another is fed', () => {
    const rows = [run(1, at - 20_000, at - 1), run(2, at - 90_000, at - 1), run(3, at - 1_000, at + 10_000)];
    const found = newestCandle(rows, at);
    expect(found?.at).toBe(at - 1_000);
    expect(found?.late.map(it => it.id)).toEqual([2, 1]);
  });
});
