import { describe, expect, it } from 'vitest';
import { closeOf, decimalsOf, onCandles, openOf, openOfSaid, saidOf } from './candlesAt';
import type { Candles } from './paging';
import { plotValue, readoutOf, saidAt } from './readout';

const hour = 3_600_000;
// 4 h of candles with the third missing.
const candles: Candles = {
  timeframe: '1h',
  from: 0,
  to: 4 * hour,
  times: [0, hour, 3 * hour],
  open: [10, 20, 30],
  high: [12, 22, 32],
  low: [9, 19, 29],
  close: [11, 18, 30],
  volume: [100, 200, 300],
};

describe('a moment', () => {
  it('lies in the candle that is open then, also one that is missing or not held yet', () => {
    expect([0, hour - 1, hour, 2.5 * hour, 3 * hour, 9.5 * hour].map(time => openOf(candles, time))).toEqual(
      [0, 0, 1, 2, 3, 9].map(at => at * hour),
    );
    expect(openOf(candles, -1)).toBeNull();
  });

  it('lies in months and weeks that begin where they begin', () => {
    const day = 24 * hour;
    const months = { ...candles, timeframe: '1M', times: [0, 31 * day, 59 * day] };
    expect([30.9 * day, 31 * day, 58 * day].map(time => openOf(months, time))).toEqual([0, 31 * day, 31 * day]);
    expect(closeOf(months, 0)).toBe(31 * day);
    const weeks = { ...candles, timeframe: '1w', times: [4 * day, 11 * day] };
    expect(openOf(weeks, 18 * day)).toBe(18 * day);
  });

  it('at which something is said belongs to the candle that closes then', () => {
    expect([1, hour, hour + 1].map(time => openOfSaid(candles, time))).toEqual([0, 0, hour]);
    expect(openOfSaid(candles, 0)).toBeNull();
    const times = [hour, hour + 5, 2 * hour, 4 * hour];
    expect([0, 1, 2].map(at => saidOf(candles, at, times))).toEqual([0, 2, 3]);
    expect(saidOf(candles, 0, [0, hour + 1])).toBe(-1);
  });
});

describe('points', () => {
  it('are one a candle, the last said of it, and none before the first', () => {
    expect(onCandles(candles, [0, 5, hour, 2 * hour, 4 * hour, 5 * hour], [1, 2, 3, null, 5, 6])).toEqual([
      { time: 0, value: 3 },
      { time: hour, value: null },
      { time: 3 * hour, value: 5 },
      { time: 4 * hour, value: 6 },
    ]);
  });
});

describe('the readout', () => {
  const plots = [
    { name: 'fast', pane: 0, kind: 'line' as const, times: [hour, 2 * hour], values: [10.123, 21] },
    { name: 'rsi', pane: -1, kind: 'line' as const, times: [2 * hour], values: [63.27] },
  ];
  const votes = [{ time: 2 * hour, text: '2 buy: long' }];

  it('says prices, change, volume, every plot and the votes of the candle pointed at', () => {
    const told = readoutOf(candles, hour, plots, votes, 2);
    expect(told.prices).toContain('O 20.00  H 22.00  L 19.00  C 18.00  −10.00%  vol 200');
    expect(told.more).toEqual([
      { name: 'fast', value: '21.00' },
      { name: 'rsi', value: '63.2700' },
      { name: 'votes', value: '2 buy: long' },
    ]);
  });

  it('shows a dash where nothing was said', () => {
    expect(saidAt(candles, 0, plots, votes, 2).map(it => it.value)).toEqual(['10.12', '—', '—']);
    expect(saidAt(candles, 0)).toEqual([]);
  });

  it('says the newest candle where none is pointed at, or one that is missing', () => {
    for (const time of [null, 2 * hour]) expect(readoutOf(candles, time).prices).toContain('C 30');
    expect(readoutOf({ ...candles, times: [], open: [], close: [] }, null)).toEqual({ prices: '', more: [] });
  });

  it('keeps the digits of small values', () => {
    expect([0.000012, 1.5, 123.456, 0].map(value => plotValue(value))).toEqual([
      '0.000012',
      '1.5000',
      '123.46',
      '0.00',
    ]);
  });
});

it('prices have as many decimals as the candles, eight at most', () => {
  expect(decimalsOf(candles)).toBe(0);
  expect(decimalsOf({ ...candles, close: [1, 0.25, 1e-7] })).toBe(7);
  expect(decimalsOf({ ...candles, open: [1 / 3] })).toBe(8);
});
