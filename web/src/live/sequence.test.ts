import { describe, expect, it } from 'vitest';
import { type Change, TopicSequence } from './sequence';

const change = (seq: number): Change => ({ topic: 'fleet', seq, kind: 'row', data: seq });
const snapshot = (seq: number) => ({ topic: 'fleet', seq, snapshot: `state at ${seq}` });

describe('TopicSequence', () => {
  it('applies changes that follow the snapshot one by one', () => {
    const sequence = new TopicSequence();
    expect(sequence.onSnapshot(snapshot(7))).toEqual({ do: 'restart', snapshot: 'state at 7', changes: [] });
    expect(sequence.onChange(change(8))).toEqual({ do: 'apply', changes: [change(8)] });
    expect(sequence.onChange(change(9))).toEqual({ do: 'apply', changes: [change(9)] });
    expect(sequence.seq).toBe(9);
  });

  it('keeps changes that overtake the snapshot, and drops those it already holds', () => {
    const sequence = new TopicSequence();
    for (const seq of [5, 7, 6]) expect(sequence.onChange(change(seq))).toEqual({ do: 'nothing' });
    expect(sequence.onSnapshot(snapshot(5))).toEqual({
      do: 'restart',
      snapshot: 'state at 5',
      changes: [change(6), change(7)],
    });
  });

  it('drops a repeated change', () => {
    const sequence = new TopicSequence();
    sequence.onSnapshot(snapshot(3));
    sequence.onChange(change(4));
    expect(sequence.onChange(change(4))).toEqual({ do: 'nothing' });
    expect(sequence.onChange(change(2))).toEqual({ do: 'nothing' });
    expect(sequence.seq).toBe(4);
  });

  it('asks for the snapshot again at a gap and applies nothing until it came', () => {
    const sequence = new TopicSequence();
    sequence.onSnapshot(snapshot(3));
    expect(sequence.onChange(change(5))).toEqual({ do: 'resubscribe' });
    expect(sequence.onChange(change(6))).toEqual({ do: 'nothing' });
    expect(sequence.onSnapshot(snapshot(5))).toEqual({
      do: 'restart',
      snapshot: 'state at 5',
      changes: [change(6)],
    });
  });

  it('asks again when the waiting changes themselves have a gap', () => {
    const sequence = new TopicSequence();
    sequence.onChange(change(9));
    expect(sequence.onSnapshot(snapshot(5))).toEqual({ do: 'resubscribe' });
    expect(sequence.onSnapshot(snapshot(9))).toEqual({ do: 'restart', snapshot: 'state at 9', changes: [] });
  });

  it('forgets everything when the connection was lost', () => {
    const sequence = new TopicSequence();
    sequence.onSnapshot(snapshot(100));
    sequence.reset();
    expect(sequence.onChange(change(1))).toEqual({ do: 'nothing' });
    expect(sequence.onSnapshot(snapshot(1))).toEqual({ do: 'restart', snapshot: 'state at 1', changes: [] });
  });

  it('begins anew where the server sends the present state instead of what was missed', () => {
    const sequence = new TopicSequence();
    sequence.onSnapshot(snapshot(3));
    const present = { topic: 'fleet', seq: 90, kind: 'snapshot', data: 'now' };
    expect(sequence.onChange(present)).toEqual({ do: 'restart', snapshot: 'now', changes: [] });
    expect(sequence.seq).toBe(90);
  });
});
