import { write } from '@/api/client';
import { type DeploymentRow, fleetKey } from '@/api/fleet';
import { deploymentKey } from '@/api/trading';
import { queryClient } from '@/app/queryClient';
import { choose } from '@/ui/choose';
import { toast } from '@/ui/toast';

/** Stops a deployment; whether its positions stay or are closed is asked, with what each means. */
export function askStop(row: DeploymentRow): void {
  const held = row.positions?.length ?? 0;
  choose({
    title: `Stop ${row.name}`,
    text: held === 0 ? 'It holds nothing.' : `It holds ${held} ${held === 1 ? 'position' : 'positions'}.`,
    choices: [
      {
        value: 'leave',
        label: 'Stop, positions stay',
        effects: ['Its entry orders are cancelled.', 'Open positions stay, with their stops and targets.'],
      },
      {
        value: 'close',
        label: 'Close positions, then stop',
        effects: ['Every position is closed at the market.', 'It stops when the last one is closed.'],
      },
    ],
    typeName: row.mode === 'live' && held > 0 ? row.name : undefined,
    action: async (positions, key) => {
      await write('none', 'POST', `/api/deployments/${row.id}/stop`, { positions }, { key });
      toast.ok('Stop: accepted', row.name);
      await queryClient.invalidateQueries({ queryKey: fleetKey });
      await queryClient.invalidateQueries({ queryKey: deploymentKey(String(row.id)) });
    },
  });
}
