import { describe, expect, it } from 'vitest';
import { Hand } from './Hand';

describe('Hand', () => {
  it('lets pass what comes while it is away', () => {
    const done: string[] = [];
    new Hand().whenFree(() => done.push('a'));
    expect(done).toEqual(['a']);
  });

  it('keeps the last of what comes while it holds, and forgets what is not wanted', () => {
    const done: string[] = [];
    const hand = new Hand();
    hand.take();
    for (const name of ['a', 'b']) hand.whenFree(() => done.push(name));
    expect([done, hand.holds]).toEqual([[], true]);
    hand.letGo();
    hand.letGo();
    expect([done, hand.holds]).toEqual([['b'], false]);
    hand.take();
    hand.whenFree(() => done.push('c'));
    hand.forget();
    hand.letGo();
    expect(done).toEqual(['b']);
  });
});
