import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { create } from 'zustand';
import { newKey } from '@/api/client';
import { asApiError } from '@/api/errors';
import { Button } from './Button';
import { Dialog } from './Dialog';
import styles from './confirm.module.css';
import { ErrorState } from './states';

export interface Confirmation {
  title: string;
  /** The exact effects, one line each: confirm level 2. */
  effects: ReactNode[];
  /** The name to type before anything happens: confirm level 3. */
  typeName?: string;
  confirmLabel: string;
  danger?: boolean;
  /** Does it, once: `key` was made when the dialog opened and goes with the request. */
  action: (key: string) => Promise<unknown>;
  /** A graver thing to do instead: pressing it shows its own effects first. */
  other?: Omit<Confirmation, 'title' | 'other' | 'danger'>;
}

const useAsked = create<{ asked: (Confirmation & { key: string }) | null }>(() => ({ asked: null }));

/** Opens the dialog; nothing happens until the person confirms it there. */
export const confirm = (confirmation: Confirmation): void =>
  useAsked.setState({ asked: { ...confirmation, key: newKey() } });

/** Shows what `confirm` was asked; once in the app. */
export function ConfirmHost() {
  const asked = useAsked(state => state.asked);
  return asked === null ? null : (
    <ConfirmDialog key={asked.key} asked={asked} onClose={() => useAsked.setState({ asked: null })} />
  );
}

export function ConfirmDialog({ asked, onClose }: { asked: Confirmation & { key: string }; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<'asking' | 'sending' | 'refused'>('asking');
  const [error, setError] = useState<unknown>(null);
  const key = useRef(asked.key);
  const sending = useRef(false);
  const matches = asked.typeName === undefined || typed === asked.typeName;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending.current || !matches) return;
    sending.current = true;
    setState('sending');
    try {
      await asked.action(key.current);
      onClose();
    } catch (reason) {
      sending.current = false;
      // Refused is an answer: trying again is a new request. No answer keeps the key: it may have been done already.
      if (asApiError(reason).status !== 0) key.current = newKey();
      setError(reason);
      setState('refused');
    }
  };
  return (
    <Dialog title={asked.title} onClose={onClose} locked={state === 'sending'} tone={asked.danger ? 'crit' : 'plain'}>
      <form onSubmit={event => void submit(event)}>
        <ul className={styles.effects}>
          {asked.effects.map((effect, index) => (
            <li key={index}>{effect}</li>
          ))}
        </ul>
        {asked.typeName !== undefined && (
          <label className={styles.typed}>
            <span>
              Type <code>{asked.typeName}</code> to confirm
            </span>
            <input
              className={styles.input}
              value={typed}
              autoComplete="off"
              spellCheck={false}
              data-autofocus
              onChange={event => setTyped(event.target.value)}
            />
          </label>
        )}
        {state === 'refused' && <ErrorState what="Refused: this" error={error} />}
        <div className={styles.buttons}>
          <Button onClick={onClose} disabled={state === 'sending'}>
            Cancel
          </Button>
          {asked.other !== undefined && (
            <Button
              kind="danger"
              disabled={state === 'sending'}
              onClick={() => {
                if (asked.other !== undefined) confirm({ title: asked.title, danger: true, ...asked.other });
              }}
            >
              {asked.other.confirmLabel}…
            </Button>
          )}
          <Button
            type="submit"
            kind={asked.danger ? 'danger' : 'primary'}
            disabled={!matches}
            busy={state === 'sending'}
            data-autofocus={asked.typeName === undefined && !asked.danger ? true : undefined}
          >
            {state === 'sending' ? 'Sending…' : asked.confirmLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
