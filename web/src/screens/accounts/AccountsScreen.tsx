import { Ellipsis, KeyRound } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { write } from '@/api/client';
import { type Account, accountsKey, useAccounts } from '@/api/trading';
import { queryClient } from '@/app/queryClient';
import { percent, price } from '@/format/number';
import { mayAct, useRole } from '@/state/session';
import { Age } from '@/ui/Age';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Screen } from '@/ui/Screen';
import { confirm } from '@/ui/confirm';
import { Empty } from '@/ui/states';
import { type Column, DataTable, useTableSearch } from '@/ui/table';
import { toast } from '@/ui/toast';

const AccountDialog = lazy(() => import('./AccountDialog').then(module => ({ default: module.AccountDialog })));

const columns: Column<Account>[] = [
  { id: 'name', header: 'Account', width: 160, value: row => row.name, card: 'title' },
  { id: 'venue', header: 'Venue', width: 120, value: row => row.venue, card: 'line' },
  {
    id: 'state',
    header: 'State',
    width: 100,
    value: row => (row.isDisabled ? 'disabled' : row.error === null ? 'ok' : 'error'),
    cell: row =>
      row.isDisabled ? (
        <Badge tone="warn">disabled</Badge>
      ) : row.error === null ? (
        <Badge tone="ok">ok</Badge>
      ) : (
        <Badge tone="crit">error</Badge>
      ),
    card: 'value',
  },
  {
    id: 'key',
    header: 'Key',
    width: 88,
    value: row => row.keyLast4,
    cell: row => (row.keyLast4 === null ? '—' : `…${row.keyLast4}`),
  },
  {
    id: 'permissions',
    header: 'Key may',
    width: 200,
    value: row =>
      row.permissions === null
        ? ''
        : [row.permissions.trade && 'trade', row.permissions.withdraw && 'withdraw'].filter(Boolean).join(', '),
    cell: row =>
      row.permissions === null ? (
        '—'
      ) : (
        <>
          <Badge tone={row.permissions.trade ? 'ok' : 'warn'}>{row.permissions.trade ? 'trade' : 'read only'}</Badge>{' '}
          {row.permissions.withdraw && <Badge tone="crit">withdraw: refused</Badge>}{' '}
          {row.permissions.ipRestricted === true && <Badge tone="ok">from stated addresses</Badge>}
          {row.permissions.ipRestricted === false && <Badge tone="warn">from anywhere</Badge>}
          {row.permissions.ipRestricted === null && 'the venue does not say from where'}
        </>
      ),
  },
  {
    id: 'balances',
    header: 'Balances',
    width: 260,
    value: row => row.balances.map(it => `${it.free} ${it.asset}`).join(', '),
    cell: row =>
      row.balances
        .slice(0, 4)
        .map(it => `${price(it.free)} ${it.asset}`)
        .join(', ') || '—',
    card: 'line',
  },
  {
    id: 'check',
    header: 'Checked',
    numeric: true,
    width: 84,
    value: row => row.lastCheck,
    cell: row => <Age at={row.lastCheck} />,
  },
  {
    id: 'latency',
    header: 'Latency p50, p99',
    unit: 'ms',
    numeric: true,
    width: 148,
    help: 'Of the requests of the last check',
    value: row => row.latency?.p50 ?? null,
    cell: row =>
      row.latency === null ? (
        <span title={row.isPaper ? 'A paper account has no venue' : 'Measured by Test'}>—</span>
      ) : (
        <span title={`${row.latency.requests ?? ''} requests of the last check`}>
          {row.latency.p50.toFixed(1)}, {row.latency.p99.toFixed(1)}
        </span>
      ),
  },
  {
    id: 'rate',
    header: 'Rate limit',
    unit: '%',
    numeric: true,
    width: 100,
    value: row => row.rateUse,
    help: 'The fullest of its limits, as the venue counted at the last check',
    cell: row => percent(row.rateUse, { unit: false }),
  },
  { id: 'owner', header: 'Owner', width: 100, value: row => row.owner },
  { id: 'error', header: 'Problem', width: 240, value: row => row.error, card: 'line' },
];

