import { OctagonX } from 'lucide-react';
import { type FormEvent, useEffect, useReducer, useRef, useState } from 'react';
import { get, newKey } from '@/api/client';
import { asApiError } from '@/api/errors';
import { useFleet } from '@/api/fleet';
import { halt, lift, riskKey, useRisk } from '@/api/risk';
import { queryClient } from '@/app/queryClient';
import { duration } from '@/format/time';
import { mayAct, useRole } from '@/state/session';
import { useNow } from '@/state/now';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorState } from '@/ui/states';
import { toast } from '@/ui/toast';
import styles from './Stop.module.css';
import { StopReports } from './StopReports';
import { begin, step } from './stopState';

const word = 'flatten';

/** The kill switch: the fixed order of what happens, one press, and what is left on each account until it is seen. */
export function StopDialog({ onClose }: { onClose: () => void }) {
  const [state, dispatch] = useReducer(step, begin);
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const key = useRef(newKey());
  const role = useRole();
  const may = mayAct(role, 'trader');
  const hasLive = useFleet().data?.modes.some(mode => mode.mode === 'live') ?? true;
  const asksWord = state.flatten && hasLive;
  const risk = useRisk();
  const halted = risk.data?.halted ?? null;

  // Progress while the answer is out: one venue may hang, and the others are told of meanwhile.
  useEffect(() => {
    if (state.phase !== 'sending') return undefined;
    const timer = setInterval(() => {
      get('risk', '/api/risk').then(
        answer => dispatch({ is: 'progress', reports: answer.kill ?? [] }),
        () => {},
      );
    }, 1000);
    return () => clearInterval(timer);
  }, [state.phase]);

  const trip = async (event: FormEvent) => {
    event.preventDefault();
    if (state.phase === 'sending' || !may || (asksWord && typed !== word)) return;
    dispatch({ is: 'sent', at: Date.now() });
    try {
      const reports = await halt({ reason: reason.trim() || 'kill switch', flatten: state.flatten }, key.current);
      dispatch({ is: 'answered', reports });
    } catch (error) {
      if (asApiError(error).status !== 0) key.current = newKey();
      dispatch({ is: 'failed', error });
    }
    void queryClient.invalidateQueries({ queryKey: riskKey });
  };
  const release = async () => {
    try {
      await lift(undefined, newKey());
      toast.ok('The kill switch is released', 'Deployments may open positions again.');
      void queryClient.invalidateQueries({ queryKey: riskKey });
      onClose();
    } catch (error) {
      toast.error('The kill switch could not be released', error);
    }
  };

  const over = state.phase === 'answered';
  return (
    <Dialog
      title={
        <span className={styles.title}>
          <OctagonX size={18} aria-hidden="true" /> Kill switch
        </span>
      }
      tone="crit"
      onClose={onClose}
      locked={state.phase === 'sending'}
    >
      <form onSubmit={event => void trip(event)}>
        {halted !== null && state.phase === 'asking' && (
          <div className={styles.halted} role="status">
            <p>
              <strong>Tripped.</strong> {halted}. Nothing opens a position until it is released.
            </p>
            <Button needs="trader" onClick={() => void release()}>
              Release
            </Button>
          </div>
        )}
        <ol className={styles.order}>
          <li>
            <strong>Block new entries</strong> on every deployment, live and paper.
          </li>
          <li>
            <strong>Cancel our entry orders.</strong> Stops and targets stay at the venue.
          </li>
          <li className={state.flatten ? undefined : styles.off}>
            <label className={styles.tick}>
              <input
                type="checkbox"
                checked={state.flatten}
                disabled={state.phase !== 'asking'}
                onChange={event => dispatch({ is: 'flatten', on: event.target.checked })}
              />
              <span>
                <strong>Flatten our positions</strong> at the market; the exits of each are cancelled as it closes.
              </span>
            </label>
          </li>
        </ol>
        {state.phase === 'asking' && (
          <>
            {asksWord && (
              <label className={styles.field}>
                <span>
                  Live positions will be closed. Type <code>{word}</code> to confirm.
                </span>
                <input
                  className={styles.input}
                  value={typed}
                  autoComplete="off"
                  spellCheck={false}
                  onChange={event => setTyped(event.target.value)}
                />
              </label>
            )}
            <label className={styles.field}>
              <span>Reason, for the audit log</span>
              <input
                className={styles.input}
                value={reason}
                placeholder="kill switch"
                maxLength={200}
                onChange={event => setReason(event.target.value)}
              />
            </label>
          </>
        )}
        {state.phase === 'sending' && state.since !== null && <Waiting since={state.since} />}
        {state.phase === 'unanswered' && <ErrorState what="The kill switch: its answer" error={state.error} />}
        {(over || state.reports.length > 0) && (
          <StopReports reports={state.reports} flatten={state.flatten} isOver={over} />
        )}
        <div className={styles.buttons}>
          {over ? (
            <Button kind="primary" onClick={onClose}>
              I have seen this
            </Button>
          ) : (
            <>
              <Button onClick={onClose} disabled={state.phase === 'sending'}>
                Cancel
              </Button>
              <Button
                type="submit"
                kind="danger"
                needs="trader"
                className={styles.trip}
                busy={state.phase === 'sending'}
                disabled={asksWord && typed !== word}
                data-autofocus
              >
                {state.phase === 'sending'
                  ? 'Stopping…'
                  : state.phase === 'unanswered'
                    ? 'Send it again'
                    : state.flatten
                      ? 'Stop and flatten'
                      : 'Stop'}
              </Button>
            </>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function Waiting({ since }: { since: number }) {
  const now = useNow();
  return (
    <p className={styles.waiting} role="alert">
      Stopping… <span aria-hidden="true">{duration(Math.max(0, now - since))}</span> A venue that does not answer holds
      no other up.
    </p>
  );
}
