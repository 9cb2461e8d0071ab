import { useQuery } from '@tanstack/react-query';
import { useLiveQuery } from '@/live/useTopic';
import { get, write } from './client';
import type { Shape } from './schemas';

export type Job = Shape<'job'>;

const hasEnded = (job: Job): boolean => job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';

/** A job, followed by its topic and, where the hub is away, by asking. */
export function useJob(id: number | null) {
  const queryKey = ['jobs', id] as const;
  useLiveQuery<Job>(id === null ? null : `job:${id}`, queryKey);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => get('job', `/api/jobs/${id}`, { signal }),
    enabled: id !== null,
    refetchInterval: query => (query.state.data !== undefined && hasEnded(query.state.data) ? false : 1000),
  });
}

export const startJob = (kind: string, request: object, key?: string): Promise<Job> =>
  write('job', 'POST', '/api/jobs', { kind, request }, { key });

export const cancelJob = (id: number): Promise<unknown> => write('none', 'POST', `/api/jobs/${id}/cancel`);
