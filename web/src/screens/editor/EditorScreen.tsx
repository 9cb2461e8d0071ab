import { useParams } from '@tanstack/react-router';
import { Suspense, lazy } from 'react';
import { useBot } from '@/api/bots';
import { Screen } from '@/ui/Screen';
import { ErrorState, Skeleton } from '@/ui/states';
import { useDraft } from './useDraft';

const Workbench = lazy(() => import('./Workbench').then(module => ({ default: module.Workbench })));

/** The editor of one bot. Monaco comes with the workbench, when it is first opened. */
export function EditorScreen() {
  const { id = '' } = useParams({ strict: false });
  const bot = useBot(id);
  const draft = useDraft(id);
  const error = bot.error ?? draft.error;
  const loading = (
    <Screen title={bot.data?.bot.name ?? `Bot ${id}`} fill>
      <Skeleton rows={16} label="Loading the editor" />
    </Screen>
  );
  if (error !== null && (bot.data === undefined || draft.view === null)) {
    return (
      <Screen title={`Bot ${id}`}>
        <ErrorState
          what="The bot"
          error={error}
          onRetry={() => {
            void bot.refetch();
            draft.retry();
          }}
        />
      </Screen>
    );
  }
  if (bot.data === undefined || draft.view === null) return loading;
  return (
    <Suspense fallback={loading}>
      <Workbench key={id} detail={bot.data} keeper={draft.keeper} view={draft.view} />
    </Suspense>
  );
}
