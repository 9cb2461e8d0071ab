import { useSyncExternalStore } from 'react';

/** Values that change many times a second, keyed by instrument; a component hears only of its own key. */
export class KeyedStore<V> {
  private readonly values = new Map<string, V>();
  private readonly listeners = new Map<string, Set<() => void>>();

  get = (key: string): V | undefined => this.values.get(key);

  /** Sets many at once and tells each changed key's listeners once. */
  setAll(entries: Iterable<readonly [string, V]>): void {
    const changed = new Set<string>();
    for (const [key, value] of entries) {
      if (Object.is(this.values.get(key), value)) continue;
      this.values.set(key, value);
      changed.add(key);
    }
    for (const key of changed) for (const listener of this.listeners.get(key) ?? []) listener();
  }

  subscribe(key: string, listener: () => void): () => void {
    const found = this.listeners.get(key) ?? new Set();
    this.listeners.set(key, found);
    found.add(listener);
    return () => {
      found.delete(listener);
      if (found.size === 0) this.listeners.delete(key);
    };
  }
}

/** Last price by instrument id. */
export const ticks = new KeyedStore<string>();

export const useKeyed = <V>(store: KeyedStore<V>, key: string): V | undefined =>
  useSyncExternalStore(
    listener => store.subscribe(key, listener),
    () => store.get(key),
  );
