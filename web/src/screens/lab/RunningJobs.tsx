import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { get } from '@/api/client';
import type { Job } from '@/api/jobs';
import { useLiveQuery } from '@/live/useTopic';
import { JobProgress } from '@/ui/JobProgress';
import { Panel } from '@/ui/Panel';
import styles from './Lab.module.css';

const isOpen = (job: Job) => job.state === 'queued' || job.state === 'running' || job.state === 'paused';

/** Jobs of some kinds that wait or run, and those that failed in the last minutes; nothing where there are none. */
export function RunningJobs({ kinds, onDone }: { kinds: string[]; onDone: () => void }) {
  const queryKey = ['jobs'] as const;
  useLiveQuery<{ items: Job[] }>('jobs', queryKey);
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => get('jobs', '/api/jobs', { query: { limit: 50 }, signal }),
    refetchInterval: result => (result.state.data?.items.some(isOpen) ? 1000 : false),
  });
  const mine = query.data?.items.filter(job => kinds.includes(job.kind)) ?? [];
  const open = mine.filter(isOpen);
  const failed = mine.filter(job => job.state === 'failed' && (job.ended ?? 0) > Date.now() - 600_000).slice(0, 3);
  const shown = [...open, ...failed];

  const before = useRef<number[]>([]);
  const ids = open.map(job => job.id);
  const key = ids.join(',');
  useEffect(() => {
    if (before.current.some(id => !ids.includes(id))) onDone();
    before.current = ids;
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key says what changed
  }, [key]);

  if (shown.length === 0) return null;
  return (
    <Panel title="Under way" note={open.length} flush>
      <div className={styles.jobs}>
        {shown.map(job => (
          <JobProgress key={job.id} job={job} label={`${job.kind} ${job.id}`} />
        ))}
      </div>
    </Panel>
  );
}
