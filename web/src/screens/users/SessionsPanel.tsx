import { type Session, sessionsKey, useSessions } from '@/api/access';
import { write } from '@/api/client';
import { queryClient } from '@/app/queryClient';
import { dateTime } from '@/format/time';
import { Age } from '@/ui/Age';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { confirm } from '@/ui/confirm';
import { Empty } from '@/ui/states';
import { type Column, DataTable, type TableRequest } from '@/ui/table';
import { useState } from 'react';
import { toast } from '@/ui/toast';

/** The browser and system of a user agent, in a few words; the rest is in the tooltip. */
export function browserOf(agent: string): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\/(\d+)/.exec(agent.replace(/Chrome\/\S+ (?=.*(Edg|OPR)\/)/, ''));
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(agent)?.[1];
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera' };
  if (browser === null) return agent === '' ? 'unknown' : agent.slice(0, 40);
  return `${names[browser[1] as string] ?? browser[1]} ${browser[2]}${system === undefined ? '' : ` on ${system.replace('Mac OS X', 'macOS')}`}`;
}

const columns: Column<Session>[] = [
  { id: 'user', header: 'User', value: row => row.user, width: 140, card: 'title' },
  {
    id: 'agent',
    header: 'Browser',
    value: row => browserOf(row.agent),
    cell: row => <span title={row.agent}>{browserOf(row.agent)}</span>,
    width: 200,
    card: 'line',
  },
  { id: 'address', header: 'From', value: row => row.address, width: 140, card: 'line' },
  {
    id: 'created',
    header: 'Since',
    numeric: true,
    width: 160,
    value: row => row.createdAt,
    cell: row => dateTime(row.createdAt),
  },
  {
    id: 'seen',
    header: 'Last seen',
    numeric: true,
    width: 100,
    value: row => row.lastSeen,
    cell: row => <Age at={row.lastSeen} />,
    card: 'value',
  },
];

const end = (row: Session) =>
  confirm({
    title: 'End the login',
    effects: [`${row.user} is logged out in ${browserOf(row.agent)} at ${row.address}.`],
    confirmLabel: 'End it',
    danger: true,
    action: async key => {
      await write('none', 'DELETE', `/api/sessions/${encodeURIComponent(row.id)}`, undefined, { key });
      await queryClient.invalidateQueries({ queryKey: sessionsKey });
      toast.ok('The login has ended', row.user);
    },
  });

const rowActions = (row: Session) =>
  row.isCurrent ? (
    <Badge tone="accent">this one</Badge>
  ) : (
    <Button kind="quiet" onClick={() => end(row)}>
      End
    </Button>
  );

/** Who is logged in: one's own logins; an owner sees all. */
export function SessionsPanel() {
  const query = useSessions();
  const [request, setRequest] = useState<TableRequest>({
    sort: [{ id: 'seen', descending: true }],
    filters: {},
    text: '',
  });
  return (
    <DataTable
      id="sessions"
      title="Logins"
      columns={columns}
      rows={query.data}
      rowKey={row => row.id}
      request={request}
      onRequest={change =>
        setRequest(before => ({ ...before, ...change, filters: { ...before.filters, ...change.filters } }))
      }
      error={query.error}
      onRetry={() => void query.refetch()}
      rowActions={rowActions}
      maxRows={10}
      empty={<Empty>Nobody is logged in.</Empty>}
    />
  );
}
