import { useNavigate } from '@tanstack/react-router';
import { Crosshair } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { type Study, figure, studiesKey } from '@/api/lab';
import { useKeyset } from '@/api/useKeyset';
import { queryClient } from '@/app/queryClient';
import { count, percent, ratio } from '@/format/number';
import { RunningJobs } from '@/screens/lab/RunningJobs';
import { Age } from '@/ui/Age';
import { Button } from '@/ui/Button';
import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';
import { type Column, DataTable, useTableSearch } from '@/ui/table';
import { parametersText } from './trialText';

const NewRunDialog = lazy(() =>
  import('@/screens/lab/NewRunDialog').then(module => ({ default: module.NewRunDialog })),
);

const bestFigure = (study: Study, name: string): number | null => figure(study.best?.metrics ?? {}, name);

const columns: Column<Study>[] = [
  { id: 'id', header: 'No', numeric: true, width: 64, value: row => row.id },
  { id: 'strategy', header: 'Strategy', width: 148, value: row => row.strategy, card: 'title' },
  { id: 'kind', header: 'Kind', width: 104, value: row => row.kind, card: 'line' },
  { id: 'state', header: 'State', width: 92, value: row => row.job?.state ?? 'done', card: 'line' },
  {
    id: 'objective',
    header: 'Objective',
    width: 128,
    value: row => row.objective?.map(it => `${it.sense} ${it.name}`).join(', ') ?? '',
  },
  { id: 'sampler', header: 'Sampler', width: 88, value: row => row.sampler ?? '' },
  {
    id: 'trials',
    header: 'Trials',
    numeric: true,
    width: 112,
    value: row => row.trialsDone,
    cell: row => `${count(row.trialsDone)} / ${count(row.trialsTotal)}`,
    card: 'line',
  },
  {
    id: 'best',
    header: 'Best',
    numeric: true,
    width: 88,
    value: row => row.best?.objectives?.[0] ?? null,
    cell: row => ratio(row.best?.objectives?.[0] ?? null),
    card: 'value',
  },
  {
    id: 'parameters',
    header: 'Its parameters',
    width: 200,
    value: row => (row.best === null ? '' : parametersText(row.best.parameters)),
  },
  {
    id: 'return',
    header: 'Its net',
    unit: '%',
    numeric: true,
    width: 92,
    value: row => bestFigure(row, 'totalReturn'),
    cell: row => percent(bestFigure(row, 'totalReturn'), { signed: true, unit: false }),
  },
  {
    id: 'deflated',
    header: 'Deflated Sharpe',
    unit: '%',
    help: 'Probability that the best Sharpe ratio is no luck, given how many were tried',
    numeric: true,
    width: 132,
    value: row => row.deflatedSharpe,
    cell: row => percent(row.deflatedSharpe, { unit: false }),
  },
  { id: 'note', header: 'Note', width: 160, value: row => row.note },
  {
    id: 'created',
    header: 'Made',
    numeric: true,
    width: 80,
    value: row => row.created,
    cell: row => <Age at={row.created} />,
  },
];

/** Searches for parameters, and what the other studies found. */
export function OptimiseScreen() {
  const navigate = useNavigate();
  const [request, change] = useTableSearch();
  const list = useKeyset('studies', studiesKey, '/api/optimisations', { kind: 'all' });
  const [asking, setAsking] = useState(false);
  const start = (
    <Button
      kind="primary"
      needs="developer"
      icon={<Crosshair size={14} aria-hidden="true" />}
      onClick={() => setAsking(true)}
    >
      New optimisation
    </Button>
  );
  return (
    <Screen title="Optimise" actions={start} fill>
      <RunningJobs
        kinds={['optimise', 'walkforward', 'validate', 'train']}
        onDone={() => void queryClient.invalidateQueries({ queryKey: studiesKey })}
      />
      <DataTable
        id="studies"
        title="Studies"
        columns={columns}
        rows={list.rows}
        rowKey={row => String(row.id)}
        total={list.total}
        onEnd={list.onEnd}
        error={list.query.error}
        onRetry={() => void list.query.refetch()}
        request={request}
        onRequest={change}
        onOpen={row => void navigate({ to: '/optimise/$id', params: { id: String(row.id) } })}
        empty={
          <Empty action={start}>
            Here stand searches for parameters with their best trial, and how likely it is that the best was luck.
          </Empty>
        }
      />
      {asking && (
        <Suspense fallback={null}>
          <NewRunDialog kind="optimise" onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </Screen>
  );
}
