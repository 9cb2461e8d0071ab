/** One change of a topic, as the hub tells it. */
export interface Change {
  topic: string;
  seq: number;
  kind: string;
  data: unknown;
}

/** What Subscribe answers: the topic's state as of `seq`. */
export interface Snapshot {
  topic: string;
  seq: number;
  snapshot: unknown;
}

/** What a topic's follower is to do with what just came. */
export type Step =
  | { do: 'apply'; changes: Change[] }
  | { do: 'restart'; snapshot: unknown; changes: Change[] }
  | { do: 'resubscribe' }
  | { do: 'nothing' };

/**
 * Follows one topic's sequence. Changes that arrive before the snapshot wait for it; a repeated one is dropped; a gap
 * asks for the snapshot again, and nothing is applied until it has come.
 */
export class TopicSequence {
  private last: number | null = null;
  private waiting: Change[] = [];

  /** The last sequence number that was applied; null before the snapshot. */
  get seq(): number | null {
    return this.last;
  }

  /** The connection was lost or Subscribe was called: only a snapshot counts now. */
  reset(): void {
    this.last = null;
    this.waiting = [];
  }

  onSnapshot(snapshot: Snapshot): Step {
    const later = this.waiting.filter(change => change.seq > snapshot.seq).sort((a, b) => a.seq - b.seq);
    this.waiting = [];
    this.last = snapshot.seq;
    const changes: Change[] = [];
    for (const change of later) {
      if (change.seq === this.last) continue;
      if (change.seq !== this.last + 1) return this.gap(change);
      this.last = change.seq;
      changes.push(change);
    }
    return { do: 'restart', snapshot: snapshot.snapshot, changes };
  }

  onChange(change: Change): Step {
    // A reader that fell behind is brought to the present instead of through the past.
    if (change.kind === 'snapshot') {
      return this.onSnapshot({ topic: change.topic, seq: change.seq, snapshot: change.data });
    }
    if (this.last === null) {
      this.waiting.push(change);
      return { do: 'nothing' };
    }
    if (change.seq <= this.last) return { do: 'nothing' };
    if (change.seq !== this.last + 1) return this.gap(change);
    this.last = change.seq;
    return { do: 'apply', changes: [change] };
  }

  private gap(change: Change): Step {
    this.last = null;
    this.waiting = [change];
    return { do: 'resubscribe' };
  }
}
