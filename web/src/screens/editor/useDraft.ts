import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { get, write } from '@/api/client';
import { DraftKeeper, type DraftView } from './DraftKeeper';

const path = (bot: string) => `/api/bots/${bot}/draft`;

export interface OpenDraft {
  keeper: DraftKeeper;
  view: DraftView | null;
  error: unknown;
  retry: () => void;
}

/** The draft of a bot: its keeper and what it shows now; null while it is loaded. */
export function useDraft(bot: string): OpenDraft {
  const [tries, setTries] = useState(0);
  const [failed, setFailed] = useState<{ keeper: DraftKeeper; error: unknown } | null>(null);
  const keeper = useMemo(() => make(bot, tries), [bot, tries]);
  useEffect(() => {
    keeper.open().catch((error: unknown) => setFailed({ keeper, error }));
    // A hidden page may never be shown again.
    const hide = () => {
      if (document.visibilityState === 'hidden') void keeper.flush();
    };
    document.addEventListener('visibilitychange', hide);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      void keeper.flush();
      keeper.close();
    };
  }, [keeper]);
  const view = useSyncExternalStore(keeper.subscribe, keeper.read);
  const retry = useCallback(() => setTries(count => count + 1), []);
  return { keeper, view, error: failed?.keeper === keeper ? failed.error : null, retry };
}

/** A new one each try. */
const make = (bot: string, _try: number): DraftKeeper =>
  new DraftKeeper(bot, {
    load: () => get('draft', path(bot)),
    save: async (text, base, revision) => {
      const body = { text, base: base === '' ? undefined : base };
      return { text, ...(await write('draftSaved', 'PUT', path(bot), body, { ifMatch: `"${revision}"` })) };
    },
  });
