import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { hub } from './hub';
import type { Change } from './sequence';

interface Handlers {
  onSnapshot?: (snapshot: unknown, first: boolean) => void;
  onChanges?: (changes: Change[]) => void;
}

/** Follows a topic while the component is shown; null follows nothing. */
export function useTopic(topic: string | null, handlers: Handlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    if (topic === null) return undefined;
    return hub.follow(topic, {
      onSnapshot: (snapshot, first) => latest.current.onSnapshot?.(snapshot, first),
      onChanges: changes => latest.current.onChanges?.(changes),
    });
  }, [topic]);
}

const lastRefetch = new Map<string, number>();
const planned = new Map<string, ReturnType<typeof setTimeout>>();

/**
 * Refetches a query now, or a second after the last time: a busy topic does not become a busy request. One that is
 * under way is let come back first: asked anew at every change, a slow server would never be heard.
 */
function refetchSoon(client: QueryClient, queryKey: QueryKey): void {
  const name = JSON.stringify(queryKey);
  if (planned.has(name)) return;
  const refetch = () => {
    if (client.isFetching({ queryKey }) > 0) {
      planned.set(name, setTimeout(refetch, 200));
      return;
    }
    planned.delete(name);
    lastRefetch.set(name, Date.now());
    void client.invalidateQueries({ queryKey });
  };
  const wait = Math.max(0, (lastRefetch.get(name) ?? 0) + 1000 - Date.now());
  planned.set(name, setTimeout(refetch, wait));
}

/**
 * Keeps a query's data current by a topic. `reduce` makes the next data of one change, or null where only a refetch can
 * tell; without `reduce` every change refetches. After a gap or a reconnect the query is refetched.
 */
export function useLiveQuery<T>(
  topic: string | null,
  queryKey: QueryKey,
  reduce?: (current: T, change: Change) => T | null,
): void {
  const client = useQueryClient();
  useTopic(topic, {
    onSnapshot: (_, first) => {
      if (!first) refetchSoon(client, queryKey);
    },
    onChanges: changes => {
      // Without a way to work it out, also for lists kept page by page under longer keys.
      if (reduce === undefined) return refetchSoon(client, queryKey);
      const current = client.getQueryData<T>(queryKey);
      if (current === undefined) return;
      let next: T | null = current;
      for (const change of changes) next = next === null ? null : reduce(next, change);
      if (next === null) refetchSoon(client, queryKey);
      else if (next !== current) client.setQueryData(queryKey, next);
    },
  });
}
