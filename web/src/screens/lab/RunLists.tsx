import { useNavigate } from '@tanstack/react-router';
import { ChartCandlestick } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RunFill, RunOrder, RunTrade } from '@/api/lab';
import { type Keyset, useKeyset } from '@/api/useKeyset';
import { money, percent, price, quantity } from '@/format/number';
import { dateTime, duration } from '@/format/time';
import { Badge } from '@/ui/Badge';
import { Delta } from '@/ui/Delta';
import { Panel } from '@/ui/Panel';
import { Empty, ErrorState, Skeleton } from '@/ui/states';
import { Button } from '@/ui/Button';
import { type Column, DataTable, toColumnQuery, useTableSearch } from '@/ui/table';
import styles from './Lab.module.css';

const time = <R,>(id: string, header: string, value: (row: R) => number): Column<R> => ({
  id,
  header,
  width: 156,
  value,
  cell: row => dateTime(value(row)),
});
const side = <R extends { side: string }>(): Column<R> => ({
  id: 'side',
  header: 'Side',
  width: 64,
  value: row => row.side,
  card: 'line',
});
const instrument = <R extends { instrument: string }>(): Column<R> => ({
  id: 'instrument',
  header: 'Instrument',
  width: 108,
  value: row => row.instrument,
  card: 'title',
});

const tradeColumns: Column<RunTrade>[] = [
  { id: 'id', header: 'No', numeric: true, width: 64, value: row => row.id },
  time('entryTime', 'Opened', row => row.entryTime),
  time('exitTime', 'Closed', row => row.exitTime),
  instrument(),
  side(),
  {
    id: 'quantity',
    header: 'Quantity',
    numeric: true,
    width: 112,
    value: row => row.quantity,
    cell: row => quantity(row.quantity),
  },
  {
    id: 'entryPrice',
    header: 'Entry',
    numeric: true,
    width: 104,
    value: row => row.entryPrice,
    cell: row => price(row.entryPrice),
  },
  {
    id: 'exitPrice',
    header: 'Exit',
    numeric: true,
    width: 104,
    value: row => row.exitPrice,
    cell: row => price(row.exitPrice),
  },
  { id: 'fees', header: 'Fees', numeric: true, width: 88, value: row => row.fees, cell: row => money(row.fees) },
  {
    id: 'pnl',
    header: 'Net PnL',
    numeric: true,
    width: 112,
    value: row => row.pnl,
    cell: row => <Delta value={row.pnl} />,
    card: 'value',
  },
  {
    id: 'returnRatio',
    header: 'Return',
    unit: '%',
    numeric: true,
    width: 88,
    value: row => row.returnRatio,
    cell: row => percent(row.returnRatio, { signed: true, unit: false }),
  },
  {
    id: 'duration',
    header: 'Held',
    numeric: true,
    width: 84,
    value: row => row.exitTime - row.entryTime,
    cell: row => duration(row.exitTime - row.entryTime),
    card: 'line',
  },
  { id: 'exitReason', header: 'Exit reason', width: 120, value: row => row.exitReason, card: 'line' },
  {
    id: 'pathDependent',
    header: 'Ambiguous',
    width: 104,
    value: row => (row.pathDependent ? 'yes' : row.openAtEnd ? 'open at the end' : ''),
    filterable: false,
    cell: row =>
      row.pathDependent ? <Badge tone="warn">ambiguous</Badge> : row.openAtEnd ? <Badge>open at the end</Badge> : '',
  },
];

const orderColumns: Column<RunOrder>[] = [
  { id: 'id', header: 'No', numeric: true, width: 64, value: row => row.id },
  time('decisionTime', 'Decided', row => row.decisionTime),
  instrument(),
  side(),
  { id: 'type', header: 'Type', width: 96, value: row => row.type, card: 'line' },
  { id: 'purpose', header: 'Purpose', width: 104, value: row => row.purpose },
  {
    id: 'size',
    header: 'Size',
    numeric: true,
    width: 112,
    value: row => row.size ?? null,
    cell: row => quantity(row.size),
  },
  {
    id: 'filled',
    header: 'Filled',
    numeric: true,
    width: 112,
    value: row => row.filled,
    cell: row => quantity(row.filled),
    card: 'value',
  },
  { id: 'state', header: 'State', width: 96, value: row => row.state, card: 'line' },
  { id: 'reason', header: 'Reason', width: 180, value: row => (row.reason === 'none' ? '' : row.reason) },
];

