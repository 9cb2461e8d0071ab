import { useState } from 'react';
import { write } from '@/api/client';
import { type Order, ordersKey } from '@/api/trading';
import { useKeyset } from '@/api/useKeyset';
import { queryClient } from '@/app/queryClient';
import { percent, price, quantity } from '@/format/number';
import { dateTime } from '@/format/time';
import { useLiveQuery } from '@/live/useTopic';
import { mayAct, useRole } from '@/state/session';
import { Badge, type Tone } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Ellipsis } from 'lucide-react';
import { WhyDialog } from '@/ui/WhyDialog';
import { confirm } from '@/ui/confirm';
import { Empty } from '@/ui/states';
import { type Column, DataTable, useTableSearch } from '@/ui/table';
import { toast } from '@/ui/toast';
import { Segmented } from '@/ui/Segmented';
import { useNavigate, useSearch } from '@tanstack/react-router';

const tones: Record<string, Tone> = {
  working: 'accent',
  accepted: 'accent',
  'partly-filled': 'accent',
  filled: 'ok',
  rejected: 'crit',
  refused: 'crit',
  unknown: 'warn',
};

const columns: Column<Order>[] = [
  {
    id: 'time',
    header: 'Time',
    width: 156,
    value: row => row.time,
    cell: row => dateTime(row.time),
    sortable: false,
    filterable: false,
    card: 'line',
  },
  { id: 'instrument', header: 'Instrument', width: 108, value: row => row.instrument, sortable: false, card: 'title' },
  { id: 'side', header: 'Side', width: 60, value: row => row.side, sortable: false, filterable: false, card: 'line' },
  { id: 'type', header: 'Type', width: 108, value: row => row.type, sortable: false, filterable: false, card: 'line' },
  {
    id: 'price',
    header: 'Price',
    numeric: true,
    width: 104,
    value: row => row.price,
    cell: row => price(row.price),
    sortable: false,
    filterable: false,
  },
  {
    id: 'trigger',
    header: 'Trigger',
    numeric: true,
    width: 104,
    value: row => row.trigger,
    cell: row => price(row.trigger),
    sortable: false,
    filterable: false,
  },
  {
    id: 'quantity',
    header: 'Quantity',
    numeric: true,
    width: 112,
    value: row => row.quantity,
    cell: row => quantity(row.quantity),
    sortable: false,
    filterable: false,
    card: 'value',
  },
  {
    id: 'filled',
    header: 'Filled',
    unit: '%',
    numeric: true,
    width: 80,
    value: row => row.filledRatio,
    cell: row => percent(row.filledRatio, { unit: false }),
    sortable: false,
    filterable: false,
  },
  {
    id: 'state',
    header: 'State',
    width: 108,
    value: row => row.state,
    cell: row => <Badge tone={tones[row.state] ?? 'plain'}>{row.state}</Badge>,
    sortable: false,
    filterable: false,
    card: 'line',
  },
  {
    id: 'name',
    header: 'Deployment',
    width: 132,
    value: row => row.name ?? String(row.deployment),
    sortable: false,
    filterable: false,
  },
  { id: 'account', header: 'Account', width: 112, value: row => row.account, sortable: false },
  { id: 'reason', header: 'Reason', width: 260, value: row => row.reason, sortable: false, filterable: false },
  {
    id: 'clientId',
    header: 'Client id',
    width: 188,
    hidden: true,
    value: row => row.clientId,
    sortable: false,
    filterable: false,
  },
  {
    id: 'venueId',
    header: 'Venue id',
    width: 132,
    hidden: true,
    value: row => row.venueId,
    sortable: false,
    filterable: false,
  },
];

const states = [
  { value: 'all', label: 'All' },
  { value: 'open', label: 'Open' },
  { value: 'ended', label: 'Ended' },
] as const;
type State = (typeof states)[number]['value'];

