import { useState } from 'react';
import { Button } from '@/ui/Button';
import styles from './Lab.module.css';

/** A note on a run, saved by its button. */
export function NoteField({ note, onSave }: { note: string; onSave: (note: string) => void }) {
  const [text, setText] = useState(note);
  return (
    <form
      className={styles.wide}
      onSubmit={event => {
        event.preventDefault();
        onSave(text);
      }}
    >
      <textarea
        className={styles.note}
        rows={3}
        aria-label="Note"
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" needs="developer" disabled={text === note}>
          Save note
        </Button>
      </div>
    </form>
  );
}
