import { describe, expect, it } from 'vitest';
import { sidesOf } from './openings';

describe('what a deployment opens', () => {
  it('is asked for in the words of the server', () => {
    expect(sidesOf('long', true)).toEqual({});
    expect(sidesOf('both', true)).toEqual({ short: true });
    expect(sidesOf('both', false)).toEqual({ short: true });
    expect(sidesOf('long-alone', true)).toEqual({ side: 'long' });
    // With short beside it the server would refuse it.
    expect(sidesOf('short-alone', true)).toEqual({ side: 'short' });
  });

  it('forgets hedge mode where the market was changed to a spot one', () =>
    expect(sidesOf('short-alone', false)).toEqual({}));
});
