import { useNavigate } from '@tanstack/react-router';
import { write } from '@/api/client';
import { type Position, positionsKey, usePositions } from '@/api/trading';
import { queryClient } from '@/app/queryClient';
import { money, price, quantity } from '@/format/number';
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
    cell: row => price(row.stop),
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

const rowActions = (row: Position) => (
  <Button kind="quiet" needs="trader" onClick={() => askClose(row)}>
    Close
  </Button>
);

/** What is held now. */
export function PositionsScreen() {
  const query = usePositions();
  const navigate = useNavigate();
  const lostAt = useLink(link => link.lostAt);
  const [request, change] = useTableSearch();
  return (
    <Screen title="Positions" fill>
      <DataTable
        id="positions"
        title="Positions"
        columns={columns}
        rows={query.data}
        rowKey={row => `${row.deployment}/${row.instrument}`}
        error={query.error}
        onRetry={() => void query.refetch()}
        staleSince={lostAt}
        request={request}
        onRequest={change}
        onOpen={row => void navigate({ to: '/deployments/$id', params: { id: String(row.deployment) } })}
        rowActions={rowActions}
        actionsWidth={72}
        empty={<Empty>Nothing is held: a position appears here when an entry fills.</Empty>}
      />
    </Screen>
  );
}
