import { Badge, type Tone } from '@/ui/Badge';
import styles from './Editor.module.css';
import type { DraftState, DraftView } from './DraftKeeper';

const words: Record<DraftState, [string, Tone]> = {
  saved: ['draft saved', 'plain'],
  edited: ['draft edited', 'plain'],
  saving: ['saving…', 'plain'],
  offline: ['kept in this browser', 'warn'],
  conflict: ['changed elsewhere', 'crit'],
  refused: ['not saved', 'crit'],
};

/** Where the text on screen is kept now. */
export function DraftMark({ view, version }: { view: DraftView; version: string | null }) {
  const isVersion = view.state === 'saved' && view.saved.revision === 0 && version !== null;
  const [text, tone] = isVersion ? ([`version ${version}`, 'plain'] as const) : words[view.state];
  return (
    <span role="status" className={styles.mark} title={view.error?.message}>
      <Badge tone={tone}>{text}</Badge>
    </span>
  );
}
