import { describe, expect, it } from 'vitest';
import { type Candles, nextWindow } from './paging';
import { atTimeframe, rungs } from './timeframes';

const minute = 60_000;

describe('rungs', () => {
  it('are the own timeframe and whole multiples of it', () => {
    expect(rungs('4h')).toEqual(['4h', '12h', '1d', '1w']);
    expect(rungs('1s', minute).slice(0, 3)).toEqual(['1s', '1m', '3m']);
    expect(rungs('7m')).toEqual(['7m', '1w']);
    expect(rungs('1M')).toEqual(['1M']);
  });
});

describe('atTimeframe', () => {
  const limits = { from: 0, to: 100_000 * minute };
  const seen = { from: 50_000 * minute, to: 50_600 * minute };

  it('keeps the time in view where its candles can be read', () => {
    const { view, request } = atTimeframe(seen, 5 * minute, 1200, limits, 20_000);
    expect(view).toEqual(seen);
    expect(request).toMatchObject({ from: 49_400 * minute, to: 51_200 * minute });
  });

  it('shows more time of longer candles, and less of shorter ones, to the same end', () => {
    expect(atTimeframe(seen, 60 * minute, 1200, limits, 20_000).view.from).toBe(47_000 * minute);
    expect(atTimeframe(seen, minute / 60, 1200, limits, 20_000).view.from).toBe(seen.to - 200 * (minute / 60));
  });

  it('asks for no more than is answered, nor beyond what there is', () => {
    const wide = { from: 0, to: 100_000 * minute };
    const { request } = atTimeframe(wide, minute, 40_000, limits, 5000);
    expect([request.from, request.to]).toEqual([95_000 * minute, 100_000 * minute]);
  });
});

describe('a window of a chosen timeframe', () => {
  const held: Candles = {
    timeframe: '1m',
    from: 40_000 * minute,
    to: 45_000 * minute,
    times: [],
    open: [],
    high: [],
    low: [],
    close: [],
    volume: [],
  };
  const limits = { from: 0, to: 100_000 * minute };

  it('is never coarser nor finer', () => {
    const close = { from: 42_000 * minute, to: 42_010 * minute };
    expect(nextWindow(close, held, limits, 1200, 1000)).not.toBeNull();
    expect(nextWindow(close, held, limits, 1200, 1000, 5000)).toBeNull();
  });

  it('holds no more than is answered, and is not asked for twice', () => {
    const wide = { from: 40_000 * minute, to: 44_900 * minute };
    const next = nextWindow(wide, held, limits, 1200, 1000, 5000);
    expect(next).toMatchObject({ from: 39_950 * minute, to: 44_950 * minute });
    expect(nextWindow(wide, { ...held, ...next }, limits, 1200, 1000, 5000)).toBeNull();
  });
});
