import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let now = Date.now();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** The time in whole seconds' steps of `every` ms: ages redraw together, not each by its own timer. */
export const useNow = (every = 1000): number =>
  useSyncExternalStore(subscribe, () => {
    if (listeners.size === 0) now = Date.now();
    return Math.floor(now / every) * every;
  });
