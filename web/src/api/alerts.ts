import { useQuery } from '@tanstack/react-query';
import { useLiveQuery } from '@/live/useTopic';
import { get } from './client';
import type { Shape } from './schemas';

export type Alerts = Shape<'alerts'>;
export const alertsKey = ['alerts'] as const;
const openAlertsKey = [...alertsKey, 'open'] as const;

/** Those nobody has acknowledged yet. */
export function useOpenAlerts() {
  useLiveQuery<Alerts>('alerts', openAlertsKey);
  return useQuery({
    queryKey: openAlertsKey,
    queryFn: ({ signal }) => get('alerts', '/api/alerts', { query: { open: true }, signal }),
  });
}
