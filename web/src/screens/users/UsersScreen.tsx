import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { type User, sessionsKey, usersKey, useUsers } from '@/api/access';
import { write } from '@/api/client';
import { queryClient } from '@/app/queryClient';
import { dateTime } from '@/format/time';
import { mayAct, useRole } from '@/state/session';
import { Age } from '@/ui/Age';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Panel } from '@/ui/Panel';
import { Screen } from '@/ui/Screen';
import { confirm } from '@/ui/confirm';
import { Empty } from '@/ui/states';
import { type Column, DataTable, useTableSearch } from '@/ui/table';
import { toast } from '@/ui/toast';
import { SessionsPanel } from './SessionsPanel';
import { UserDialog } from './UserDialog';
import styles from './Users.module.css';

const columns: Column<User>[] = [
  { id: 'name', header: 'User', value: user => user.name, width: 180, card: 'title' },
  {
    id: 'role',
    header: 'Role',
    value: user => user.role,
    choices: ['viewer', 'trader', 'developer', 'owner'],
    width: 110,
    card: 'value',
  },
  {
    id: 'access',
    header: 'Access',
    width: 110,
    value: user => (user.isDisabled ? 'disabled' : 'active'),
    choices: ['active', 'disabled'],
    cell: user => <Badge tone={user.isDisabled ? 'crit' : 'ok'}>{user.isDisabled ? 'disabled' : 'active'}</Badge>,
    card: 'line',
  },
  {
    id: 'totp',
    header: 'Second factor',
    width: 120,
    value: user => (user.hasTotp ? 'on' : 'off'),
    choices: ['on', 'off'],
    cell: user => <Badge tone={user.hasTotp ? 'ok' : 'warn'}>{user.hasTotp ? 'on' : 'off'}</Badge>,
  },
  {
    id: 'seen',
    header: 'Last seen',
    numeric: true,
    width: 100,
    value: user => user.lastSeen,
    cell: user => <Age at={user.lastSeen} />,
    card: 'line',
  },
  {
    id: 'created',
    header: 'Since',
    numeric: true,
    width: 160,
    value: user => user.createdAt,
    cell: user => dateTime(user.createdAt),
  },
];

const rowActions = (user: User) => <UserMenu user={user} />;

/** Who may do what, and who is logged in now. */
export function UsersScreen() {
  const isOwner = mayAct(useRole(), 'owner');
  const query = useUsers(isOwner);
  const [request, change] = useTableSearch('name');
  const [inviting, setInviting] = useState(false);
  return (
    <Screen
      title="Users"
      actions={
        <Button
          kind="primary"
          needs="owner"
          icon={<UserPlus size={14} aria-hidden="true" />}
          onClick={() => setInviting(true)}
        >
          Add user
        </Button>
      }
    >
      {isOwner ? (
        <DataTable
          id="users"
          title="Users"
          columns={columns}
          rows={query.data}
          rowKey={user => user.name}
          request={request}
          onRequest={change}
          error={query.error}
          onRetry={() => void query.refetch()}
          rowActions={rowActions}
          actionsWidth={48}
          maxRows={12}
          empty={<Empty>There is no user.</Empty>}
        />
      ) : (
        <Panel title="Users">
          <Empty>Users are seen and changed by the role owner; below are your own logins.</Empty>
        </Panel>
      )}
      <SessionsPanel />
      <p className={styles.roles}>
        <strong>viewer</strong> sees everything; <strong>trader</strong> also starts, stops and orders;{' '}
        <strong>developer</strong> also writes bots and runs research; <strong>owner</strong> also manages accounts,
        users and settings.
      </p>
      {inviting && <UserDialog onClose={() => setInviting(false)} />}
    </Screen>
  );
}

const patch = async (user: User, body: object, key: string, done: string) => {
  await write('user', 'PATCH', `/api/users/${encodeURIComponent(user.name)}`, body, { key });
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: usersKey }),
    queryClient.invalidateQueries({ queryKey: sessionsKey }),
  ]);
  toast.ok(done, user.name);
};

function UserMenu({ user }: { user: User }) {
  const [editing, setEditing] = useState(false);
  return (
    <>
      <Menu
        label={`Actions for ${user.name}`}
        kind="quiet"
        items={[
          { label: 'Role and password', onSelect: () => setEditing(true) },
          {
            label: user.isDisabled ? 'Enable' : 'Disable',
            onSelect: () =>
              confirm({
                title: `${user.isDisabled ? 'Enable' : 'Disable'} ${user.name}`,
                effects: user.isDisabled
                  ? [`${user.name} may log in again.`]
                  : [
                      `${user.name} can no longer log in.`,
                      'Every login of this user ends now.',
                      'Its deployments go on.',
                    ],
                confirmLabel: user.isDisabled ? 'Enable' : 'Disable',
                danger: !user.isDisabled,
                action: key =>
                  patch(user, { disabled: !user.isDisabled }, key, user.isDisabled ? 'Enabled' : 'Disabled'),
              }),
          },
          {
            label: 'Take the second factor off',
            disabled: !user.hasTotp,
            onSelect: () =>
              confirm({
                title: `Second factor of ${user.name}`,
                effects: [
                  `${user.name} logs in by password alone until a new one is set up.`,
                  'Every login of this user ends now.',
                ],
                confirmLabel: 'Take off',
                danger: true,
                action: key => patch(user, { removeTotp: true }, key, 'The second factor is off'),
              }),
          },
          'separator',
          {
            label: 'Remove',
            danger: true,
            onSelect: () =>
              confirm({
                title: `Remove ${user.name}`,
                effects: [
                  `${user.name} is removed, with logins, tokens and preferences.`,
                  'What the audit log says of this user stays.',
                ],
                typeName: user.name,
                confirmLabel: 'Remove',
                danger: true,
                action: async key => {
                  await write('none', 'DELETE', `/api/users/${encodeURIComponent(user.name)}`, undefined, { key });
                  await queryClient.invalidateQueries({ queryKey: usersKey });
                  toast.ok('Removed', user.name);
                },
              }),
          },
        ]}
        trigger="…"
      />
      {editing && <UserDialog user={user} onClose={() => setEditing(false)} />}
    </>
  );
}
