import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Download, Pin, Rocket, RotateCw, Star, Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import { download } from '@/api/client';
import { type RunInFull, useRunInFull, useSeriesRows } from '@/api/lab';
import { preloadCandlePlot } from '@/charts/preload';
import { date } from '@/format/time';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Screen } from '@/ui/Screen';
import { Segmented } from '@/ui/Segmented';
import { ErrorState, Skeleton } from '@/ui/states';
import { saveAnswer } from '@/ui/saveFile';
import { toast } from '@/ui/toast';
import { askDelete, patchRun, rerun } from './LabScreen';
import { RunAssumptions } from './RunAssumptions';
import { RunChart } from './RunChart';
import { RunCode } from './RunCode';
import { RunDistribution } from './RunDistribution';
import { RunFillTable, RunLogTable, RunOrderTable, RunTradeTable } from './RunLists';
import { RunMonteCarlo } from './RunMonteCarlo';
import { RunOverview } from './RunOverview';
import { RunStatistics } from './RunStatistics';
import styles from './Lab.module.css';
import { runName } from './runColumns';

const tabs = [
  { value: 'overview', label: 'Overview' },
  { value: 'chart', label: 'Chart' },
  { value: 'trades', label: 'Trades' },
  { value: 'orders', label: 'Orders' },
  { value: 'fills', label: 'Fills' },
  { value: 'statistics', label: 'Statistics' },
  { value: 'distribution', label: 'Distribution' },
  { value: 'monte-carlo', label: 'Monte Carlo' },
  { value: 'assumptions', label: 'Assumptions' },
  { value: 'code', label: 'Code' },
  { value: 'logs', label: 'Log' },
] as const;
type Tab = (typeof tabs)[number]['value'];

const save = (id: string, format: string, list?: string) =>
  download(`/api/runs/${id}/export?format=${format}${list === undefined ? '' : `&list=${list}`}`)
    .then(response => saveAnswer(response, `run-${id}${list === undefined ? '' : `-${list}`}.${format}`))
    .catch((error: unknown) => toast.error('The export failed', error));

/** What a form of a deployment calls it: a strategy, or a version of a bot. */
const runnableOf = ({ request, run }: RunInFull): string =>
  typeof request.bot === 'string' ? request.bot : run.strategy;

/** One stored backtest: what it made, from what, and every order behind it. */
export function RunScreen() {
  const { run: id = '' } = useParams({ strict: false });
  const search: { tab?: string } = useSearch({ strict: false });
  const tab: Tab = tabs.find(it => it.value === search.tab)?.value ?? 'overview';
  const navigate = useNavigate();
  const query = useRunInFull(id);
  // What its chart needs is there when it is opened.
  useSeriesRows();
  useEffect(preloadCandlePlot, []);
  if (query.data === undefined) {
    return (
      <Screen title={`Run ${id}`}>
        {query.isError ? (
          <ErrorState what={`Run ${id}`} error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton rows={10} />
        )}
      </Screen>
    );
  }
  const { run, rerun: verdict } = query.data;
  const change = async (body: object) => {
    await patchRun(run, body);
    await query.refetch();
  };
  return (
    <Screen
      title={`Run ${id}`}
      heading={
        <>
          <Link to="/lab">Lab</Link> / Run {id}
          <span className={styles.diff}>
            {runName(run)} · {run.instruments.join(', ')} {run.timeframe} · {date(run.from)} – {date(run.to)}
          </span>
          {run.pinned && <Badge tone="accent">baseline</Badge>}
          {verdict !== null && (
            <Badge tone={verdict.equal ? 'ok' : 'crit'}>
              {verdict.equal
                ? `equal to run ${verdict.of}`
                : `differs from run ${verdict.of}${verdict.sameData ? '' : ': other data'}`}
            </Badge>
          )}
        </>
      }
      actions={
        <>
          <Button
            needs="developer"
            square
            aria-label={run.star ? 'Take the star off' : 'Star'}
            aria-pressed={run.star}
            icon={<Star size={14} aria-hidden="true" className={run.star ? styles.star : undefined} />}
            onClick={() => void change({ star: !run.star })}
          />
          <Button
            needs="developer"
            square
            aria-label={run.pinned ? 'No longer the baseline' : 'Pin as baseline'}
            aria-pressed={run.pinned}
            icon={<Pin size={14} aria-hidden="true" />}
            onClick={() => void change({ pinned: !run.pinned })}
          />
          <Button needs="developer" icon={<RotateCw size={14} aria-hidden="true" />} onClick={() => void rerun(run.id)}>
            Run again
          </Button>
          <Button
            needs="trader"
            icon={<Rocket size={14} aria-hidden="true" />}
            onClick={() => void navigate({ to: '/deployments', search: { new: runnableOf(query.data), run: id } })}
          >
            Deploy
          </Button>
          <Menu
            label="Export"
            icon={<Download size={14} aria-hidden="true" />}
            trigger="Export"
            items={[
              { label: 'Report, one HTML page', onSelect: () => void save(id, 'html') },
              { label: 'Result, JSON', onSelect: () => void save(id, 'json') },
              'separator',
              ...['trades', 'orders', 'fills', 'equity'].map(list => ({
                label: `${list[0]?.toUpperCase()}${list.slice(1)}, CSV`,
                onSelect: () => void save(id, 'csv', list),
              })),
            ]}
          />
          <Button
            needs="developer"
            square
            kind="danger"
            aria-label="Delete"
            icon={<Trash2 size={14} aria-hidden="true" />}
            onClick={() => askDelete(run.id, () => void navigate({ to: '/lab' }))}
          />
        </>
      }
    >
      <div className={styles.tabs}>
        <Segmented<Tab>
          label="Part of the run"
          value={tab}
          options={tabs}
          onChange={value =>
            void navigate({ to: '.', search: (before: object) => ({ ...before, tab: value }), replace: true })
          }
        />
      </div>
      {tab === 'overview' && <RunOverview id={id} row={run} onNote={note => void change({ note })} />}
      {tab === 'chart' && <RunChart id={id} detail={query.data} />}
      {tab === 'trades' && <RunTradeTable id={id} />}
      {tab === 'orders' && <RunOrderTable id={id} />}
      {tab === 'fills' && <RunFillTable id={id} />}
      {tab === 'statistics' && <RunStatistics id={id} />}
      {tab === 'distribution' && <RunDistribution id={id} />}
      {tab === 'monte-carlo' && <RunMonteCarlo id={id} />}
      {tab === 'code' && <RunCode id={id} detail={query.data} />}
      {tab === 'assumptions' && <RunAssumptions id={id} row={run} />}
      {tab === 'logs' && <RunLogTable id={id} />}
    </Screen>
  );
}
