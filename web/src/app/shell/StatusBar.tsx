import { Link } from '@tanstack/react-router';
import { useHealth } from '@/api/health';
import { compact } from '@/format/number';
import { clock, zoneLabel } from '@/format/time';
import { useLink } from '@/live/status';
import { useNow } from '@/state/now';
import { usePreferences } from '@/state/preferences';
import { StateMark } from '@/ui/StateMark';
import styles from './StatusBar.module.css';

export function StatusBar() {
  const health = useHealth().data;
  const jobs = health?.jobs;
  return (
    <footer className={styles.bar}>
      <Connection />
      {jobs !== undefined && (
        <Link to="/lab" className={styles.link}>
          {jobs.running + jobs.queued === 0
            ? 'no jobs'
            : `${jobs.running} jobs${jobs.queued > 0 ? `, ${jobs.queued} waiting` : ''}`}
        </Link>
      )}
      {health !== undefined && health.state !== 'ok' && (
        <Link to="/health" className={styles.link}>
          <StateMark state="warn" label={`server ${health.state}`} text />
        </Link>
      )}
      <Clock />
    </footer>
  );
}

function Connection() {
  const { state, rate } = useLink();
  const [mark, label] =
    state === 'live'
      ? (['ok', 'Live'] as const)
      : state === 'lost'
        ? (['bad', 'Connection lost'] as const)
        : (['starting', 'Connecting'] as const);
  return (
    <>
      <StateMark state={mark} label={label} text />
      <span>{compact(rate)} msg/s</span>
    </>
  );
}

function Clock() {
  const now = useNow();
  const zone = usePreferences(state => state.value.zone);
  return (
    <span className={styles.clock} data-zone={zone}>
      {zoneLabel()} <time>{clock(now)}</time>
    </span>
  );
}
