import { describe, expect, it } from 'vitest';
import { begin, byTrouble, left, step } from './stopState';

const clean = { account: 'b', entries: 0, positions: [] };
const hung = { account: 'c', entries: 2, positions: ['BTC/USDT'] };
const open = { account: 'a', entries: 0, positions: ['ETH/USDT'] };

describe('kill switch', () => {
  it('goes from asking over sending to the answer', () => {
    const sent = step(step(begin, { is: 'flatten', on: true }), { is: 'sent', at: 5 });
    expect(sent).toMatchObject({ phase: 'sending', flatten: true, since: 5 });
    expect(step(sent, { is: 'answered', reports: [clean] })).toMatchObject({ phase: 'answered', reports: [clean] });
  });

  it('cannot be sent twice, nor changed, while it is out', () => {
    const sent = step(begin, { is: 'sent', at: 5 });
    expect(step(sent, { is: 'sent', at: 9 })).toBe(sent);
    expect(step(sent, { is: 'flatten', on: true })).toBe(sent);
  });

  it('shows progress only until the answer is there', () => {
    const sent = step(begin, { is: 'sent', at: 5 });
    expect(step(sent, { is: 'progress', reports: [hung] }).reports).toEqual([hung]);
    const done = step(sent, { is: 'answered', reports: [clean] });
    expect(step(done, { is: 'progress', reports: [hung] })).toBe(done);
  });

  it('keeps what is known when no answer came', () => {
    const sent = step(step(begin, { is: 'sent', at: 5 }), { is: 'progress', reports: [hung] });
    expect(step(sent, { is: 'failed', error: 'x' })).toMatchObject({ phase: 'unanswered', reports: [hung] });
  });

  it('says what is left: entries always, positions only when they were to be closed', () => {
    expect(left(hung, false)).toEqual(['2 entry orders may still be at the venue']);
    expect(left(hung, true)).toEqual(['2 entry orders may still be at the venue', 'open: BTC/USDT']);
    expect(left(open, false)).toEqual([]);
  });

  it('puts trouble on top', () => {
    expect(byTrouble([clean, open, hung], true).map(report => report.account)).toEqual(['c', 'a', 'b']);
  });
});
