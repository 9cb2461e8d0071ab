import { useNavigate } from '@tanstack/react-router';
import { write } from '@/api/client';
import { type Position, positionsKey, usePositions } from '@/api/trading';
import { queryClient } from '@/app/queryClient';
import { money, price, quantity, ratio } from '@/format/number';
import { useLink } from '@/live/status';
import { Age } from '@/ui/Age';
import { ModeBadge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Delta } from '@/ui/Delta';
import { Flash } from '@/ui/Flash';
import { Screen } from '@/ui/Screen';
import { confirm } from '@/ui/confirm';
import { Empty } from '@/ui/states';
import { type Column, DataTable, useTableSearch } from '@/ui/table';
import { toast } from '@/ui/toast';
import { MarginPrice } from './MarginPrice';
import { useProtect } from './useProtect';

const columns: Column<Position>[] = [
  { id: 'instrument', header: 'Instrument', width: 108, value: row => row.instrument, card: 'title' },
  { id: 'side', header: 'Side', width: 64, value: row => row.side, choices: ['long', 'short'], card: 'line' },
  {
    id: 'mode',
    header: 'Mode',
    width: 68,
    value: row => row.mode,
    choices: ['live', 'paper'],
    cell: row => <ModeBadge mode={row.mode} />,
    card: 'line',
  },
  {
    id: 'quantity',
    header: 'Quantity',
    numeric: true,
    width: 112,
    value: row => row.quantity,
    cell: row => quantity(row.quantity),
    card: 'line',
  },
  {
    id: 'notional',
    header: 'Notional',
    numeric: true,
    width: 112,
    value: row => row.notional,
    cell: row => money(row.notional),
  },
  { id: 'entry', header: 'Entry', numeric: true, width: 104, value: row => row.entry, cell: row => price(row.entry) },
  {
    id: 'mark',
    header: 'Mark',
    numeric: true,
    width: 104,
    value: row => row.mark,
    cell: row => <Flash value={row.mark}>{price(row.mark)}</Flash>,
  },
  {
    id: 'unrealised',
    header: 'Unrealised',
    numeric: true,
    width: 116,
    value: row => row.unrealised,
    cell: row => <Delta value={row.unrealised} />,
    card: 'value',
  },
  {
    id: 'ratio',
    header: 'Unrealised',
    unit: '%',
    numeric: true,
    width: 104,
    value: row => row.unrealisedRatio,
    cell: row => <Delta share={row.unrealisedRatio} percentSign={false} />,
  },
  {
    id: 'stop',
    header: 'Stop',
    numeric: true,
    width: 104,
    value: row => row.stop,
    cell: row => <Stop row={row} />,
    card: 'line',
  },
  {
    id: 'target',
    header: 'Take-profit',
    numeric: true,
    width: 104,
    value: row => row.target,
    cell: row => price(row.target),
  },
  {
    id: 'since',
    header: 'Age',
    numeric: true,
    width: 72,
    value: row => row.since,
    cell: row => <Age at={row.since} />,
  },
  { id: 'name', header: 'Deployment', width: 132, value: row => row.name, card: 'line' },
  { id: 'account', header: 'Account', width: 112, value: row => row.account },
];

/** Columns of perpetual contracts: shown where one is held. */
const futures: Column<Position>[] = [
  {
    id: 'leverage',
    header: 'Leverage',
    unit: '×',
    numeric: true,
    width: 88,
    value: row => row.margin?.leverage ?? null,
    cell: row => (row.margin?.leverage == null ? '—' : ratio(Number(row.margin.leverage))),
    card: 'line',
  },
  { id: 'marginMode', header: 'Margin', width: 84, value: row => row.margin?.mode ?? null, card: 'line' },
  {
    id: 'venueMark',
    header: 'Venue mark',
    numeric: true,
    width: 112,
    value: row => row.margin?.mark ?? null,
    cell: row => <MarginPrice row={row} value={row.margin?.mark} />,
  },
  {
    id: 'liquidation',
    header: 'Liquidation',
    numeric: true,
    width: 112,
    value: row => row.margin?.liquidation ?? null,
    cell: row => <MarginPrice row={row} value={row.margin?.liquidation} />,
    card: 'line',
  },
  {
    id: 'distance',
    header: 'To liquidation',
    unit: '%',
    numeric: true,
    width: 112,
    value: row => row.margin?.distance ?? null,
    cell: row => <Delta share={row.margin?.distance ?? null} arrow={false} percentSign={false} />,
  },
  {
    id: 'roe',
    header: 'ROE',
    unit: '%',
    numeric: true,
    width: 96,
    value: row => row.margin?.returnOnMargin ?? null,
    cell: row => <Delta share={row.margin?.returnOnMargin ?? null} percentSign={false} />,
  },
  {
    id: 'funding',
    header: 'Funding',
    numeric: true,
    width: 96,
    value: row => row.funding ?? null,
    cell: row => <Delta value={row.funding ?? null} arrow={false} />,
  },
];
const behind = columns.findIndex(column => column.id === 'target') + 1;
const allColumns = [...columns.slice(0, behind), ...futures, ...columns.slice(behind)];

/** Where the stop lies; whether it covers all of it, and whether a rule moves it. */
function Stop({ row }: { row: Position }) {
  const part = row.stop !== null && row.stopped != null && Number(row.stopped) < Math.abs(Number(row.quantity));
  return (
    <span title={row.stopRuled === true ? 'It follows the price by a rule of its strategy' : undefined}>
      {price(row.stop)}
      {row.stopRuled === true && ' ↗'}
      {part && ` (${quantity(row.stopped ?? null)})`}
    </span>
  );
}

/** Closes a position at the market, after saying exactly what that does. */
export function askClose(row: Position): void {
  confirm({
    title: `Close ${quantity(row.quantity)} ${row.instrument}`,
    effects: [
      `${row.name} trades out of it at the market: about ${money(row.notional)} at ${price(row.mark)}, less the fee.`,
      'Its stop and take-profit are cancelled as it closes.',
    ],
    typeName: row.mode === 'live' ? row.name : undefined,
    confirmLabel: 'Close position',
    danger: true,
    action: async key => {
      const { deployment, instrument } = row;
      await write('none', 'POST', '/api/positions/close', { deployment, instrument }, { key });
      toast.ok('Closing', `${row.instrument} of ${row.name}`);
      await queryClient.invalidateQueries({ queryKey: positionsKey });
    },
  });
}

/** What is held now. */
export function PositionsScreen() {
  const query = usePositions();
  const navigate = useNavigate();
  const lostAt = useLink(link => link.lostAt);
  const [request, change] = useTableSearch();
  const { protect, dialog } = useProtect();
  const hasFutures = query.data?.some(row => row.margin != null) === true;
  return (
    <Screen title="Positions" fill>
      <DataTable
        id="positions"
        title="Positions"
        columns={hasFutures ? allColumns : columns}
        rows={query.data}
        rowKey={row => `${row.deployment}/${row.instrument}`}
        error={query.error}
        onRetry={() => void query.refetch()}
        staleSince={lostAt}
        request={request}
        onRequest={change}
        onOpen={row => void navigate({ to: '/deployments/$id', params: { id: String(row.deployment) } })}
        rowActions={row => (
          <>
            <Button kind="quiet" needs="trader" onClick={() => protect(row)}>
              Protect
            </Button>
            <Button kind="quiet" needs="trader" onClick={() => askClose(row)}>
              Close
            </Button>
          </>
        )}
        actionsWidth={140}
        empty={<Empty>Nothing is held: a position appears here when an entry fills.</Empty>}
      />
      {dialog}
    </Screen>
  );
}