/** Orders, newest first, of all deployments or of one; each tells its story. */
export function OrderTable({ deployment, maxRows }: { deployment?: string; maxRows?: number }) {
  const search: { orders?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const state: State = states.find(it => it.value === search.orders)?.value ?? 'all';
  const [request, change] = useTableSearch();
  const path = deployment === undefined ? '/api/orders' : `/api/deployments/${deployment}/orders`;
  const key = [...ordersKey, deployment ?? 'all'];
  useLiveQuery(deployment === undefined ? 'fleet' : `deployment:${deployment}`, key);
  const list = useKeyset('orders', key, path, {
    state: state === 'all' ? undefined : state,
    instrument: request.filters.instrument,
    account: request.filters.account,
  });
  const [why, setWhy] = useState<Order | null>(null);
  return (
    <>
      <DataTable
        id={deployment === undefined ? 'orders' : 'deployment-orders'}
        title="Orders"
        columns={columns}
        rows={list.rows}
        rowKey={row => row.clientId}
        mode="server"
        total={list.total}
        onEnd={list.onEnd}
        loadAll={list.loadAll}
        error={list.query.error}
        onRetry={() => void list.query.refetch()}
        request={request}
        onRequest={change}
        onOpen={setWhy}
        bulk={(keys, clear) => <CancelSelected rows={list.rows} keys={keys} clear={clear} />}
        rowActions={row => <OrderMenu row={row} onWhy={() => setWhy(row)} />}
        actionsWidth={48}
        maxRows={maxRows}
        actions={
          <Segmented<State>
            label="Orders shown"
            value={state}
            options={states}
            onChange={value =>
              void navigate({
                to: '.',
                search: (before: object) => ({ ...before, orders: value === 'all' ? undefined : value }),
                replace: true,
              })
            }
          />
        }
        empty={
          <Empty>The first order appears here when a deployment sends one, with the reason it was sent for.</Empty>
        }
      />
      {why !== null && (
        <WhyDialog
          id={why.clientId}
          title={`${why.side} ${quantity(why.quantity)} ${why.instrument}`}
          onClose={() => setWhy(null)}
        />
      )}
    </>
  );
}

/** Whether an order can still fill. */
const isOpen = (row: Order) => ['sent', 'unknown', 'working', 'settling'].includes(row.state);
/** What closes or protects is moved or taken away at its position. */
const isExit = (row: Order) => row.reason.startsWith('exit=');
const mayCancel = (row: Order) => isOpen(row) && !isExit(row);
const heard = 'Its strategy hears of it, and may enter again at its next decision; pause it to keep it out.';

const cancelOne = (row: Order, key: string) =>
  write('commandAnswer', 'POST', `/api/orders/${encodeURIComponent(row.clientId)}/cancel`, undefined, { key });

/** Cancels what was selected, one request each; what is refused is said with its reason. */
function CancelSelected({ rows, keys, clear }: { rows: Order[] | undefined; keys: string[]; clear: () => void }) {
  const chosen = (rows ?? []).filter(row => keys.includes(row.clientId) && mayCancel(row));
  return (
    <Button
      kind="danger"
      needs="trader"
      disabled={chosen.length === 0}
      onClick={() =>
        confirm({
          title: `Cancel ${chosen.length} ${chosen.length === 1 ? 'entry' : 'entries'}`,
          effects: [
            ...chosen
              .slice(0, 8)
              .map(row => `${row.side} ${quantity(row.quantity)} ${row.instrument} of ${row.name ?? row.deployment}`),
            ...(chosen.length > 8 ? [`and ${chosen.length - 8} more`] : []),
            'What is filled stays filled; stops and targets stay.',
            heard,
          ],
          confirmLabel: 'Cancel the orders',
          danger: true,
          action: async key => {
            const outcomes = await Promise.allSettled(chosen.map((row, at) => cancelOne(row, `${key}-${at}`)));
            const refused = outcomes.filter(it => it.status === 'rejected');
            const done = outcomes.length - refused.length;
            if (done > 0) toast.ok('Asked to cancel', `${done} of ${outcomes.length}`);
            for (const it of refused) toast.error('Not cancelled', it.reason);
            clear();
            await queryClient.invalidateQueries({ queryKey: ordersKey });
          },
        })
      }
    >
      Cancel {chosen.length} {chosen.length === 1 ? 'entry' : 'entries'}
    </Button>
  );
}

function OrderMenu({ row, onWhy }: { row: Order; onWhy: () => void }) {
  const refused = !mayAct(useRole(), 'trader');
  return (
    <Menu
      label={`Actions for order ${row.clientId}`}
      kind="quiet"
      square
      icon={<Ellipsis size={14} aria-hidden="true" />}
      items={[
        { label: 'Why', onSelect: onWhy },
        {
          label: 'Cancel',
          danger: true,
          disabled: refused || !mayCancel(row),
          onSelect: () =>
            confirm({
              title: `Cancel ${row.side} ${quantity(row.quantity)} ${row.instrument}`,
              effects: ['What is filled stays filled; stops and targets stay.', heard],
              confirmLabel: 'Cancel the order',
              danger: true,
              action: async key => {
                const answer = await cancelOne(row, key);
                toast.ok('Asked to cancel', answer.answer ?? undefined);
                await queryClient.invalidateQueries({ queryKey: ordersKey });
              },
            }),
        },
        {
          label: `Cancel all entries of ${row.name ?? `deployment ${row.deployment}`}`,
          danger: true,
          disabled: refused,
          onSelect: () =>
            confirm({
              title: `Cancel all entries of ${row.name ?? `deployment ${row.deployment}`}`,
              effects: [
                'Every entry at work is cancelled; what is filled stays filled.',
                'Stops and targets stay.',
                heard,
              ],
              confirmLabel: 'Cancel all entries',
              danger: true,
              action: async key => {
                const { deployment } = row;
                const answer = await write('commandAnswer', 'POST', '/api/orders/cancel', { deployment }, { key });
                toast.ok('Asked to cancel', answer.answer ?? undefined);
                await queryClient.invalidateQueries({ queryKey: ordersKey });
              },
            }),
        },
      ]}
    />
  );
}
