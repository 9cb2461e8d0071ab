import { useNavigate } from '@tanstack/react-router';
import { Ellipsis, FlaskConical } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { write } from '@/api/client';
import { type RunRow, runsKey } from '@/api/lab';
import { queryClient } from '@/app/queryClient';
import { useKeyset } from '@/api/useKeyset';
import { mayAct, useRole } from '@/state/session';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Screen } from '@/ui/Screen';
import { confirm } from '@/ui/confirm';
import { Empty } from '@/ui/states';
import { DataTable, type TableRequest, useTableSearch } from '@/ui/table';
import { toast } from '@/ui/toast';
import { RunningJobs } from './RunningJobs';
import { runColumns } from './runColumns';

const NewRunDialog = lazy(() => import('./NewRunDialog').then(module => ({ default: module.NewRunDialog })));

const rowActions = (row: RunRow) => <RunMenu row={row} />;

/** What the list of runs is asked for: the server knows equality filters by field and one sort. */
const toRunQuery = (request: TableRequest) => ({
  strategy: request.filters.strategy ?? request.text,
  instrument: request.filters.instrument,
  timeframe: request.filters.timeframe,
  tag: request.filters.tag,
  sort: request.sort[0] === undefined ? '-id' : (request.sort[0].descending ? '-' : '') + request.sort[0].id,
});

/** All stored backtests of this person, by any figure. */
export function LabScreen() {
  const navigate = useNavigate();
  const [request, change] = useTableSearch('-id');
  const list = useKeyset('runs', runsKey, '/api/runs', toRunQuery(request));
  const [asking, setAsking] = useState(false);
  const newRun = (
    <Button
      kind="primary"
      needs="developer"
      icon={<FlaskConical size={14} aria-hidden="true" />}
      onClick={() => setAsking(true)}
    >
      New run
    </Button>
  );
  return (
    <Screen title="Lab" actions={newRun} fill>
      <RunningJobs kinds={['backtest']} onDone={() => void queryClient.invalidateQueries({ queryKey: runsKey })} />
      <DataTable
        id="runs"
        title="Runs"
        columns={runColumns}
        rows={list.rows}
        rowKey={row => String(row.id)}
        mode="server"
        total={list.total}
        onEnd={list.onEnd}
        loadAll={list.loadAll}
        error={list.query.error}
        onRetry={() => void list.query.refetch()}
        request={request}
        onRequest={change}
        onOpen={row => void navigate({ to: '/lab/$run', params: { run: String(row.id) } })}
        rowActions={rowActions}
        actionsWidth={48}
        bulk={keys => (
          <Button
            disabled={keys.length < 2 || keys.length > 8}
            onClick={() => void navigate({ to: '/lab/compare', search: { ids: keys.join(',') } as never })}
          >
            Compare {keys.length < 2 || keys.length > 8 ? '(2 to 8)' : keys.length}
          </Button>
        )}
        empty={
          <Empty action={newRun}>
            Here stand all backtests with their figures, to be sorted, compared and run again.
          </Empty>
        }
      />
      {asking && (
        <Suspense fallback={null}>
          <NewRunDialog kind="backtest" onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </Screen>
  );
}

const refresh = () => queryClient.invalidateQueries({ queryKey: runsKey });

/** Changes a run's star, baseline, note or tags. */
export async function patchRun(row: { id: number }, body: object): Promise<void> {
  try {
    await write('runRow', 'PATCH', `/api/runs/${row.id}`, body);
    await refresh();
  } catch (error) {
    toast.error(`Run ${row.id} was not changed`, error);
  }
}

export async function rerun(id: number): Promise<void> {
  try {
    const job = await write('job', 'POST', `/api/runs/${id}/rerun`);
    toast.ok('Run again', `as job ${job.id}; the new run says whether it is equal`);
    await queryClient.invalidateQueries({ queryKey: ['jobs'] });
  } catch (error) {
    toast.error(`Run ${id} could not be run again`, error);
  }
}

export const askDelete = (id: number, after?: () => void): void =>
  confirm({
    title: `Delete run ${id}`,
    effects: [`Run ${id} is deleted with its result, lists and notes.`, 'Comparisons and links to it end.'],
    confirmLabel: 'Delete',
    danger: true,
    action: async key => {
      await write('none', 'DELETE', `/api/runs/${id}`, undefined, { key });
      toast.ok('Deleted', `run ${id}`);
      after?.();
      await refresh();
    },
  });

function RunMenu({ row }: { row: RunRow }) {
  const navigate = useNavigate();
  const refused = !mayAct(useRole(), 'developer');
  return (
    <Menu
      label={`Actions for run ${row.id}`}
      kind="quiet"
      square
      icon={<Ellipsis size={14} aria-hidden="true" />}
      items={[
        { label: 'Open', onSelect: () => void navigate({ to: '/lab/$run', params: { run: String(row.id) } }) },
        {
          label: row.star ? 'Take the star off' : 'Star',
          disabled: refused,
          onSelect: () => void patchRun(row, { star: !row.star }),
        },
        {
          label: row.pinned ? 'No longer the baseline' : 'Pin as baseline',
          disabled: refused,
          onSelect: () => void patchRun(row, { pinned: !row.pinned }),
        },
        { label: 'Run again', disabled: refused, onSelect: () => void rerun(row.id) },
        'separator',
        { label: 'Delete', danger: true, disabled: refused, onSelect: () => askDelete(row.id) },
      ]}
    />
  );
}
