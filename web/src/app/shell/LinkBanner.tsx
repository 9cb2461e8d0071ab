import { hub } from '@/live/hub';
import { patience, useLink } from '@/live/status';
import { useNow } from '@/state/now';
import { Button } from '@/ui/Button';
import styles from './Shell.module.css';

/** Says, three seconds after the connection was lost, since when numbers stand still and when it tries again. */
export function LinkBanner() {
  const { state, lostAt, retryAt } = useLink();
  const now = useNow();
  if (state !== 'lost' || lostAt === null || now - lostAt < patience) return null;
  const wait = Math.max(0, Math.ceil(((retryAt ?? now) - now) / 1000));
  return (
    <div className={styles.banner} role="alert" aria-atomic="false">
      <span>The connection to the server is lost: what is shown may be old. Stop still works.</span>
      <span aria-hidden="true">
        {Math.floor((now - lostAt) / 1000)} s ago · {wait === 0 ? 'trying now' : `next try in ${wait} s`}
      </span>
      <Button onClick={() => hub.retry()}>Try now</Button>
    </div>
  );
}
