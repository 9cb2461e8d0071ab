import { type InfiniteData, type QueryKey, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { type Query, get } from './client';
import type { SchemaName, Shape } from './schemas';

type Page<I> = { items: I[]; next: string | null; total: number | null };
type ItemOf<N extends SchemaName> = Shape<N> extends Page<infer I> ? I : never;

const pageSize = 200;

/** A list read page by page; for `DataTable`'s `rows`, `total`, `onEnd` and `loadAll`. */
export interface Keyset<I> {
  query: UseInfiniteQueryResult<InfiniteData<Page<I>>>;
  rows: I[] | undefined;
  /** How many there are; null where that is not known. */
  total: number | null;
  onEnd: () => void;
  loadAll: () => Promise<I[]>;
}

/** Reads a list page by page (`limit`, `after`). */
export function useKeyset<N extends SchemaName>(
  name: N,
  key: QueryKey,
  path: string,
  query: Query = {},
): Keyset<ItemOf<N>> {
  const result = useInfiniteQuery({
    queryKey: [...key, query],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      get(name, path, { query: { ...query, limit: pageSize, after: pageParam }, signal }) as Promise<Page<ItemOf<N>>>,
    getNextPageParam: last => last.next,
    // Sorted or filtered anew, a list stands as it was until the answer is there; another list does not.
    placeholderData: (before, of) =>
      JSON.stringify(of?.queryKey.slice(0, -1)) === JSON.stringify(key) ? before : undefined,
  });
  const rows = useMemo(() => result.data?.pages.flatMap(page => page.items), [result.data]);
  const { hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage } = result;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isPlaceholderData) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage]);
  const filter = JSON.stringify(query);
  const loadAll = useCallback(async () => {
    const all: ItemOf<N>[] = [];
    let after: string | null = null;
    do {
      const page = (await get(name, path, {
        query: { ...(JSON.parse(filter) as Query), limit: 1000, after },
      })) as Page<ItemOf<N>>;
      all.push(...page.items);
      after = page.next;
    } while (after !== null);
    return all;
  }, [name, path, filter]);
  const last = result.data?.pages.at(-1);
  return {
    query: result,
    rows,
    total: last?.total ?? (last?.next === null ? (rows?.length ?? null) : null),
    onEnd,
    loadAll,
  };
}
