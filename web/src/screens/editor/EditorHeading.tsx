import { Link } from '@tanstack/react-router';
import { AlignLeft, GitCompare, Play, Rocket, Save } from 'lucide-react';
import { type Bot, languageName } from '@/api/bots';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { DraftMark } from './DraftMark';
import type { DraftView } from './DraftKeeper';

export function EditorHeading({ bot, view }: { bot: Bot; view: DraftView }) {
  return (
    <>
      <Link to="/bots">Bots</Link> / {bot.name}
      <Badge>{languageName(bot.language)}</Badge>
      <DraftMark view={view} version={bot.latest?.version ?? null} />
    </>
  );
}

interface Props {
  readOnly: boolean;
  busy: boolean;
  onFormat: () => void;
  onDiff?: () => void;
  onSave: () => void;
  onRun: () => void;
  onDeploy: () => void;
}

export function EditorActions({ readOnly, busy, onFormat, onDiff, onSave, onRun, onDeploy }: Props) {
  return (
    <>
      {!readOnly && (
        <Button needs="developer" icon={<AlignLeft size={14} aria-hidden="true" />} onClick={onFormat}>
          Format
        </Button>
      )}
      <Button
        icon={<GitCompare size={14} aria-hidden="true" />}
        onClick={onDiff}
        disabled={onDiff === undefined}
        title={onDiff === undefined ? 'There is no version yet' : undefined}
      >
        Diff
      </Button>
      {!readOnly && (
        <Button
          needs="developer"
          icon={<Save size={14} aria-hidden="true" />}
          title="Ctrl S"
          aria-keyshortcuts="Control+S"
          onClick={onSave}
        >
          Save version
        </Button>
      )}
      <Button
        kind="primary"
        needs="developer"
        icon={<Play size={14} aria-hidden="true" />}
        title="Ctrl Enter"
        aria-keyshortcuts="Control+Enter"
        aria-busy={busy || undefined}
        onClick={onRun}
      >
        Quick backtest
      </Button>
      <Button needs="trader" icon={<Rocket size={14} aria-hidden="true" />} onClick={onDeploy}>
        Deploy
      </Button>
    </>
  );
}
