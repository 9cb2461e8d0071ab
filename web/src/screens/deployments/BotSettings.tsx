import { useNavigate } from '@tanstack/react-router';
import { write } from '@/api/client';
import { fleetKey } from '@/api/fleet';
import type { DeploymentDetail } from '@/api/trading';
import { queryClient } from '@/app/queryClient';
import { dateTime } from '@/format/time';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { confirm } from '@/ui/confirm';
import { toast } from '@/ui/toast';
import styles from './LiveBot.module.css';

const text = (value: unknown): string =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
    ? '—'
    : Array.isArray(value)
      ? value.join(', ')
      : typeof value === 'object'
        ? Object.entries(value)
            .map(([name, it]) => `${name} ${String(it)}`)
            .join(', ') || '—'
        : String(value);

const words = (name: string): string => name.replaceAll(/([A-Z])/g, letter => ` ${letter.toLowerCase()}`);

/** What was asked of the deployment, and its end. */
export function BotSettings({ detail }: { detail: DeploymentDetail }) {
  const { row, spec, createdAt, replaced } = detail;
  const navigate = useNavigate();
  const rest = Object.entries(spec).filter(([name]) => name !== 'sources');
  return (
    <Panel
      title="Settings"
      flush
      actions={
        <Button
          kind="danger"
          needs="trader"
          disabled={row.state !== 'stopped' && row.state !== 'disabled'}
          title={row.state === 'stopped' || row.state === 'disabled' ? undefined : 'Stop it first'}
          onClick={() =>
            confirm({
              title: `Delete ${row.name}`,
              effects: [`${row.name} is deleted. Its orders, fills and trades stay in the lists and the audit log.`],
              typeName: row.mode === 'live' ? row.name : undefined,
              confirmLabel: 'Delete',
              danger: true,
              action: async key => {
                await write('none', 'DELETE', `/api/deployments/${row.id}`, undefined, { key });
                toast.ok('Deleted', row.name);
                await queryClient.invalidateQueries({ queryKey: fleetKey });
                void navigate({ to: '/deployments' });
              },
            })
          }
        >
          Delete
        </Button>
      }
    >
      <dl className={styles.facts}>
        {rest.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{words(name)}</dt>
            <dd>{text(value)}</dd>
          </div>
        ))}
        <dt>made</dt>
        <dd>{dateTime(createdAt)}</dd>
        {replaced.length > 0 && (
          <>
            <dt>earlier numbers</dt>
            <dd>{replaced.join(', ')}</dd>
          </>
        )}
      </dl>
    </Panel>
  );
}
