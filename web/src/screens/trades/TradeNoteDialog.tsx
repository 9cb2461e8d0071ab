import { type FormEvent, useState } from 'react';
import { write } from '@/api/client';
import { type ClosedTrade, tradesKey } from '@/api/trading';
import { queryClient } from '@/app/queryClient';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorState } from '@/ui/states';
import styles from './Trades.module.css';

/** A tag and a note on a closed trade. */
export function TradeNoteDialog({ trade, onClose }: { trade: ClosedTrade; onClose: () => void }) {
  const [tag, setTag] = useState(trade.tag ?? '');
  const [note, setNote] = useState(trade.note ?? '');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await write('none', 'PATCH', `/api/trades/${trade.deployment}/${trade.number}`, { tag, note });
      await queryClient.invalidateQueries({ queryKey: tradesKey });
      onClose();
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  };
  return (
    <Dialog title={`Trade ${trade.number}: ${trade.instrument}`} onClose={onClose}>
      <form className={styles.form} onSubmit={event => void save(event)}>
        <label className={styles.field}>
          <span>Tag</span>
          <input className={styles.input} maxLength={40} value={tag} onChange={event => setTag(event.target.value)} />
        </label>
        <label className={styles.field}>
          <span>Note</span>
          <textarea
            className={styles.input}
            rows={4}
            maxLength={2000}
            value={note}
            onChange={event => setNote(event.target.value)}
          />
        </label>
        {error !== null && <ErrorState what="The note" error={error} />}
        <div className={styles.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" busy={busy}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
