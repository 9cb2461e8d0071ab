import { Download } from 'lucide-react';
import { useState } from 'react';
import { download } from '@/api/client';
import { type Health, useHealth } from '@/api/health';
import { bytes, count, percent } from '@/format/number';
import { duration } from '@/format/time';
import { useLink } from '@/live/status';
import { Age } from '@/ui/Age';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Kpi, KpiStrip } from '@/ui/Kpi';
import { QueryPanel } from '@/ui/QueryPanel';
import { Screen } from '@/ui/Screen';
import { type Mark, StateMark } from '@/ui/StateMark';
import { ErrorState, Empty } from '@/ui/states';
import { saveAnswer } from '@/ui/saveFile';
import { toast } from '@/ui/toast';
import { cx } from '@/ui/cx';
import styles from './Health.module.css';

type State = Health['state'];
const marks: Record<State, Mark> = { ok: 'ok', degraded: 'warn', failed: 'failed' };
const tones = { ok: 'ok', degraded: 'warn', failed: 'crit' } as const;

const worst = { failed: 0, degraded: 1, ok: 2 } as const;
const words = (name: string): string => (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll('-', ' ');

/** How the server and its links are. */
export function HealthScreen() {
  const query = useHealth();
  const link = useLink();
  const it = query.data;
  return (
    <Screen
      title="Health"
      heading={<>Health {it !== undefined && <Badge tone={tones[it.state]}>{it.state}</Badge>}</>}
      actions={<BundleButton />}
    >
      {it === undefined && query.isError && (
        <ErrorState what="The server's health" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {it !== undefined && (
        <KpiStrip label="The server">
          <Kpi label="Version">{it.version}</Kpi>
          <Kpi label="Up for">{duration(it.uptime)}</Kpi>
          <Kpi label="Disk free" sub={`of ${bytes(it.disk.total)}`}>
            {bytes(it.disk.free)} <small className={styles.small}>{percent(it.disk.free / it.disk.total)}</small>
          </Kpi>
          <Kpi label="Database answers in">{it.database.ms.toFixed(1)} ms</Kpi>
          <Kpi label="Waiting for the audit log">{count(it.lag)}</Kpi>
          <Kpi label="Jobs" sub={`${count(it.jobs.queued)} waiting`}>
            {count(it.jobs.running)} running
          </Kpi>
          <Kpi label="This page">
            {link.state === 'live' ? 'connected' : link.state}{' '}
            <small className={styles.small}>{count(link.rate)} msg/s</small>
          </Kpi>
        </KpiStrip>
      )}
      <div className={styles.columns}>
        <QueryPanel title="Checks" query={query} flush>
          {health => (
            <ul className={styles.list}>
              {[...health.checks]
                .sort((a, b) => worst[a.state] - worst[b.state])
                .map(check => (
                  <Line key={check.name} state={check.state} name={words(check.name)} detail={check.detail} />
                ))}
            </ul>
          )}
        </QueryPanel>
        <QueryPanel
          title="Links to venues"
          query={query}
          flush
          isEmpty={health => health.links.length === 0}
          empty={<Empty>No market stream or account is open: links appear when something runs.</Empty>}
        >
          {health => (
            <ul className={styles.list}>
              {[...health.links]
                .sort((a, b) => worst[a.state] - worst[b.state])
                .map(it => (
                  <Line key={it.name} state={it.state} name={it.name} detail={it.detail} since={it.since} />
                ))}
            </ul>
          )}
        </QueryPanel>
      </div>
    </Screen>
  );
}

function Line({ state, name, detail, since }: { state: State; name: string; detail: string; since?: number | null }) {
  return (
    <li className={cx(styles.line, state !== 'ok' && styles.attention)}>
      <StateMark state={marks[state]} label={state} />
      <span className={styles.name}>{name}</span>
      <span className={styles.detail}>{detail === '' ? 'as it should be' : detail}</span>
      {since !== undefined && since !== null && (
        <span className={styles.since}>
          since <Age at={since} suffix=" ago" />
        </span>
      )}
    </li>
  );
}

function BundleButton() {
  const [busy, setBusy] = useState(false);
  const load = async () => {
    setBusy(true);
    try {
      await saveAnswer(await download('/api/health/bundle'), 'argosy-support.zip');
    } catch (error) {
      toast.error('The support bundle could not be made', error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      needs="owner"
      busy={busy}
      title="Versions, health, settings and the ends of logs; no secrets"
      icon={<Download size={14} aria-hidden="true" />}
      onClick={() => void load()}
    >
      Support bundle
    </Button>
  );
}
