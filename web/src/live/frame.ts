/**
 * Runs something at the next animation frame, or after a second where none comes: in a hidden tab, and where a browser
 * forgets one. Returns what takes it back.
 */
export function atNextFrame(run: () => void): () => void {
  const isHidden = typeof document !== 'undefined' && document.visibilityState === 'hidden';
  const frame = isHidden ? null : requestAnimationFrame(() => go());
  const timer = setTimeout(() => go(), 1000);
  const cancel = () => {
    if (frame !== null) cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const go = () => {
    cancel();
    run();
  };
  return cancel;
}

/** Gathers work and does it once per animation frame; where frames stand still, after a second. */
export class FrameQueue<T> {
  private items: T[] = [];
  private scheduled: (() => void) | null = null;
  private readonly flush: (items: T[]) => void;

  constructor(flush: (items: T[]) => void) {
    this.flush = flush;
  }

  push(item: T): void {
    this.items.push(item);
    this.scheduled ??= atNextFrame(() => this.run());
  }

  /** Does now what waits. */
  run(): void {
    this.scheduled?.();
    this.scheduled = null;
    const items = this.items;
    this.items = [];
    if (items.length > 0) this.flush(items);
  }
}
