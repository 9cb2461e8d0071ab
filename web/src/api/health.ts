import { useQuery } from '@tanstack/react-query';
import { useLiveQuery } from '@/live/useTopic';
import { get } from './client';
import type { Shape } from './schemas';

export type Health = Shape<'health'>;
export const healthKey = ['health'] as const;

export function useHealth() {
  useLiveQuery<Health>('health', healthKey);
  return useQuery({
    queryKey: healthKey,
    queryFn: ({ signal }) => get('health', '/api/health', { signal }),
    refetchInterval: 15_000,
  });
}
