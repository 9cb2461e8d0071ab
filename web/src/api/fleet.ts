import { useQuery } from '@tanstack/react-query';
import { useLiveQuery } from '@/live/useTopic';
import { get } from './client';
import type { Shape } from './schemas';

export type Fleet = Shape<'fleet'>;
export type FleetEquity = Shape<'fleetEquity'>;
export type FleetMode = Fleet['modes'][number];
export type DeploymentRow = Fleet['deployments'][number];
export type Attention = Fleet['attention'][number];

export const fleetKey = ['fleet'] as const;

/** The fleet, kept current by its topic. */
export function useFleet() {
  useLiveQuery<Fleet>('fleet', fleetKey);
  return useQuery({ queryKey: fleetKey, queryFn: ({ signal }) => get('fleet', '/api/fleet', { signal }) });
}

export const useFleetEquity = (mode: string, range: string) =>
  useQuery({
    queryKey: ['fleet', 'equity', mode, range],
    queryFn: ({ signal }) => get('fleetEquity', '/api/fleet/equity', { query: { mode, range }, signal }),
    staleTime: 60_000,
  });
