import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLostSince } from '@/live/status';
import { Panel, type PanelProps } from './Panel';
import { ErrorState, Skeleton } from './states';

interface Props<T> extends Omit<PanelProps, 'children' | 'staleSince'> {
  query: UseQueryResult<T>;
  /** What the panel shows, as the error names it; the title where it is text. */
  what?: string;
  skeleton?: ReactNode;
  isEmpty?: (data: T) => boolean;
  empty?: ReactNode;
  /** The data is kept current by the hub: it is stale while the hub is away. */
  live?: boolean;
  children: (data: T) => ReactNode;
}

/** A panel of one query, in each of its states: loading, empty, failed, stale, there. */
export function QueryPanel<T>({ query, what, skeleton, isEmpty, empty, live, children, ...panel }: Props<T>) {
  const lostAt = useLostSince();
  const failed = query.isError && query.data !== undefined;
  const since = failed || (live && lostAt !== null) ? (failed ? query.dataUpdatedAt : (lostAt as number)) : null;
  const name = what ?? (typeof panel.title === 'string' ? panel.title : 'This part');
  return (
    <Panel {...panel} staleSince={query.data === undefined ? null : since}>
      {query.data === undefined ? (
        query.isError ? (
          <ErrorState what={name} error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          (skeleton ?? <Skeleton label={`Loading ${name.toLowerCase()}`} />)
        )
      ) : isEmpty?.(query.data) ? (
        empty
      ) : (
        children(query.data)
      )}
    </Panel>
  );
}
