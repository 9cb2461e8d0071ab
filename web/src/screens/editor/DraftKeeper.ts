import type { Draft } from '@/api/bots';
import { ApiError, asApiError } from '@/api/errors';

/** How a draft is read and written; the server refuses a write whose revision is not the one it has. */
export interface DraftApi {
  load: () => Promise<Draft>;
  save: (text: string, base: string, revision: number) => Promise<Draft>;
}

export type DraftState =
  /** The server has what is on screen. */
  | 'saved'
  /** Typed since; it will be sent in a moment. */
  | 'edited'
  | 'saving'
  /** The server did not answer; it is tried again. The text is kept in this browser. */
  | 'offline'
  /** Another tab or browser wrote first: somebody must choose. */
  | 'conflict'
  /** The server refused the text for a reason of its own. */
  | 'refused';

export interface DraftView {
  text: string;
  state: DraftState;
  saved: Draft;
  /** What another wrote, while the state is `conflict`. */
  theirs: Draft | null;
  error: ApiError | null;
  /** Text that was found in this browser and never reached the server is shown: when it was typed. */
  restored: number | null;
}

interface LocalCopy {
  text: string;
  revision: number;
  base: string;
  at: number;
}

const everyMs = 2000;
const retryMs = [1000, 2000, 5000, 10_000];

/**
 * Keeps the text of one draft: at every change in this browser, every two seconds at the server. What did not reach the
 * server when a tab died is found again by the next; what two tabs wrote is never merged without asking.
 */
export class DraftKeeper {
  private view: DraftView | null = null;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tries = 0;
  private running: Promise<void> | null = null;
  private closed = false;
  private readonly mine: string;

  constructor(
    private readonly bot: string,
    private readonly api: DraftApi,
    private readonly storage: Storage = localStorage,
    tab: string = crypto.randomUUID(),
  ) {
    this.mine = `${prefix(bot)}${tab}`;
  }

  readonly read = (): DraftView | null => this.view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Begins with the server's draft, or with what a dead tab left behind. */
  async open(): Promise<void> {
    this.closed = false;
    const saved = await this.api.load();
    if (this.closed) return;
    const left = this.takeOrphan(saved);
    this.set({ text: saved.text, state: 'saved', saved, theirs: null, error: null, restored: null });
    if (left === null) return;
    if (left.revision === saved.revision) {
      this.edit(left.text);
      this.set({ restored: left.at });
    } else {
      this.keep(left.text, left.revision, left.base);
      this.set({ text: left.text, state: 'conflict', theirs: saved, restored: left.at });
    }
  }

  edit(text: string): void {
    const view = this.view;
    if (view === null || text === view.text) return;
    this.keep(text, view.saved.revision, view.saved.base);
    const waits = view.state === 'conflict' || view.state === 'saving' || view.state === 'offline';
    this.set({ text, state: waits ? view.state : 'edited' });
    if (!waits) this.schedule(everyMs);
  }

  /** Whether there is text the server does not have. */
  get isUnsaved(): boolean {
    return this.view !== null && this.view.text !== this.view.saved.text;
  }

  /** Sends what is not sent yet, at once. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    await this.running;
    const state = this.view?.state;
    if (state === 'edited' || state === 'offline' || state === 'refused') await this.send();
  }

  /** Ends a conflict: this text goes on, over what the other wrote. */
  async resolve(text: string): Promise<void> {
    const view = this.view;
    if (view?.theirs == null) return;
    this.set({ saved: view.theirs, theirs: null, state: 'edited', text, restored: null });
    if (text === view.theirs.text) {
      this.storage.removeItem(this.mine);
      this.set({ state: 'saved' });
    } else {
      this.keep(text, view.theirs.revision, view.theirs.base);
      await this.flush();
    }
  }

  /** Takes over what the server says the draft is now, after a version was saved of it. */
  adopt(saved: Draft): void {
    this.set({ saved, state: this.view?.text === saved.text ? 'saved' : 'edited' });
    if (this.isUnsaved) this.schedule(everyMs);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), ms);
  }

  private send(): Promise<void> {
    this.running ??= this.sendNow().finally(() => (this.running = null));
    return this.running;
  }

  private async sendNow(): Promise<void> {
    const view = this.view;
    if (view === null || view.state === 'conflict') return;
    const { text, saved } = view;
    this.set({ state: 'saving' });
    try {
      const answer = await this.api.save(text, saved.base, saved.revision);
      this.tries = 0;
      const more = this.view?.text !== text;
      if (more) this.keep(this.view?.text ?? text, answer.revision, answer.base);
      else this.storage.removeItem(this.mine);
      this.set({ saved: answer, state: more ? 'edited' : 'saved', error: null });
      if (more) this.schedule(everyMs);
    } catch (error) {
      this.failed(asApiError(error));
    }
  }

  private failed(error: ApiError): void {
    if (error.status === 412) {
      const theirs = error.body.draft as Draft;
      // Both wrote the same: there is nothing to choose.
      if (theirs.text === this.view?.text) {
        this.storage.removeItem(this.mine);
        this.set({ saved: theirs, state: 'saved', error: null });
      } else this.set({ state: 'conflict', theirs, error: null });
    } else if (error.status === 0 || error.status === 429 || error.status >= 500) {
      this.set({ state: 'offline', error });
      if (!this.closed) this.schedule(retryMs[Math.min(this.tries++, retryMs.length - 1)] as number);
    } else this.set({ state: 'refused', error });
  }

  private keep(text: string, revision: number, base: string): void {
    const copy: LocalCopy = { text, revision, base, at: Date.now() };
    try {
      this.storage.setItem(this.mine, JSON.stringify(copy));
    } catch {
      // Full or forbidden: the server's copy alone is two seconds behind.
    }
  }

  /** The newest text of this bot that a tab left unsaved; none where the server has it already. */
  private takeOrphan(saved: Draft): LocalCopy | null {
    const found: LocalCopy[] = [];
    for (const key of Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index))) {
      if (key === null || !key.startsWith(prefix(this.bot))) continue;
      const copy = parse(this.storage.getItem(key));
      this.storage.removeItem(key);
      if (copy !== null && copy.text !== saved.text) found.push(copy);
    }
    return found.toSorted((a, b) => b.at - a.at)[0] ?? null;
  }

  private set(change: Partial<DraftView>): void {
    if (this.closed && this.view === null) return;
    this.view = { ...(this.view as DraftView), ...change };
    for (const listener of this.listeners) listener();
  }
}

const prefix = (bot: string): string => `argosy.draft.${bot}.`;

function parse(text: string | null): LocalCopy | null {
  try {
    const value = JSON.parse(text ?? 'null') as Partial<LocalCopy> | null;
    return typeof value?.text === 'string' && typeof value.revision === 'number' && typeof value.at === 'number'
      ? { text: value.text, revision: value.revision, base: value.base ?? '', at: value.at }
      : null;
  } catch {
    return null;
  }
}