const refresh = () => queryClient.invalidateQueries({ queryKey: accountsKey });
const rowActions = (row: Account) => <AccountMenu row={row} />;

/** Accounts at venues. Keys go in and never come out again. */
export function AccountsScreen() {
  const query = useAccounts();
  const [request, change] = useTableSearch('name');
  const [adding, setAdding] = useState(false);
  const add = (
    <Button
      kind="primary"
      needs="trader"
      icon={<KeyRound size={14} aria-hidden="true" />}
      onClick={() => setAdding(true)}
    >
      Add account
    </Button>
  );
  return (
    <Screen title="Accounts" actions={add} fill>
      <DataTable
        id="accounts"
        title="Accounts"
        columns={columns}
        rows={query.data}
        rowKey={row => row.name}
        error={query.error}
        onRetry={() => void query.refetch()}
        request={request}
        onRequest={change}
        rowActions={rowActions}
        actionsWidth={48}
        empty={
          <Empty action={add}>
            Paper trading needs no account. For real money add one here: its key is tried first, and one that may
            withdraw is refused.
          </Empty>
        }
      />
      {adding && (
        <Suspense fallback={null}>
          <AccountDialog onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </Screen>
  );
}

function AccountMenu({ row }: { row: Account }) {
  const refused = !mayAct(useRole(), 'trader');
  const [rotating, setRotating] = useState(false);
  const path = `/api/accounts/${encodeURIComponent(row.name)}`;
  const test = async () => {
    try {
      const account = await write('account', 'POST', `${path}/test`);
      if (account.error === null) toast.ok('The key works', row.name);
      else toast.error(`${row.name}: the key was refused`, new Error(account.error));
    } catch (error) {
      toast.error(`${row.name} could not be tested`, error);
    }
    await refresh();
  };
  const act = (what: 'enable' | 'disable') =>
    confirm({
      title: `${what === 'enable' ? 'Enable' : 'Disable'} ${row.name}`,
      effects:
        what === 'enable'
          ? [`Deployments may trade on ${row.name} again.`]
          : [`Nothing new trades on ${row.name}.`, 'Stops and targets at the venue stay.'],
      confirmLabel: what === 'enable' ? 'Enable' : 'Disable',
      danger: what === 'disable',
      action: async key => {
        await write('account', 'POST', `${path}/${what}`, undefined, { key });
        await refresh();
      },
    });
  return (
    <>
      <Menu
        label={`Actions for ${row.name}`}
        kind="quiet"
        square
        icon={<Ellipsis size={14} aria-hidden="true" />}
        items={[
          { label: 'Test', disabled: refused || row.isPaper, onSelect: () => void test() },
          { label: 'New key', disabled: refused || row.isPaper, onSelect: () => setRotating(true) },
          {
            label: row.isDisabled ? 'Enable' : 'Disable',
            disabled: refused,
            onSelect: () => act(row.isDisabled ? 'enable' : 'disable'),
          },
          'separator',
          {
            label: 'Delete',
            danger: true,
            disabled: refused,
            onSelect: () =>
              confirm({
                title: `Delete ${row.name}`,
                effects: [
                  `The key of ${row.name} is deleted.`,
                  'What was traded on it stays in the lists and the audit log.',
                ],
                typeName: row.name,
                confirmLabel: 'Delete',
                danger: true,
                action: async key => {
                  await write('none', 'DELETE', path, undefined, { key });
                  toast.ok('Deleted', row.name);
                  await refresh();
                },
              }),
          },
        ]}
      />
      {rotating && (
        <Suspense fallback={null}>
          <AccountDialog account={row} onClose={() => setRotating(false)} />
        </Suspense>
      )}
    </>
  );
}
