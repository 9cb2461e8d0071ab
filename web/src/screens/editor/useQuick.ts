import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type QuickResult, botKey, useQuickSettings } from '@/api/bots';
import { write } from '@/api/client';
import { type ApiError, asApiError } from '@/api/errors';
import { queryClient } from '@/app/queryClient';

/** Settings of a backtest as its request has them, without what is run. */
export type Settings = Record<string, unknown>;

export interface QuickRun {
  text: string;
  settings: Settings;
  result: QuickResult;
}

export interface Quick {
  /** What the next run uses; null where none ever ran: it must be asked for. */
  settings: Settings | null;
  last: QuickRun | null;
  busy: boolean;
  error: ApiError | null;
  run: (text: string, settings: Settings) => Promise<void>;
  cancel: () => void;
}

const path = (bot: string) => `/api/bots/${bot}/quick-backtest`;

/** Quick backtests of a bot, one at a time: a new one takes the place of one under way. */
export function useQuick(bot: string): Quick {
  const stored = useQuickSettings(bot);
  const [state, setState] = useState<Pick<Quick, 'last' | 'busy' | 'error'>>({ last: null, busy: false, error: null });
  const under = useRef<AbortController>(null);
  useEffect(() => () => under.current?.abort(), []);
  const run = useCallback(
    async (text: string, settings: Settings) => {
      under.current?.abort();
      const controller = new AbortController();
      under.current = controller;
      setState(before => ({ ...before, busy: true, error: null }));
      try {
        const result = await write('quickResult', 'POST', path(bot), { text, settings }, { signal: controller.signal });
        if (controller.signal.aborted) return;
        queryClient.setQueryData([...botKey(bot), 'quick'], { settings });
        setState({ last: { text, settings, result }, busy: false, error: null });
      } catch (error) {
        if (!controller.signal.aborted) setState(before => ({ ...before, busy: false, error: asApiError(error) }));
      }
    },
    [bot],
  );
  const cancel = useCallback(() => {
    under.current?.abort();
    setState(before => ({ ...before, busy: false }));
  }, []);
  return { ...state, settings: stored.data?.settings ?? null, run, cancel };
}

/** The same backtest of a version, to compare with; asked once for each version and settings. */
export const useBaseline = (bot: string, version: string | null, settings: Settings | null) =>
  useQuery({
    queryKey: [...botKey(bot), 'quick', version, JSON.stringify(settings)],
    queryFn: ({ signal }) => write('quickResult', 'POST', path(bot), { version, settings }, { signal }),
    enabled: version !== null && settings !== null,
    staleTime: Infinity,
    retry: false,
  });
