import { type Job, cancelJob } from '@/api/jobs';
import { duration } from '@/format/time';
import { Button } from './Button';
import styles from './JobProgress.module.css';
import { toast } from './toast';

const words: Record<Job['state'], string> = {
  queued: 'waiting for its turn',
  running: 'running',
  paused: 'paused',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** A job under way: how far, how fast, how long still, and Cancel. */
export function JobProgress({ job, label }: { job: Job; label: string }) {
  const over = job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
  const share = job.state === 'done' ? 1 : job.progress;
  const facts = [
    words[job.state],
    job.rate,
    job.eta === null || over ? null : `${duration(job.eta)} left`,
    over ? null : job.message,
  ];
  const cancel = () =>
    cancelJob(job.id).catch((error: unknown) => toast.error('The job could not be cancelled', error));
  return (
    <div className={styles.job} data-state={job.state}>
      <div className={styles.head}>
        <span>
          {label}: <span className={styles.facts}>{facts.filter(Boolean).join(' · ')}</span>
        </span>
        {!over && (
          <Button kind="quiet" onClick={() => void cancel()}>
            Cancel
          </Button>
        )}
      </div>
      <progress className={styles.bar} aria-label={`${label}: progress`} max={1} value={share ?? undefined} />
      {job.error !== null && (
        <p className={styles.fault} role="alert">
          {job.error.message} <code>{job.error.code}</code>
        </p>
      )}
    </div>
  );
}
