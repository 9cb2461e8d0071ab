import type { Fleet } from '@/api/fleet';
import { percent } from '@/format/number';
import { ModeBadge } from '@/ui/Badge';
import { Panel } from '@/ui/Panel';
import { Empty, Skeleton } from '@/ui/states';
import styles from './Fleet.module.css';

type Held = Fleet['exposure'][number];

/** What the open positions hold, by asset, as a share of equity: each kind of money for itself. */
export function ExposurePanel({ fleet, staleSince }: { fleet: Fleet | undefined; staleSince: number | null }) {
  const byMode = Map.groupBy(fleet?.exposure ?? [], it => it.mode ?? null);
  return (
    <Panel title="Exposure" note="of equity" staleSince={fleet === undefined ? null : staleSince}>
      {fleet === undefined ? (
        <Skeleton rows={4} label="Loading the exposure" />
      ) : fleet.exposure.length === 0 ? (
        <Empty>No open position: nothing is exposed.</Empty>
      ) : (
        [...byMode].map(([mode, held]) => (
          <section key={mode} aria-label={mode === null ? 'Exposure by asset' : `Exposure by asset, ${mode}`}>
            {mode !== null && byMode.size > 1 && <ModeBadge mode={mode} />}
            <Bars held={held} />
          </section>
        ))
      )}
    </Panel>
  );
}

function Bars({ held }: { held: Held[] }) {
  const most = Math.max(1, ...held.map(it => Math.abs(it.share)));
  return (
    <ul className={styles.exposure}>
      {[...held]
        .sort((a, b) => Math.abs(b.share) - Math.abs(a.share))
        .map(it => (
          <li key={`${it.asset}/${it.side}`} className={styles.exposureItem}>
            <span>{it.asset}</span>
            <span className={styles.track}>
              <span
                className={it.side === 'long' ? styles.barLong : styles.barShort}
                style={{ width: `${(Math.abs(it.share) / most) * 100}%` }}
              />
            </span>
            <span className={styles.number}>{percent(Math.abs(it.share))}</span>
            <span className={styles.dim}>{it.side}</span>
          </li>
        ))}
    </ul>
  );
}
