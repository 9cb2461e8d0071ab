import { useQuery } from '@tanstack/react-query';
import { useLiveQuery } from '@/live/useTopic';
import { get } from './client';
import type { Shape } from './schemas';

export type Alerts = Shape<'alerts'>;
export const alertsKey = ['alerts'] as const;

export function useAlerts() {
  useLiveQuery<Alerts>('alerts', alertsKey);
  return useQuery({ queryKey: alertsKey, queryFn: ({ signal }) => get('alerts', '/api/alerts', { signal }) });
}
