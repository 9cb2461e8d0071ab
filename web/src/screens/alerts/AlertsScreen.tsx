import { Check } from 'lucide-react';
import { write } from '@/api/client';
import { alertsKey } from '@/api/alerts';
import type { Shape } from '@/api/schemas';
import { useKeyset } from '@/api/useKeyset';
import { queryClient } from '@/app/queryClient';
import { dateTime } from '@/format/time';
import { useLiveQuery } from '@/live/useTopic';
import { Badge, type Tone } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';
import { type Column, DataTable, useTableSearch } from '@/ui/table';
import { toast } from '@/ui/toast';

type AlertRow = Shape<'alerts'>['items'][number];
const tones: Record<string, Tone> = { critical: 'crit', warning: 'warn', info: 'plain' };
const fixed = { sortable: false } as const;

const columns: Column<AlertRow>[] = [
  {
    id: 'time',
    header: 'Time',
    width: 156,
    value: row => row.time,
    cell: row => dateTime(row.time),
    ...fixed,
    card: 'line',
  },
  {
    id: 'severity',
    header: 'Severity',
    width: 92,
    value: row => row.severity,
    cell: row => <Badge tone={tones[row.severity] ?? 'plain'}>{row.severity}</Badge>,
    ...fixed,
    card: 'value',
  },
  { id: 'code', header: 'Kind', width: 144, value: row => row.code, ...fixed, card: 'line' },
  { id: 'text', header: 'What', width: 480, value: row => row.text, ...fixed, card: 'title' },
  { id: 'account', header: 'Account', width: 120, value: row => row.account, ...fixed },
  { id: 'deployment', header: 'Deployment', width: 96, value: row => row.deployment, ...fixed },
  {
    id: 'seen',
    header: 'Seen by',
    width: 180,
    value: row => row.acknowledgedBy,
    cell: row => (row.acknowledgedBy === null ? '' : `${row.acknowledgedBy}, ${dateTime(row.acknowledgedAt)}`),
    ...fixed,
  },
];

const acknowledge = async (ids: number[]) => {
  try {
    for (const id of ids) await write('none', 'POST', `/api/alerts/${id}/acknowledge`);
    await queryClient.invalidateQueries({ queryKey: alertsKey });
  } catch (error) {
    toast.error('Not acknowledged', error);
  }
};

const rowActions = (row: AlertRow) =>
  row.acknowledgedBy === null && (
    <Button
      kind="quiet"
      needs="trader"
      icon={<Check size={14} aria-hidden="true" />}
      onClick={() => void acknowledge([row.id])}
    >
      Seen
    </Button>
  );

/** What the host wanted somebody to know. */
export function AlertsScreen() {
  const key = [...alertsKey, 'list'];
  useLiveQuery('alerts', key);
  const list = useKeyset('alerts', key, '/api/alerts');
  const [request, change] = useTableSearch();
  return (
    <Screen title="Alerts" fill>
      <DataTable
        id="alerts"
        title="Alerts"
        columns={columns}
        rows={list.rows}
        rowKey={row => String(row.id)}
        total={list.total}
        onEnd={list.onEnd}
        loadAll={list.loadAll}
        error={list.query.error}
        onRetry={() => void list.query.refetch()}
        request={request}
        onRequest={change}
        rowActions={rowActions}
        actionsWidth={84}
        bulk={(keys, clear) => (
          <Button needs="trader" onClick={() => void acknowledge(keys.map(Number)).then(clear)}>
            Mark as seen
          </Button>
        )}
        empty={
          <Empty>
            Nothing happened that needs you: refused keys, lost links, guards and differences would stand here.
          </Empty>
        }
      />
    </Screen>
  );
}
