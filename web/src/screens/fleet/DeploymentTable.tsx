import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { DeploymentRow } from '@/api/fleet';
import { DataTable, useTableSearch } from '@/ui/table';
import { Segmented } from '@/ui/Segmented';
import { Empty } from '@/ui/states';
import { deploymentColumns } from './columns';
import { RowActions } from './RowActions';
import styles from './Fleet.module.css';

const modes = [
  { value: 'live', label: 'Live' },
  { value: 'paper', label: 'Paper' },
  { value: 'all', label: 'All' },
] as const;

const actions = (row: DeploymentRow) => <RowActions row={row} />;

/** The deployments as a table; also the Deployments screen. */
export function DeploymentTable({
  rows,
  staleSince,
}: {
  rows: DeploymentRow[] | undefined;
  staleSince: number | null;
}) {
  const search: { mode?: string } = useSearch({ strict: false });
  const mode = modes.find(it => it.value === search.mode)?.value ?? 'all';
  const navigate = useNavigate();
  const [request, change] = useTableSearch();
  const shown = useMemo(() => (mode === 'all' ? rows : rows?.filter(row => row.mode === mode)), [rows, mode]);
  return (
    <DataTable
      id="deployments"
      title="Deployments"
      className={styles.deployments}
      columns={deploymentColumns}
      rows={shown}
      rowKey={row => String(row.id)}
      request={request}
      onRequest={change}
      staleSince={staleSince}
      onOpen={row => void navigate({ to: '/deployments/$id', params: { id: String(row.id) } })}
      rowActions={actions}
      actionsWidth={48}
      actions={
        <Segmented
          label="Kind of money shown"
          value={mode}
          options={modes}
          onChange={value =>
            void navigate({
              to: '.',
              search: (before: object) => ({ ...before, mode: value === 'all' ? undefined : value }),
              replace: true,
            })
          }
        />
      }
      empty={
        <Empty
          action={
            <Link to="/bots" className={styles.button}>
              Choose a bot to deploy
            </Link>
          }
        >
          Nothing is deployed: here stand the bots that trade, on paper or with money, with their results and their
          state.
        </Empty>
      }
    />
  );
}
