import { Link } from '@tanstack/react-router';
import { useFleet } from '@/api/fleet';
import { useHealth } from '@/api/health';
import { compact } from '@/format/number';
import { age, clock, zoneLabel } from '@/format/time';
import { useLink } from '@/live/status';
import { useNow } from '@/state/now';
import { usePreferences } from '@/state/preferences';
import { Age } from '@/ui/Age';
import { StateMark } from '@/ui/StateMark';
import { newestCandle } from './candles';
import styles from './StatusBar.module.css';

export function StatusBar() {
  const health = useHealth().data;
  const jobs = health?.jobs;
  return (
    <footer className={styles.bar}>
      <Connection />
      <Candle />
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

/** How old the newest candle of what runs is; where a run waits for one too long, which. */
function Candle() {
  const now = useNow();
  const found = newestCandle(useFleet().data?.deployments ?? [], now);
  // Without a connection it is not known what came since: the connection is what is wrong.
  const isLost = useLink(link => link.state === 'lost');
  if (found === null) return null;
  const [first] = found.late;
  if (first === undefined || isLost) {
    return (
      <span>
        candle <Age at={found.at} suffix=" ago" />
      </span>
    );
  }
  const others = found.late.length > 1 ? `, ${found.late.length - 1} more late` : '';
  return (
    <Link to="/deployments/$id" params={{ id: String(first.id) }} className={styles.link}>
      <StateMark state="warn" label={`${first.name}: candle ${age(first.at, now)} ago, late${others}`} text />
    </Link>
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
