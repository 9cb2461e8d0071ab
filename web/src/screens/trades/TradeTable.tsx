import { useState } from 'react';
import { type ClosedTrade, tradesKey } from '@/api/trading';
import { useKeyset } from '@/api/useKeyset';
import { quantity } from '@/format/number';
import { dateTime, duration } from '@/format/time';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Delta } from '@/ui/Delta';
import { WhyDialog } from '@/ui/WhyDialog';
import { Empty } from '@/ui/states';
import { type Column, DataTable, useTableSearch } from '@/ui/table';
import { useLiveQuery } from '@/live/useTopic';
import { TradeNoteDialog } from './TradeNoteDialog';

const fixed = { sortable: false, filterable: false } as const;
const columns: Column<ClosedTrade>[] = [
  {
    id: 'exitTime',
    header: 'Closed',
    width: 156,
    value: row => row.exitTime,
    cell: row => dateTime(row.exitTime),
    ...fixed,
    card: 'line',
  },
  {
    id: 'entryTime',
    header: 'Opened',
    width: 156,
    value: row => row.entryTime,
    cell: row => dateTime(row.entryTime),
    ...fixed,
  },
  { id: 'instrument', header: 'Instrument', width: 108, value: row => row.instrument, sortable: false, card: 'title' },
  { id: 'side', header: 'Side', width: 64, value: row => row.side, ...fixed, card: 'line' },
  {
    id: 'quantity',
    header: 'Quantity',
    numeric: true,
    width: 112,
    value: row => row.quantity,
    cell: row => quantity(row.quantity),
    ...fixed,
  },
  {
    id: 'pnl',
    header: 'Net PnL',
    numeric: true,
    width: 116,
    value: row => row.pnl,
    cell: row => <Delta value={row.pnl} />,
    ...fixed,
    card: 'value',
  },
  {
    id: 'held',
    header: 'Held',
    numeric: true,
    width: 84,
    value: row => row.exitTime - row.entryTime,
    cell: row => duration(row.exitTime - row.entryTime),
    ...fixed,
    card: 'line',
  },
  { id: 'exitReason', header: 'Exit reason', width: 132, value: row => row.exitReason, ...fixed, card: 'line' },
  { id: 'name', header: 'Deployment', width: 132, value: row => row.name ?? String(row.deployment), ...fixed },
  {
    id: 'tag',
    header: 'Tag',
    width: 104,
    value: row => row.tag,
    cell: row => row.tag !== null && <Badge>{row.tag}</Badge>,
    ...fixed,
  },
  { id: 'note', header: 'Note', width: 200, value: row => row.note, ...fixed },
];

/** Closed trades, the latest exit first; each tells its story and takes a note. */
export function TradeTable({ deployment, maxRows }: { deployment?: string; maxRows?: number }) {
  const [request, change] = useTableSearch();
  const key = [...tradesKey, deployment ?? 'all'];
  useLiveQuery(deployment === undefined ? 'fleet' : `deployment:${deployment}`, key);
  const path = deployment === undefined ? '/api/trades' : `/api/deployments/${deployment}/trades`;
  const list = useKeyset('trades', key, path, { instrument: request.filters.instrument });
  const [why, setWhy] = useState<ClosedTrade | null>(null);
  const [noting, setNoting] = useState<ClosedTrade | null>(null);
  return (
    <>
      <DataTable
        id={deployment === undefined ? 'trades' : 'deployment-trades'}
        title="Trades"
        columns={columns}
        rows={list.rows}
        rowKey={row => `${row.deployment}/${row.number}`}
        mode="server"
        total={list.total}
        onEnd={list.onEnd}
        loadAll={list.loadAll}
        error={list.query.error}
        onRetry={() => void list.query.refetch()}
        request={request}
        onRequest={change}
        onOpen={setWhy}
        rowActions={row => (
          <Button kind="quiet" needs="trader" onClick={() => setNoting(row)}>
            Note
          </Button>
        )}
        actionsWidth={64}
        maxRows={maxRows}
        empty={
          <Empty>The first trade appears here when a position is closed, with what it gained and why it ended.</Empty>
        }
      />
      {why !== null && (
        <WhyDialog
          id={`${why.deployment}/trade/${why.number}`}
          title={`${why.side} ${why.instrument}`}
          onClose={() => setWhy(null)}
        />
      )}
      {noting !== null && <TradeNoteDialog trade={noting} onClose={() => setNoting(null)} />}
    </>
  );
}
