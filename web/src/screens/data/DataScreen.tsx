import { useNavigate, useSearch } from '@tanstack/react-router';
import { DatabaseZap, Ellipsis } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { download, write } from '@/api/client';
import { type SeriesRow, useSeriesRows } from '@/api/lab';
import { queryClient } from '@/app/queryClient';
import { bytes, count } from '@/format/number';
import { date, duration } from '@/format/time';
import { RunningJobs } from '@/screens/lab/RunningJobs';
import { mayAct, useRole } from '@/state/session';
import { Age } from '@/ui/Age';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Screen } from '@/ui/Screen';
import { confirm } from '@/ui/confirm';
import { saveAnswer } from '@/ui/saveFile';
import { Empty } from '@/ui/states';
import { type Column, DataTable, useTableSearch } from '@/ui/table';
import { toast } from '@/ui/toast';
import { CoverageBar } from './CoverageBar';
import { SeriesDialog } from './SeriesDialog';

const AddDataDialog = lazy(() => import('./AddDataDialog').then(module => ({ default: module.AddDataDialog })));

const columns: Column<SeriesRow>[] = [
  { id: 'id', header: 'Name', width: 208, value: row => row.id, card: 'title' },
  { id: 'instrument', header: 'Instrument', width: 112, value: row => row.instrument, card: 'line' },
  { id: 'venue', header: 'Venue', width: 96, value: row => row.venue },
  { id: 'timeframe', header: 'Timeframe', width: 88, value: row => row.timeframe, card: 'line' },
  { id: 'first', header: 'First', width: 96, value: row => row.first, cell: row => date(row.first) },
  { id: 'last', header: 'Last', width: 96, value: row => row.last, cell: row => date(row.last) },
  {
    id: 'bars',
    header: 'Candles',
    numeric: true,
    width: 100,
    value: row => row.bars,
    cell: row => count(row.bars),
    card: 'value',
  },
  {
    id: 'gaps',
    header: 'Gaps',
    help: 'How many, and the longest',
    numeric: true,
    width: 116,
    value: row => row.gaps.count,
    cell: row => (row.gaps.count === 0 ? '0' : `${count(row.gaps.count)}, ${duration(row.gaps.longest)}`),
  },
  {
    id: 'coverage',
    header: 'Coverage',
    width: 132,
    sortable: false,
    filterable: false,
    value: row => row.gaps.missing,
    cell: row => <CoverageBar series={row} />,
  },
  { id: 'bytes', header: 'Size', numeric: true, width: 84, value: row => row.bytes, cell: row => bytes(row.bytes) },
  {
    id: 'source',
    header: 'Source',
    width: 160,
    value: row => (row.synthetic ? 'made up' : row.source.join(', ')),
    cell: row => (row.synthetic ? <Badge tone="warn">made up</Badge> : row.source.join(', ')),
  },
  { id: 'hash', header: 'Hash', width: 100, hidden: true, value: row => row.hash },
  {
    id: 'changed',
    header: 'Changed',
    numeric: true,
    width: 84,
    value: row => row.changed,
    cell: row => <Age at={row.changed} />,
  },
  {
    id: 'error',
    header: 'State',
    width: 96,
    value: row => row.error ?? 'ok',
    cell: row => (row.error === null ? <Badge tone="ok">ok</Badge> : <Badge tone="crit">{row.error}</Badge>),
  },
];

const refresh = () => queryClient.invalidateQueries({ queryKey: ['data'] });
const rowActions = (row: SeriesRow) => <SeriesMenu row={row} />;

/** Candles on this server: where from, how complete, and more of them. */
export function DataScreen() {
  const query = useSeriesRows();
  const [request, change] = useTableSearch('id');
  const [adding, setAdding] = useState(false);
  const search: { series?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const open = query.data?.find(row => row.id === search.series);
  const show = (series?: string) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, series }), replace: true });
  const add = (
    <Button
      kind="primary"
      needs="developer"
      icon={<DatabaseZap size={14} aria-hidden="true" />}
      onClick={() => setAdding(true)}
    >
      Add candles
    </Button>
  );
  return (
    <Screen title="Data" actions={add} fill>
      <RunningJobs kinds={['fetch', 'synth']} onDone={() => void refresh()} />
      <DataTable
        id="series"
        title="Series"
        columns={columns}
        rows={query.data}
        rowKey={row => row.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        request={request}
        onRequest={change}
        onOpen={row => show(row.id)}
        rowActions={rowActions}
        actionsWidth={48}
        empty={<Empty action={add}>Here stand the candles that backtests run on.</Empty>}
      />
      {adding && (
        <Suspense fallback={null}>
          <AddDataDialog
            onClose={() => {
              setAdding(false);
              void refresh();
            }}
          />
        </Suspense>
      )}
      {open !== undefined && <SeriesDialog series={open} onClose={() => show()} />}
    </Screen>
  );
}

function SeriesMenu({ row }: { row: SeriesRow }) {
  const refused = !mayAct(useRole(), 'developer');
  const path = `/api/data/${encodeURIComponent(row.id)}`;
  const save = (format: 'csv' | 'json') =>
    download(`${path}/export?format=${format}`)
      .then(response => saveAnswer(response, `${row.id}.${format}`))
      .catch((error: unknown) => toast.error('The export failed', error));
  const verify = async () => {
    try {
      const answer = await write('seriesCheck', 'POST', `${path}/verify`);
      if (answer.ok) toast.ok('Verified', `${row.id}: every checksum, time and candle is as it was written`);
      else toast.error(`${row.id} is damaged`, new Error(String(answer.error)));
    } catch (error) {
      toast.error(`${row.id} could not be verified`, error);
    }
  };
  return (
    <Menu
      label={`Actions for ${row.id}`}
      kind="quiet"
      square
      icon={<Ellipsis size={14} aria-hidden="true" />}
      items={[
        { label: 'Verify', disabled: refused, onSelect: () => void verify() },
        { label: 'Export as CSV', onSelect: () => void save('csv') },
        { label: 'Export as JSON', onSelect: () => void save('json') },
        'separator',
        {
          label: 'Delete',
          danger: true,
          disabled: refused,
          onSelect: () =>
            confirm({
              title: `Delete ${row.id}`,
              effects: [
                `${count(row.bars)} candles of ${row.id} are deleted.`,
                'Stored runs on them keep their results.',
              ],
              typeName: row.id,
              confirmLabel: 'Delete',
              danger: true,
              action: async key => {
                await write('none', 'DELETE', path, undefined, { key });
                toast.ok('Deleted', row.id);
                await refresh();
              },
            }),
        },
      ]}
    />
  );
}
