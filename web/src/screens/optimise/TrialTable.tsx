import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { write } from '@/api/client';
import { type Study, type Trial, figure } from '@/api/lab';
import { useKeyset } from '@/api/useKeyset';
import { count, percent, ratio } from '@/format/number';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/states';
import { type Column, DataTable, useTableSearch } from '@/ui/table';
import { toast } from '@/ui/toast';

const number = (id: string, header: string, show: (value: number | null) => string, unit?: string): Column<Trial> => ({
  id,
  header,
  unit,
  numeric: true,
  width: 92,
  filterable: false,
  value: row => figure(row.metrics ?? {}, id),
  cell: row => show(figure(row.metrics ?? {}, id)),
});
const plainPercent = (value: number | null) => percent(value, { unit: false });

function columnsOf(names: string[]): Column<Trial>[] {
  return [
    { id: 'id', header: 'Trial', numeric: true, width: 72, filterable: false, value: row => row.id, card: 'title' },
    {
      id: 'objective',
      header: 'Objective',
      numeric: true,
      width: 96,
      filterable: false,
      value: row => row.objectives?.[0] ?? null,
      cell: row => ratio(row.objectives?.[0] ?? null),
      card: 'value',
    },
    ...names.map((name): Column<Trial> => ({
      id: name,
      header: name,
      numeric: true,
      width: 88,
      filterable: false,
      value: row => String(row.parameters[name] ?? ''),
      card: 'line',
    })),
    number('totalReturn', 'Net', value => percent(value, { signed: true, unit: false }), '%'),
    number('maxDrawdown', 'Max DD', plainPercent, '%'),
    number('sharpe', 'Sharpe', ratio),
    number('profitFactor', 'Profit factor', ratio),
    number('trades', 'Trades', count),
    number('winRate', 'Win', plainPercent, '%'),
    { id: 'status', header: 'State', width: 96, filterable: false, value: row => row.status },
  ];
}

/** Every trial of a search, in the order of any parameter or figure; one press makes a run of it. */
export function TrialTable({ id, study }: { id: string; study: Study }) {
  const [request, change] = useTableSearch('-objective');
  const first = request.sort[0];
  const sort = first === undefined ? 'id' : (first.descending ? '-' : '') + first.id;
  const list = useKeyset('trials', ['studies', id, 'trials', study.trialsDone], `/api/optimisations/${id}/trials`, {
    sort,
  });
  const names = useMemo(() => study.ranges?.map(it => it.name) ?? [], [study.ranges]);
  const columns = useMemo(() => columnsOf(names), [names]);
  const client = useQueryClient();
  const navigate = useNavigate();
  const run = async (trial: Trial) => {
    try {
      const job = await write('job', 'POST', `/api/optimisations/${id}/trials/${trial.id}/run`);
      toast.ok('Queued', `trial ${trial.id} as backtest ${job.id}`);
      await client.invalidateQueries({ queryKey: ['jobs'] });
      void navigate({ to: '/lab' });
    } catch (error) {
      toast.error(`Trial ${trial.id} could not be run`, error);
    }
  };
  return (
    <DataTable
      id="trials"
      title="Trials"
      columns={columns}
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
      maxRows={18}
      rowActions={row => (
        <Button kind="quiet" needs="developer" onClick={() => void run(row)}>
          Run
        </Button>
      )}
      actionsWidth={64}
      empty={<Empty>The first trial appears here when it has ended.</Empty>}
    />
  );
}
