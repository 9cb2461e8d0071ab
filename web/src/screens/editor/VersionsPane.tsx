import { Ellipsis, GitCompare, Lock, Rocket, Trash2, Undo2 } from 'lucide-react';
import { type BotDetail, type BotVersion, botKey } from '@/api/bots';
import { write } from '@/api/client';
import { queryClient } from '@/app/queryClient';
import { dateTime } from '@/format/time';
import { mayAct, useRole } from '@/state/session';
import { Age } from '@/ui/Age';
import { Badge } from '@/ui/Badge';
import { Menu, type MenuItem } from '@/ui/Menu';
import { Panel } from '@/ui/Panel';
import { Empty } from '@/ui/states';
import { confirm } from '@/ui/confirm';
import styles from './Editor.module.css';

interface Props {
  detail: BotDetail;
  /** The version the draft began with. */
  base: string;
  onDiff: (version: string) => void;
  onTake: (version: string) => void;
  onDeploy: (version: string) => void;
}

/** Every version, newest first, with what can be done with it. */
export function VersionsPane({ detail, base, onDiff, onTake, onDeploy }: Props) {
  const { bot, versions } = detail;
  const mayDeploy = mayAct(useRole(), 'trader');
  const items = (it: BotVersion): (MenuItem | 'separator')[] => [
    {
      label: 'Compare with the draft',
      icon: <GitCompare size={14} aria-hidden="true" />,
      onSelect: () => onDiff(it.version),
    },
    {
      label: 'Take into the draft',
      icon: <Undo2 size={14} aria-hidden="true" />,
      disabled: !bot.mayEdit,
      onSelect: () => onTake(it.version),
    },
    {
      label: 'Deploy',
      icon: <Rocket size={14} aria-hidden="true" />,
      disabled: !mayDeploy,
      onSelect: () => onDeploy(it.version),
    },
    'separator',
    {
      label: 'Delete',
      icon: <Trash2 size={14} aria-hidden="true" />,
      danger: true,
      disabled: it.locked || !bot.mayEdit,
      onSelect: () =>
        confirm({
          title: `Delete version ${it.version}`,
          effects: [`Version ${it.version} of ${bot.name} is deleted. Nothing ran on it.`],
          confirmLabel: 'Delete',
          danger: true,
          action: async key => {
            await write('none', 'DELETE', `/api/bots/${bot.id}/versions/${it.version}`, undefined, { key });
            await queryClient.invalidateQueries({ queryKey: botKey(String(bot.id)) });
          },
        }),
    },
  ];
  return (
    <Panel title="Versions" note={versions.length} flush className={styles.pane}>
      {versions.length === 0 ? (
        <Empty>No version yet. Ctrl S makes the draft one; only versions can be deployed.</Empty>
      ) : (
        <ol className={styles.versions}>
          {versions.map(it => (
            <li key={it.version}>
              <div className={styles.versionHead}>
                <strong>{it.version}</strong>
                {it.label !== '' && <Badge tone="accent">{it.label}</Badge>}
                {it.version === base && <Badge>draft’s base</Badge>}
                {it.locked && <Lock size={12} aria-label="locked: something ran on it" className={styles.lock} />}
                <span className={styles.by} title={dateTime(it.created)}>
                  {it.by}, <Age at={it.created} suffix=" ago" />
                </span>
                <Menu
                  label={`Actions for version ${it.version}`}
                  items={items(it)}
                  icon={<Ellipsis size={14} aria-hidden="true" />}
                  square
                  kind="quiet"
                />
              </div>
              {it.note !== '' && <p className={styles.versionNote}>{it.note}</p>}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
