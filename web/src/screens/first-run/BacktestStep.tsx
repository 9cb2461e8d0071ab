import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { newKey } from '@/api/client';
import { startJob, useJob } from '@/api/jobs';
import { type Series, type Strategy, useRun } from '@/api/research';
import { count, percent, ratio } from '@/format/number';
import { Button } from '@/ui/Button';
import { Delta } from '@/ui/Delta';
import { JobProgress } from '@/ui/JobProgress';
import { Kpi, KpiStrip } from '@/ui/Kpi';
import { ErrorState, Skeleton } from '@/ui/states';
import styles from './FirstRun.module.css';

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);

export function BacktestStep({ series, strategy }: { series: Series; strategy: Strategy }) {
  const [key] = useState(newKey);
  const [job, setJob] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const followed = useJob(job);
  const run = useRun(followed.data?.run ?? null);

  const start = async () => {
    setBusy(true);
    setError(null);
    try {
      const request = { strategy: strategy.name, series: [series.id], cash: '10000', fee: '0.001' };
      setJob((await startJob('backtest', request, key)).id);
    } catch (reason) {
      setError(reason);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.part}>
      <p>
        {strategy.name} over {count(series.bars)} candles of {series.instrument ?? series.id}, with 10,000 to begin with
        and a fee of 0.1 %.
      </p>
      {error !== null && <ErrorState what="The backtest" error={error} onRetry={() => void start()} />}
      {job === null && error === null && (
        <Button kind="primary" busy={busy} onClick={() => void start()}>
          Run the backtest
        </Button>
      )}
      {followed.data !== undefined && followed.data.state !== 'done' && (
        <div className={styles.wide}>
          <JobProgress job={followed.data} label="Backtest" />
        </div>
      )}
      {followed.data?.state === 'done' && run.data === undefined && <Skeleton rows={2} />}
      {run.data !== undefined && (
        <>
          <div className={styles.wide}>
            <KpiStrip label="Result">
              <Kpi label="Total return">
                <Delta share={number(run.data.run.metrics.totalReturn)} />
              </Kpi>
              <Kpi label="Max drawdown">{percent(number(run.data.run.metrics.maxDrawdown))}</Kpi>
              <Kpi label="Sharpe">{ratio(number(run.data.run.metrics.sharpe))}</Kpi>
              <Kpi label="Trades">{count(number(run.data.run.metrics.trades))}</Kpi>
              <Kpi label="Win">{percent(number(run.data.run.metrics.winRate))}</Kpi>
            </KpiStrip>
          </div>
          <div className={styles.links}>
            <Link to="/lab/$run" params={{ run: String(run.data.run.id) }}>
              Open the run
            </Link>
            <Link to="/">Go to the fleet</Link>
          </div>
        </>
      )}
    </div>
  );
}
