import { useQuery } from '@tanstack/react-query';
import { get } from './client';
import type { Shape } from './schemas';

export type Strategy = Shape<'strategies'>[number];
export type Series = Shape<'seriesList'>[number];

export const seriesKey = ['data'] as const;

export const useStrategies = (enabled = true) =>
  useQuery({
    queryKey: ['strategies'],
    queryFn: ({ signal }) => get('strategies', '/api/strategies', { signal }),
    staleTime: Infinity,
    enabled,
  });
export const useSeries = (enabled = true) =>
  useQuery({ queryKey: seriesKey, queryFn: ({ signal }) => get('seriesList', '/api/data', { signal }), enabled });
export const useRun = (id: number | null) =>
  useQuery({
    queryKey: ['runs', id],
    queryFn: ({ signal }) => get('runDetail', `/api/runs/${id}`, { signal }),
    enabled: id !== null,
  });
