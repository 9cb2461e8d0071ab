import { type HubConnection, HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
import { backoff } from './backoff';
import { FrameQueue } from './frame';
import { type Change, type Snapshot, TopicSequence } from './sequence';
import { useLink } from './status';

/** Hears one topic: the state as of a snapshot, then every change, in order, at most once per animation frame. */
export interface Follower {
  /** First, after a gap and after a reconnect. `first` is false where something may have been missed. */
  onSnapshot(snapshot: unknown, first: boolean): void;
  onChanges(changes: Change[]): void;
}

interface Topic {
  sequence: TopicSequence;
  followers: Set<Follower>;
  seen: boolean;
  snapshot: unknown;
}

type Work = { topic: string; run: (follower: Follower) => void };

/** The app's one connection to the hub. */
export class Hub {
  private connection: HubConnection | null = null;
  private readonly topics = new Map<string, Topic>();
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private received = 0;
  private readonly queue = new FrameQueue<Work>(items => this.deliver(items));
  private meter: ReturnType<typeof setInterval> | null = null;

  constructor(private readonly url = '/hub') {}

  start(): void {
    if (this.connection !== null) return;
    const connection = new HubConnectionBuilder().withUrl(this.url).configureLogging(LogLevel.None).build();
    this.connection = connection;
    connection.on('change', (change: Change) => this.onChange(change));
    connection.onclose(() => {
      if (this.connection === connection) this.lost();
    });
    this.meter = setInterval(() => {
      if (useLink.getState().rate !== this.received) useLink.setState({ rate: this.received });
      this.received = 0;
    }, 1000);
    useLink.setState({ state: 'connecting' });
    void this.connect();
  }

  stop(): void {
    const connection = this.connection;
    this.connection = null;
    if (this.timer !== null) clearTimeout(this.timer);
    if (this.meter !== null) clearInterval(this.meter);
    useLink.setState({ state: 'off', lostAt: null, retryAt: null, rate: 0 });
    void connection?.stop();
  }

  /** Tries at once instead of waiting for the next turn. */
  retry(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.tries = 0;
    void this.connect();
  }

  /** Follows a topic until the returned function is called; the first follower subscribes, the last unsubscribes. */
  follow(name: string, follower: Follower): () => void {
    let topic = this.topics.get(name);
    if (topic === undefined) {
      topic = { sequence: new TopicSequence(), followers: new Set(), seen: false, snapshot: null };
      this.topics.set(name, topic);
      topic.followers.add(follower);
      void this.subscribe(name, topic);
    } else {
      topic.followers.add(follower);
      if (topic.sequence.seq !== null) follower.onSnapshot(topic.snapshot, false);
    }
    const followed = topic;
    return () => {
      followed.followers.delete(follower);
      if (followed.followers.size > 0 || this.topics.get(name) !== followed) return;
      this.topics.delete(name);
      if (this.isUp) void this.connection?.invoke('Unsubscribe', name).catch(() => {});
    };
  }

  private get isUp(): boolean {
    return this.connection?.state === HubConnectionState.Connected;
  }

  private async connect(): Promise<void> {
    const connection = this.connection;
    if (connection === null || connection.state !== HubConnectionState.Disconnected) return;
    try {
      await connection.start();
    } catch {
      if (this.connection === connection) this.lost();
      return;
    }
    this.tries = 0;
    useLink.setState({ state: 'live', lostAt: null, retryAt: null });
    for (const [name, topic] of this.topics) void this.subscribe(name, topic);
  }

  private lost(): void {
    for (const topic of this.topics.values()) topic.sequence.reset();
    const wait = backoff(this.tries);
    this.tries += 1;
    const now = Date.now();
    useLink.setState({ state: 'lost', lostAt: useLink.getState().lostAt ?? now, retryAt: now + wait, rate: 0 });
    this.timer = setTimeout(() => void this.connect(), wait);
  }

  private async subscribe(name: string, topic: Topic): Promise<void> {
    if (!this.isUp) return;
    try {
      const snapshot = await this.connection?.invoke<Snapshot>('Subscribe', name);
      if (snapshot === undefined || this.topics.get(name) !== topic) return;
      this.apply(name, topic, topic.sequence.onSnapshot(snapshot));
    } catch {
      // The connection went down (it will subscribe again) or the topic is not for this user: the page's query says so.
    }
  }

  private onChange(change: Change): void {
    this.received += 1;
    const topic = this.topics.get(change.topic);
    if (topic !== undefined) this.apply(change.topic, topic, topic.sequence.onChange(change));
  }

  private apply(name: string, topic: Topic, step: ReturnType<TopicSequence['onChange']>): void {
    switch (step.do) {
      case 'nothing':
        return;
      case 'resubscribe':
        void this.subscribe(name, topic);
        return;
      case 'restart': {
        const first = !topic.seen;
        topic.seen = true;
        topic.snapshot = step.snapshot;
        this.queue.push({ topic: name, run: follower => follower.onSnapshot(step.snapshot, first) });
        break;
      }
      case 'apply':
        break;
    }
    if (step.changes.length > 0) {
      this.queue.push({ topic: name, run: follower => follower.onChanges(step.changes) });
    }
  }

  private deliver(items: Work[]): void {
    for (const item of items) for (const follower of this.topics.get(item.topic)?.followers ?? []) item.run(follower);
  }
}

export const hub = new Hub();
