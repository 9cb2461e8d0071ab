import { type Fill, ordersKey } from '@/api/trading';
import { useKeyset } from '@/api/useKeyset';
import { money, price, quantity } from '@/format/number';
import { dateTime } from '@/format/time';
import { useLiveQuery } from '@/live/useTopic';
import { Empty } from '@/ui/states';
import { type Column, DataTable, useTableSearch } from '@/ui/table';

const fixed = { sortable: false, filterable: false } as const;
const columns: Column<Fill>[] = [
  {
    id: 'time',
    header: 'Time',
    width: 188,
    value: row => row.time,
    cell: row => dateTime(row.time, true),
    ...fixed,
    card: 'line',
  },
  { id: 'instrument', header: 'Instrument', width: 108, value: row => row.instrument, ...fixed, card: 'title' },
  { id: 'side', header: 'Side', width: 64, value: row => row.side, ...fixed, card: 'line' },
  {
    id: 'price',
    header: 'Price',
    numeric: true,
    width: 112,
    value: row => row.price,
    cell: row => price(row.price),
    ...fixed,
  },
  {
    id: 'quantity',
    header: 'Quantity',
    numeric: true,
    width: 120,
    value: row => row.quantity,
    cell: row => quantity(row.quantity),
    ...fixed,
    card: 'value',
  },
  {
    id: 'fee',
    header: 'Fee',
    numeric: true,
    width: 128,
    value: row => row.fee,
    cell: row => `${money(row.fee)} ${row.feeAsset}`,
    ...fixed,
  },
  { id: 'maker', header: 'Maker', width: 72, value: row => (row.isMaker ? 'maker' : 'taker'), ...fixed },
  { id: 'tradeId', header: 'Trade id', width: 132, value: row => row.tradeId, ...fixed },
  { id: 'clientId', header: 'Order', width: 188, value: row => row.clientId, ...fixed },
];

/** Executions of one deployment, newest first. */
export function FillTable({ deployment }: { deployment: string }) {
  const [request, change] = useTableSearch();
  const key = [...ordersKey, deployment, 'fills'];
  useLiveQuery(`deployment:${deployment}`, key);
  const list = useKeyset('fills', key, `/api/deployments/${deployment}/fills`);
  return (
    <DataTable
      id="deployment-fills"
      title="Fills"
      columns={columns}
      rows={list.rows}
      rowKey={row => `${row.account}/${row.tradeId}/${row.side}`}
      mode="server"
      total={list.total}
      onEnd={list.onEnd}
      loadAll={list.loadAll}
      error={list.query.error}
      onRetry={() => void list.query.refetch()}
      request={request}
      onRequest={change}
      maxRows={14}
      empty={<Empty>The first execution appears here as soon as an order fills.</Empty>}
    />
  );
}
