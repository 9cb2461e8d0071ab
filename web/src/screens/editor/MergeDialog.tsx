import { useState } from 'react';
import type { Draft } from '@/api/bots';
import { DiffEditor } from '@/editor/DiffEditor';
import { dateTime } from '@/format/time';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import styles from './Editor.module.css';

interface Props {
  language: string;
  mine: string;
  theirs: Draft;
  onResolve: (text: string) => void;
}

/** Another tab or browser wrote this draft too: whoever is here decides what it becomes. */
export function MergeDialog({ language, mine, theirs, onResolve }: Props) {
  const [text, setText] = useState(mine);
  return (
    <Dialog title="This draft was changed elsewhere" onClose={() => {}} locked wide>
      <p>
        Another tab or browser saved it{theirs.edited === null ? '' : ` at ${dateTime(theirs.edited)}`}. On the left is
        what it saved, on the right what is here; the right side can be edited, and its arrows take over parts of the
        left. Nothing is lost until you choose.
      </p>
      <div className={styles.diff}>
        <DiffEditor
          language={language}
          labels={{ before: 'Saved elsewhere', after: 'Here' }}
          before={theirs.text}
          after={mine}
          height="100%"
          onEdit={setText}
        />
      </div>
      <div className={styles.buttons}>
        <Button onClick={() => onResolve(theirs.text)}>Take the left</Button>
        <Button kind="primary" onClick={() => onResolve(text)}>
          Keep the right
        </Button>
      </div>
    </Dialog>
  );
}
