import { useNavigate } from '@tanstack/react-router';
import { Archive, ArchiveRestore, Copy, Download, Ellipsis, FlaskConical, Pencil, Rocket, Trash2 } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { type Bot, archiveBot, botsKey, useBots } from '@/api/bots';
import { download, write } from '@/api/client';
import { queryClient } from '@/app/queryClient';
import { mayAct, useRole } from '@/state/session';
import { Button } from '@/ui/Button';
import { Menu, type MenuItem } from '@/ui/Menu';
import { confirm } from '@/ui/confirm';
import { saveAnswer } from '@/ui/saveFile';
import { Empty } from '@/ui/states';
import { DataTable, useTableSearch } from '@/ui/table';
import { toast } from '@/ui/toast';
import { botColumns } from './columns';

const NewRunDialog = lazy(() =>
  import('@/screens/lab/NewRunDialog').then(module => ({ default: module.NewRunDialog })),
);
const BotDialog = lazy(() => import('./BotDialog').then(module => ({ default: module.BotDialog })));

const refresh = () => queryClient.invalidateQueries({ queryKey: botsKey });

interface Props {
  archived: boolean;
  onOpen: (id: number) => void;
  onNew: () => void;
}

/** The bots one may see, each with what can be done with it. */
export function BotTable({ archived, onOpen, onNew }: Props) {
  const query = useBots(archived);
  const [request, change] = useTableSearch('-edited');
  const [testing, setTesting] = useState<string | null>(null);
  const [describing, setDescribing] = useState<Bot | null>(null);
  return (
    <>
      <DataTable
        id="bots"
        title={archived ? 'Archived bots' : 'Bots'}
        columns={botColumns}
        rows={query.data?.items}
        rowKey={row => String(row.id)}
        error={query.error}
        onRetry={() => void query.refetch()}
        request={request}
        onRequest={change}
        onOpen={row => onOpen(row.id)}
        rowActions={row => (
          <BotMenu
            bot={row}
            onEdit={() => onOpen(row.id)}
            onTest={() => setTesting(String(row.id))}
            onDescribe={() => setDescribing(row)}
          />
        )}
        empty={
          archived ? (
            <Empty>Bots that are archived stand here; their runs and versions are kept.</Empty>
          ) : (
            <Empty
              action={
                <Button kind="primary" needs="developer" onClick={onNew}>
                  New bot
                </Button>
              }
            >
              Your own bots stand here, written in C# or TypeScript from a template.
            </Empty>
          )
        }
      />
      {testing !== null && (
        <Suspense fallback={null}>
          <NewRunDialog kind="backtest" strategy={testing} onClose={() => setTesting(null)} />
        </Suspense>
      )}
      {describing !== null && (
        <Suspense fallback={null}>
          <BotDialog bot={describing} onClose={() => setDescribing(null)} />
        </Suspense>
      )}
    </>
  );
}

interface MenuProps {
  bot: Bot;
  onEdit: () => void;
  onTest: () => void;
  onDescribe: () => void;
}

function BotMenu({ bot, onEdit, onTest, onDescribe }: MenuProps) {
  const navigate = useNavigate();
  const role = useRole();
  const develops = mayAct(role, 'developer');
  const has = bot.latest !== null;
  const clone = async () => {
    try {
      const made = await write('botDetail', 'POST', `/api/bots/${bot.id}/clone`, {});
      await refresh();
      toast.ok('Cloned', made.bot.name);
    } catch (error) {
      toast.error(`${bot.name} was not cloned`, error);
    }
  };
  const save = async () => {
    try {
      await saveAnswer(await download(`/api/bots/${bot.id}/export`), `${bot.name}.argosy-bot.json`);
    } catch (error) {
      toast.error(`${bot.name} was not exported`, error);
    }
  };
  const archive = async (to: boolean) => {
    try {
      await archiveBot(bot, to);
      await refresh();
      if (to) toast.undo(`${bot.name} is archived`, () => void archive(false));
      else toast.ok('Back among the bots', bot.name);
    } catch (error) {
      toast.error(`${bot.name} was not ${to ? 'archived' : 'brought back'}`, error);
    }
  };
  const items: (MenuItem | 'separator')[] = [
    { label: bot.mayEdit ? 'Edit' : 'Open', icon: <Pencil size={14} aria-hidden="true" />, onSelect: onEdit },
    {
      label: 'Backtest',
      icon: <FlaskConical size={14} aria-hidden="true" />,
      disabled: !develops || !has,
      onSelect: onTest,
    },
    {
      label: 'Deploy',
      icon: <Rocket size={14} aria-hidden="true" />,
      disabled: !mayAct(role, 'trader') || !has,
      onSelect: () => void navigate({ to: '/deployments', search: { new: String(bot.id) } as never }),
    },
    'separator',
    { label: 'Details', onSelect: onDescribe, disabled: !bot.mayEdit || !develops },
    {
      label: 'Clone',
      icon: <Copy size={14} aria-hidden="true" />,
      disabled: !develops,
      onSelect: () => void clone(),
    },
    { label: 'Export', icon: <Download size={14} aria-hidden="true" />, onSelect: () => void save() },
    bot.archived
      ? {
          label: 'Bring back',
          icon: <ArchiveRestore size={14} aria-hidden="true" />,
          disabled: !bot.mayEdit || !develops,
          onSelect: () => void archive(false),
        }
      : {
          label: 'Archive',
          icon: <Archive size={14} aria-hidden="true" />,
          disabled: !bot.mayEdit || !develops,
          onSelect: () => void archive(true),
        },
  ];
  if (bot.archived) {
    items.push({
      label: 'Delete',
      icon: <Trash2 size={14} aria-hidden="true" />,
      danger: true,
      disabled: !bot.mayEdit || !develops,
      onSelect: () =>
        confirm({
          title: `Delete ${bot.name}`,
          effects: [`${bot.name}, its draft and all its versions are deleted. Runs made of it stay in the Lab.`],
          typeName: bot.name,
          confirmLabel: 'Delete',
          danger: true,
          action: async key => {
            await write('none', 'DELETE', `/api/bots/${bot.id}`, undefined, { key });
            await refresh();
          },
        }),
    });
  }
  return (
    <Menu
      label={`Actions for ${bot.name}`}
      items={items}
      icon={<Ellipsis size={14} aria-hidden="true" />}
      square
      kind="quiet"
    />
  );
}
