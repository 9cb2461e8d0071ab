/** Whether a hand is on something; what would move it under the hand waits until it lets go. */
export class Hand {
  private isOn = false;
  private waiting: (() => void) | null = null;

  /** It takes hold. */
  take(): void {
    this.isOn = true;
  }

  /** It lets go: what waits is done. */
  letGo(): void {
    this.isOn = false;
    const { waiting } = this;
    this.waiting = null;
    waiting?.();
  }

  get holds(): boolean {
    return this.isOn;
  }

  /** Does it now, or when the hand lets go, in place of what waited before. */
  whenFree(run: () => void): void {
    if (this.isOn) this.waiting = run;
    else run();
  }

  /** What waits is not wanted any more. */
  forget(): void {
    this.waiting = null;
  }
}
