import { useNavigate } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { write } from '@/api/client';
import { type DeploymentRow, fleetKey } from '@/api/fleet';
import { queryClient } from '@/app/queryClient';
import { mayAct, useRole } from '@/state/session';
import { Menu } from '@/ui/Menu';
import { confirm } from '@/ui/confirm';
import { toast } from '@/ui/toast';

type Act = 'start' | 'pause' | 'resume' | 'stop' | 'flatten' | 'run-now';

const effects: Record<Act, (row: DeploymentRow) => string[]> = {
  start: row => [
    `${row.name} trades ${row.instruments.join(', ')} on ${row.account || row.venue} from its next candle.`,
  ],
  resume: row => [`${row.name} may open positions again from its next candle.`],
  pause: row => [
    `${row.name} opens no more positions.`,
    'Open positions keep their stops and targets, and its exits still go out.',
  ],
  stop: row => [
    `${row.name} stops. Its entry orders are cancelled.`,
    'Open positions stay, with their stops and targets.',
  ],
  flatten: row => [
    `Every position of ${row.name} is closed at the market.`,
    'Its entry orders are cancelled; it is paused.',
  ],
  'run-now': row => [
    `${row.name} decides once at its next close, outside its schedule (${row.schedule}).`,
    'Then it rests until its time comes, as before.',
  ],
};

const labels: Record<Act, string> = {
  start: 'Start',
  pause: 'Pause entries',
  resume: 'Resume entries',
  stop: 'Stop',
  flatten: 'Flatten',
  'run-now': 'Run now',
};

/** Whether it is fired by a schedule and may be fired by hand. */
export const mayRunNow = (row: DeploymentRow): boolean => (row.schedule ?? '') !== '' && row.state !== 'stopped';

/** Asks, with the exact effects, and does it once. */
export function askDeployment(row: DeploymentRow, act: Act): void {
  const typed = row.mode === 'live' && (act === 'start' || act === 'flatten' || act === 'run-now');
  confirm({
    title: `${labels[act]}: ${row.name}`,
    effects: effects[act](row),
    typeName: typed ? row.name : undefined,
    confirmLabel: labels[act],
    danger: act === 'stop' || act === 'flatten',
    action: async key => {
      const body =
        act === 'stop' ? { positions: 'leave' } : act === 'start' && typed ? { confirm: row.name } : undefined;
      await write('none', 'POST', `/api/deployments/${row.id}/${act}`, body, { key });
      toast.ok(`${labels[act]}: accepted`, row.name);
      await queryClient.invalidateQueries({ queryKey: fleetKey });
    },
  });
}

/** What can be done with a deployment from a list. */
export function RowActions({ row }: { row: DeploymentRow }) {
  const navigate = useNavigate();
  const refused = !mayAct(useRole(), 'trader');
  const hint = refused ? ' (needs the role trader)' : '';
  const runs = row.state === 'running' || row.state === 'starting' || row.state === 'waiting';
  const act = (name: Act) => ({
    label: labels[name] + hint,
    disabled: refused,
    onSelect: () => askDeployment(row, name),
  });
  return (
    <Menu
      label={`Actions for ${row.name}`}
      kind="quiet"
      square
      icon={<Ellipsis size={14} aria-hidden="true" />}
      items={[
        { label: 'Open', onSelect: () => void navigate({ to: '/deployments/$id', params: { id: String(row.id) } }) },
        'separator',
        runs ? act('pause') : row.state === 'paused' ? act('resume') : act('start'),
        ...(mayRunNow(row) ? [act('run-now')] : []),
        { ...act('stop'), disabled: refused || row.state === 'stopped' },
        { ...act('flatten'), danger: true },
      ]}
    />
  );
}
