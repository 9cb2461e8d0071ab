import { useQuery } from '@tanstack/react-query';
import { useLiveQuery } from '@/live/useTopic';
import { withPoint } from '@/live/plots';
import { get } from './client';
import type { Shape } from './schemas';

export type DeploymentDetail = Shape<'deploymentDetail'>;
export type Order = Shape<'orders'>['items'][number];
export type Fill = Shape<'fills'>['items'][number];
export type ClosedTrade = Shape<'trades'>['items'][number];
export type Position = Shape<'positions'>[number];
export type Account = Shape<'account'>;

export type DeploymentPlot = Shape<'deploymentPlots'>[number];

export const positionsKey = ['positions'] as const;
export const ordersKey = ['orders'] as const;
export const tradesKey = ['trades'] as const;
export const accountsKey = ['accounts'] as const;
export const deploymentKey = (id: string) => ['deployments', id] as const;

/** One deployment, kept current by its topic. */
export function useDeployment(id: string) {
  useLiveQuery<DeploymentDetail>(`deployment:${id}`, deploymentKey(id));
  return useQuery({
    queryKey: deploymentKey(id),
    queryFn: ({ signal }) => get('deploymentDetail', `/api/deployments/${id}`, { signal }),
  });
}

/** What its strategy drew, kept current point by point. */
export function usePlots(id: string) {
  const queryKey = [...deploymentKey(id), 'plots'];
  useLiveQuery<DeploymentPlot[]>(`plots:${id}`, queryKey, withPoint);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => get('deploymentPlots', `/api/deployments/${id}/plots`, { signal }),
  });
}

/** What all deployments hold; the fleet's topic says when something moved. */
export function usePositions() {
  useLiveQuery<Position[]>('fleet', positionsKey);
  return useQuery({
    queryKey: positionsKey,
    queryFn: ({ signal }) => get('positions', '/api/positions', { signal }),
  });
}

export const useAccounts = () =>
  useQuery({ queryKey: accountsKey, queryFn: ({ signal }) => get('accounts', '/api/accounts', { signal }) });

export const useWhy = (id: string | null) =>
  useQuery({
    queryKey: ['why', id],
    queryFn: ({ signal }) => get('why', `/api/why/${id}`, { signal }),
    enabled: id !== null,
  });
