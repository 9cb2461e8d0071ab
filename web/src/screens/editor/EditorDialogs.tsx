import { Suspense, lazy } from 'react';
import type { BotDetail, BotVersion, Parameter } from '@/api/bots';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { DiffDialog } from './DiffDialog';
import type { DraftView } from './DraftKeeper';
import styles from './Editor.module.css';
import { MergeDialog } from './MergeDialog';
import { QuickSettingsDialog } from './QuickSettingsDialog';
import { SaveVersionDialog } from './SaveVersionDialog';
import { monacoLanguage } from './files';
import type { Settings } from './useQuick';

const NewDeploymentDialog = lazy(() =>
  import('@/screens/deployments/NewDeploymentDialog').then(module => ({ default: module.NewDeploymentDialog })),
);

/** The one thing that is asked about now. */
export type Asked =
  | { kind: 'save'; thenDeploy: boolean }
  | { kind: 'deploy'; version: string }
  | { kind: 'settings' }
  | { kind: 'diff'; version: string }
  | { kind: 'leave'; answer: (leave: boolean) => void };

interface Props {
  detail: BotDetail;
  view: DraftView;
  asked: Asked | null;
  settings: Settings | null;
  parameters: Parameter[];
  onClose: () => void;
  onRun: (settings: Settings) => void;
  onResolve: (text: string) => void;
  onSaved: (version: BotVersion, thenDeploy: boolean) => void | Promise<void>;
}

export function EditorDialogs(props: Props) {
  const { detail, view, asked, onClose } = props;
  const language = monacoLanguage(detail.bot.language);
  if (view.state === 'conflict' && view.theirs !== null)
    return <MergeDialog language={language} mine={view.text} theirs={view.theirs} onResolve={props.onResolve} />;
  switch (asked?.kind) {
    case 'save':
      return (
        <SaveVersionDialog
          detail={detail}
          text={view.text}
          onSaved={version => void props.onSaved(version, asked.thenDeploy)}
          onClose={onClose}
        />
      );
    case 'deploy':
      return (
        <Suspense fallback={null}>
          <NewDeploymentDialog strategy={`${detail.bot.id}@${asked.version}`} onClose={onClose} />
        </Suspense>
      );
    case 'settings':
      return (
        <QuickSettingsDialog
          settings={props.settings}
          parameters={props.parameters}
          onRun={props.onRun}
          onClose={onClose}
        />
      );
    case 'diff':
      return <DiffDialog detail={detail} text={view.text} version={asked.version} onClose={onClose} />;
    case 'leave':
      return (
        <LeaveDialog
          onAnswer={leave => {
            asked.answer(leave);
            onClose();
          }}
        />
      );
    case undefined:
      return null;
  }
}

function LeaveDialog({ onAnswer }: { onAnswer: (leave: boolean) => void }) {
  return (
    <Dialog title="The server does not have this text" onClose={() => onAnswer(false)}>
      <p>It is kept in this browser and comes back when the bot is opened here again.</p>
      <div className={styles.buttons}>
        <Button onClick={() => onAnswer(true)}>Leave</Button>
        <Button kind="primary" onClick={() => onAnswer(false)} data-autofocus>
          Stay
        </Button>
      </div>
    </Dialog>
  );
}
