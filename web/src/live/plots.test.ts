import { describe, expect, it } from 'vitest';
import { withPoint } from './plots';

const plots = [
  { instrument: 'BTC/USDT', panel: null, name: 'fast', kind: 'line' as const, times: [1, 2], values: [10, 20] },
];
const point = (more: object) => ({
  topic: 'plots:7',
  seq: 1,
  kind: 'point',
  data: { instrument: 'BTC/USDT', panel: '', name: 'fast', time: 3, value: 30, ...more },
});

describe('a point of a plot', () => {
  it('goes to the end of its line', () => {
    expect(withPoint(plots, point({}))?.[0]).toMatchObject({ times: [1, 2, 3], values: [10, 20, 30] });
  });

  it('takes the place of one of the same time', () => {
    expect(withPoint(plots, point({ time: 2, value: 21 }))?.[0]).toMatchObject({ times: [1, 2], values: [10, 21] });
  });

  it('is for the server to place where it is older, or of a line not known', () => {
    expect(withPoint(plots, point({ time: 1 }))).toBeNull();
    expect(withPoint(plots, point({ name: 'slow' }))).toBeNull();
    expect(withPoint(plots, point({ instrument: null }))).toBeNull();
  });
});
