import { useNavigate, useSearch } from '@tanstack/react-router';
import { Plus, Upload } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { Button } from '@/ui/Button';
import { Screen } from '@/ui/Screen';
import { Segmented } from '@/ui/Segmented';
import { BotTable } from './BotTable';
import { BuiltInTable } from './BuiltInTable';
import { importBot } from './importBot';

const NewBotDialog = lazy(() => import('./NewBotDialog').then(module => ({ default: module.NewBotDialog })));

const lists = [
  { value: 'bots', label: 'Bots' },
  { value: 'archived', label: 'Archived' },
  { value: 'built-in', label: 'Built in' },
] as const;
type List = (typeof lists)[number]['value'];

/** What can trade: the bots written here, and the built-in strategies. */
export function BotsScreen() {
  const navigate = useNavigate();
  const search: { list?: string; new?: string } = useSearch({ strict: false });
  const list: List = lists.find(it => it.value === search.list)?.value ?? 'bots';
  const [asking, setAsking] = useState(search.new !== undefined);
  const edit = (id: number) => void navigate({ to: '/bots/$id/edit', params: { id: String(id) } });
  return (
    <Screen
      title="Bots"
      fill
      actions={
        <>
          <Segmented<List>
            label="Which"
            value={list}
            options={lists}
            onChange={value => void navigate({ to: '.', search: { list: value }, replace: true })}
          />
          <Button
            needs="developer"
            icon={<Upload size={14} aria-hidden="true" />}
            onClick={() => void importBot().then(bot => bot !== null && edit(bot.id))}
          >
            Import
          </Button>
          <Button
            kind="primary"
            needs="developer"
            icon={<Plus size={14} aria-hidden="true" />}
            onClick={() => setAsking(true)}
          >
            New bot
          </Button>
        </>
      }
    >
      {list === 'built-in' ? (
        <BuiltInTable />
      ) : (
        <BotTable key={list} archived={list === 'archived'} onOpen={edit} onNew={() => setAsking(true)} />
      )}
      {asking && (
        <Suspense fallback={null}>
          <NewBotDialog onMade={edit} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </Screen>
  );
}
