/** Gathers work and does it once per animation frame; in a hidden tab, where frames stand still, after a second. */
export class FrameQueue<T> {
  private items: T[] = [];
  private scheduled: (() => void) | null = null;
  private readonly flush: (items: T[]) => void;

  constructor(flush: (items: T[]) => void) {
    this.flush = flush;
  }

  push(item: T): void {
    this.items.push(item);
    if (this.scheduled !== null) return;
    if (typeof document !== 'undefined' && document.visibilityState === 'hidden') {
      const timer = setTimeout(() => this.run(), 1000);
      this.scheduled = () => clearTimeout(timer);
    } else {
      const frame = requestAnimationFrame(() => this.run());
      this.scheduled = () => cancelAnimationFrame(frame);
    }
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
