import { useState } from 'react';
import { write } from '@/api/client';
import type { Shape } from '@/api/schemas';
import { count, percent } from '@/format/number';
import { dateTime } from '@/format/time';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { ErrorState } from '@/ui/states';
import styles from './Consensus.module.css';

type Consensus = NonNullable<Shape<'runConsensus'>['consensus']>;
const modes = ['majority', 'unanimous', 'weighted', 'factor', 'bft'];
const shown = 50;

/** What if: another quorum, or a strategy that says nothing. Nothing is changed by it. */
export function RecountPanel({ id, consensus }: { id: string; consensus: Consensus }) {
  const [mode, setMode] = useState(consensus.mode);
  const [quorum, setQuorum] = useState('');
  const [mute, setMute] = useState<string[]>([]);
  const [result, setResult] = useState<Shape<'recount'> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const recount = async () => {
    setBusy(true);
    setError(null);
    try {
      const wish = { mode, quorum: quorum === '' ? undefined : Number(quorum), mute };
      setResult(await write('recount', 'POST', `/api/runs/${id}/recount`, wish));
    } catch (reason) {
      setError(reason);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title="What if">
      <form
        className={styles.form}
        onSubmit={event => {
          event.preventDefault();
          void recount();
        }}
      >
        <label className={styles.field}>
          <span>Mode</span>
          <select className={styles.choice} value={mode} onChange={event => setMode(event.target.value)}>
            {modes.map(it => (
              <option key={it}>{it}</option>
            ))}
          </select>
        </label>
        <label className={styles.field}>
          <span>Quorum, in mode bft</span>
          <input
            className={styles.choice}
            type="number"
            min={1}
            max={consensus.voters.length}
            value={quorum}
            disabled={mode !== 'bft'}
            placeholder={String(consensus.rounds[0]?.quorum ?? '')}
            onChange={event => setQuorum(event.target.value)}
          />
        </label>
        <fieldset className={styles.voters}>
          <legend>Taken for silent</legend>
          {consensus.voters.map(voter => (
            <label key={voter.id}>
              <input
                type="checkbox"
                checked={mute.includes(voter.id)}
                onChange={event =>
                  setMute(event.target.checked ? [...mute, voter.id] : mute.filter(it => it !== voter.id))
                }
              />{' '}
              {voter.id}
            </label>
          ))}
        </fieldset>
        <Button type="submit" kind="primary" busy={busy}>
          Recount
        </Button>
      </form>
      {error !== null && <ErrorState what="The recount" error={error} />}
      {result !== null && (
        <div role="status">
          <p>
            <strong>{count(result.changed)}</strong> of {count(result.rounds)} decisions (
            {percent(result.rounds === 0 ? 0 : result.changed / result.rounds)}) would have been others
            {result.truncated ? '; the run kept only its first rounds' : ''}.
          </p>
          <ul className={styles.changes}>
            {result.changes.slice(0, shown).map(it => (
              <li key={`${it.instrument}/${it.time}`}>
                <code>{it.votes}</code> {dateTime(it.time)} {it.instrument}: {it.before} → {it.after}
              </li>
            ))}
            {result.changes.length > shown && <li>and {count(result.changed - shown)} more</li>}
          </ul>
        </div>
      )}
    </Panel>
  );
}
