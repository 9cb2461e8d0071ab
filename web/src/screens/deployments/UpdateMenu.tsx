import { useNavigate } from '@tanstack/react-router';
import { RefreshCw } from 'lucide-react';
import { useBot } from '@/api/bots';
import { write } from '@/api/client';
import { type DeploymentRow, fleetKey } from '@/api/fleet';
import { queryClient } from '@/app/queryClient';
import { mayAct, useRole } from '@/state/session';
import { Menu } from '@/ui/Menu';
import { confirm } from '@/ui/confirm';
import { toast } from '@/ui/toast';

/** Gives a deployment another version of its bot: a newer one, or an older one to go back to. */
export function UpdateMenu({ row }: { row: DeploymentRow }) {
  const navigate = useNavigate();
  const role = useRole();
  const detail = useBot(row.botId == null ? null : String(row.botId));
  if (row.botId == null) return null;
  const versions = detail.data?.versions ?? [];
  const now = versions.findIndex(it => it.version === row.version);
  const isHeld = (row.positions?.length ?? 0) > 0;
  const ask = (version: string, back: boolean) =>
    confirm({
      title: `${back ? 'Roll back' : 'Update'} ${row.name} to ${version}`,
      effects: [
        `${row.name} goes on with version ${version} instead of ${row.version ?? 'its own'}, under a new number.`,
        back
          ? `Its orders, trades, plots and equity stay with it; where ${version} ran here before, it goes on with the state it had kept.`
          : 'Its orders, trades, plots and equity stay with it; the bot’s state is handed on.',
        isHeld
          ? 'It holds a position now and must be flat for this: flatten it first.'
          : 'It holds nothing now, as it must.',
      ],
      typeName: row.mode === 'live' ? row.name : undefined,
      confirmLabel: back ? 'Roll back' : 'Update',
      action: async key => {
        const made = await write('deploymentDetail', 'POST', `/api/deployments/${row.id}/update`, { version }, { key });
        toast.ok(`${row.name} runs version ${version}`);
        await queryClient.invalidateQueries({ queryKey: fleetKey });
        void navigate({ to: '/deployments/$id', params: { id: String(made.row.id) } });
      },
    });
  return (
    <Menu
      label="Update"
      icon={<RefreshCw size={14} aria-hidden="true" />}
      items={versions
        .filter(it => it.version !== row.version)
        .map(it => {
          const back = now >= 0 && versions.indexOf(it) > now;
          const note = [it.label, it.note].filter(text => text !== '').join(' · ');
          return {
            label: `${back ? 'Roll back to' : 'Update to'} ${it.version}${note === '' ? '' : `: ${note}`}`,
            disabled: !mayAct(role, 'trader'),
            onSelect: () => ask(it.version, back),
          };
        })}
    />
  );
}
