import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { formatSort, parseSort } from './request';
import type { TableRequest } from './types';

type Search = Record<string, string | undefined>;

/** A table's request kept in the address: `sort=-created`, `q=text`, `f.side=buy`. */
export function useTableSearch(initialSort = ''): [TableRequest, (change: Partial<TableRequest>) => void] {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const request = useMemo<TableRequest>(
    () => ({
      sort: parseSort(search.sort ?? initialSort),
      text: search.q ?? '',
      filters: Object.fromEntries(
        Object.entries(search).flatMap(([name, value]) =>
          name.startsWith('f.') ? [[name.slice(2), value ?? '']] : [],
        ),
      ),
    }),
    [search, initialSort],
  );
  const change = useCallback(
    (step: Partial<TableRequest>) => {
      const update = (before: Search): Search => {
        const next: Search = { ...before };
        if (step.sort !== undefined) next.sort = formatSort(step.sort) || undefined;
        if (step.text !== undefined) next.q = step.text || undefined;
        for (const [id, text] of Object.entries(step.filters ?? {})) next[`f.${id}`] = text || undefined;
        return next;
      };
      void navigate({ to: '.', search: update as never, replace: true });
    },
    [navigate],
  );
  return [request, change];
}
