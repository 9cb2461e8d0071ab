import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { get, write } from '@/api/client';
import { DraftKeeper, type DraftView } from './DraftKeeper';

const path = (bot: string) => `/api/bots/${bot}/draft`;

/** The draft of a bot: its keeper and what it shows now; null while it is loaded. */
export function useDraft(bot: string): {
  keeper: DraftKeeper;
  view: DraftView | null;
  error: unknown;
  retry: () => void;
} {
  const [keeper, setKeeper] = useState(() => make(bot));
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const it = make(bot);
    let over = false;
    setKeeper(it);
    setError(null);
    it.open().catch((reason: unknown) => {
      if (!over) setError(reason);
    });
    return () => {
      over = true;
      void it.flush();
      it.close();
    };
  }, [bot, tries]);
  const view = useSyncExternalStore(keeper.subscribe, keeper.read);
  const retry = useCallback(() => setTries(count => count + 1), []);
  return { keeper, view, error, retry };
}

const make = (bot: string): DraftKeeper =>
  new DraftKeeper(bot, {
    load: () => get('draft', path(bot)),
    save: (text, base, revision) => write('draft', 'PUT', path(bot), { text, base }, { ifMatch: `"${revision}"` }),
  });
