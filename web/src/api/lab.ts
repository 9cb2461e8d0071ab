import { useQuery } from '@tanstack/react-query';
import { get } from './client';
import type { Shape } from './schemas';

export type RunRow = Shape<'runs'>['items'][number];
export type RunInFull = Shape<'runInFull'>;
export type RunResult = Shape<'runResult'>;
export type RunTrade = Shape<'runTrades'>['items'][number];
export type RunOrder = Shape<'runOrders'>['items'][number];
export type RunFill = Shape<'runFills'>['items'][number];
export type MonteCarlo = Shape<'runMonteCarlo'>;
export type Comparison = Shape<'comparison'>;
export type Study = Shape<'study'>;
export type Trial = Shape<'trial'>;
export type Heat = Shape<'heat'>;
export type SeriesRow = Shape<'seriesRow'>;
export type AuditLine = Shape<'auditLine'>;

export const runsKey = ['runs'] as const;
export const studiesKey = ['studies'] as const;

/** A figure that is a number; null where it is not known. */
export const figure = (metrics: RunRow['metrics'], name: string): number | null => {
  const value = metrics[name];
  return typeof value === 'number' ? value : null;
};

/** A figure that is money, as the server sent it. */
export const moneyFigure = (metrics: RunRow['metrics'], name: string): string | null => {
  const value = metrics[name];
  return typeof value === 'string' ? value : null;
};

export const useRunInFull = (id: string | undefined) =>
  useQuery({
    queryKey: ['runs', id, 'full'],
    queryFn: ({ signal }) => get('runInFull', `/api/runs/${id}`, { signal }),
    enabled: id !== undefined,
  });

export const useRunResult = (id: string) =>
  useQuery({
    queryKey: ['runs', id, 'result'],
    queryFn: ({ signal }) => get('runResult', `/api/runs/${id}/result`, { signal }),
    staleTime: Infinity,
  });

/** The first trades of a run, as many as its charts and statistics look at. */
export const useRunTrades = (id: string) =>
  useQuery({
    queryKey: ['runs', id, 'trades', 'all'],
    queryFn: ({ signal }) => get('runTrades', `/api/runs/${id}/trades`, { query: { limit: 5000 }, signal }),
    staleTime: Infinity,
  });

export const useRunEquity = (id: string) =>
  useQuery({
    queryKey: ['runs', id, 'equity'],
    queryFn: ({ signal }) => get('runEquity', `/api/runs/${id}/equity`, { signal }),
    staleTime: Infinity,
  });

export const useRunMonteCarlo = (id: string) =>
  useQuery({
    queryKey: ['runs', id, 'monte-carlo'],
    queryFn: ({ signal }) => get('runMonteCarlo', `/api/runs/${id}/monte-carlo`, { signal }),
    staleTime: Infinity,
  });

export const useComparison = (ids: string) =>
  useQuery({
    queryKey: ['runs', 'compare', ids],
    queryFn: ({ signal }) => get('comparison', '/api/runs/compare', { query: { ids }, signal }),
    enabled: ids.includes(','),
    staleTime: Infinity,
  });

export const useStudy = (id: string) =>
  useQuery({
    queryKey: ['studies', id],
    queryFn: ({ signal }) => get('study', `/api/optimisations/${id}`, { signal }),
    refetchInterval: query => {
      const state = query.state.data?.job?.state;
      return state === 'running' || state === 'queued' ? 1500 : false;
    },
  });

export const useHeat = (id: string, x: string, y: string, of: string, over: string, version: number) =>
  useQuery({
    queryKey: ['studies', id, 'heat', x, y, of, over, version],
    queryFn: ({ signal }) => get('heat', `/api/optimisations/${id}/heat`, { query: { x, y, of, over }, signal }),
    enabled: x !== '' && y !== '' && x !== y && version > 0,
    placeholderData: before => before,
  });

export const useRules = () =>
  useQuery({
    queryKey: ['rules'],
    queryFn: ({ signal }) => get('rules', '/api/rules', { signal }),
    staleTime: Infinity,
  });

export const useSeriesRows = () =>
  useQuery({ queryKey: ['data', 'rows'], queryFn: ({ signal }) => get('seriesRows', '/api/data', { signal }) });