const fillColumns: Column<RunFill>[] = [
  time('time', 'Time', row => row.time),
  instrument(),
  side(),
  { id: 'purpose', header: 'Purpose', width: 112, value: row => row.purpose },
  { id: 'price', header: 'Price', numeric: true, width: 112, value: row => row.price, cell: row => price(row.price) },
  {
    id: 'quantity',
    header: 'Quantity',
    numeric: true,
    width: 120,
    value: row => row.quantity,
    cell: row => quantity(row.quantity),
    card: 'value',
  },
  {
    id: 'fee',
    header: 'Fee',
    numeric: true,
    width: 104,
    value: row => row.fee,
    cell: row => `${money(row.fee)} ${row.feeAsset}`,
  },
  { id: 'order', header: 'Order', numeric: true, width: 72, value: row => row.order, card: 'line' },
];

interface ListProps<R> {
  name: string;
  title: string;
  columns: Column<R>[];
  rowKey: (row: R) => string;
  list: Keyset<R>;
  asked: ReturnType<typeof useTableSearch>;
  empty: string;
  onOpen?: (row: R) => void;
  rowActions?: (row: R) => ReactNode;
}

/** One of a run's lists, page by page, sorted and filtered by the server: there may be a hundred thousand. */
function RunList<R>({ name, list, asked: [request, change], empty, ...table }: ListProps<R>) {
  return (
    <DataTable
      {...table}
      id={`run-${name}`}
      mode="server"
      rows={list.rows}
      total={list.total}
      onEnd={list.onEnd}
      loadAll={list.loadAll}
      error={list.query.error}
      onRetry={() => void list.query.refetch()}
      request={request}
      onRequest={change}
      maxRows={24}
      empty={<Empty>{empty}</Empty>}
    />
  );
}

export function RunTradeTable({ id }: { id: string }) {
  const asked = useTableSearch();
  const navigate = useNavigate();
  const show = ({ instrument: of, entryTime: from, exitTime: to }: RunTrade) =>
    void navigate({ to: '.', search: { tab: 'chart', of, from: String(from), to: String(to) } });
  const query = toColumnQuery(asked[0], tradeColumns);
  const list = useKeyset('runTrades', ['runs', id, 'trades'], `/api/runs/${id}/trades`, query);
  return (
    <RunList
      name="trades"
      title="Trades"
      columns={tradeColumns}
      rowKey={row => String(row.id)}
      list={list}
      asked={asked}
      onOpen={show}
      rowActions={row => (
        <Button
          kind="quiet"
          square
          aria-label={`Show trade ${row.id} on the chart`}
          icon={<ChartCandlestick size={14} aria-hidden="true" />}
          onClick={() => show(row)}
        />
      )}
      empty="The run made no trade."
    />
  );
}

export function RunOrderTable({ id }: { id: string }) {
  const asked = useTableSearch();
  const query = toColumnQuery(asked[0], orderColumns);
  const list = useKeyset('runOrders', ['runs', id, 'orders'], `/api/runs/${id}/orders`, query);
  return (
    <RunList
      name="orders"
      title="Orders"
      columns={orderColumns}
      rowKey={row => String(row.id)}
      list={list}
      asked={asked}
      empty="The run sent no order."
    />
  );
}

export function RunFillTable({ id }: { id: string }) {
  const asked = useTableSearch();
  const query = toColumnQuery(asked[0], fillColumns);
  const list = useKeyset('runFills', ['runs', id, 'fills'], `/api/runs/${id}/fills`, query);
  return (
    <RunList
      name="fills"
      title="Fills"
      columns={fillColumns}
      rowKey={row => `${row.order}/${row.time}/${row.price}/${row.quantity}`}
      list={list}
      asked={asked}
      empty="The run had no fill."
    />
  );
}

/** The run's log as it was written: one message a line. */
export function RunLogTable({ id }: { id: string }) {
  const list = useKeyset('runLogs', ['runs', id, 'logs'], `/api/runs/${id}/logs`);
  return (
    <Panel title="Log" flush>
      {list.rows === undefined ? (
        list.query.isError ? (
          <ErrorState what="The log" error={list.query.error} onRetry={() => void list.query.refetch()} />
        ) : (
          <Skeleton rows={12} />
        )
      ) : list.rows.length === 0 ? (
        <Empty>This run kept no log.</Empty>
      ) : (
        <div>
          {list.rows.map((line, index) => (
            <code key={index} className={styles.log}>
              {JSON.stringify(line)}
            </code>
          ))}
          {list.query.hasNextPage && (
            <div className={styles.jobs}>
              <Button onClick={list.onEnd} busy={list.query.isFetchingNextPage}>
                More
              </Button>
            </div>
          )}
        </div>
      )}
    </Panel>
  );
}
