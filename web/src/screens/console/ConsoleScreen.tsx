import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { get, newKey, write } from '@/api/client';
import { asApiError } from '@/api/errors';
import { useCommandPreview } from '@/api/commands';
import { Preview } from '@/app/palette/Palette';
import { queryClient } from '@/app/queryClient';
import { dateTime } from '@/format/time';
import { useLiveQuery } from '@/live/useTopic';
import { Badge, type Tone } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { QueryPanel } from '@/ui/QueryPanel';
import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';
import styles from './Console.module.css';

const key = ['commands'] as const;
const tones: Record<string, Tone> = { done: 'ok', refused: 'crit', invalid: 'crit', unauthorised: 'crit' };

/** Commands as in chat and on the command line: typed, read back, and carried out once. */
export function ConsoleScreen() {
  useLiveQuery('commands', key);
  const transcript = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get('commandList', '/api/commands', { signal }),
  });
  const grammar = useQuery({
    queryKey: ['commands', 'grammar'],
    queryFn: ({ signal }) => get('grammar', '/api/commands/grammar', { signal }),
    staleTime: Infinity,
  });
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ ok: boolean; text: string } | null>(null);
  const preview = useCommandPreview(text);
  const once = useRef(newKey());
  const input = useRef<HTMLInputElement>(null);
  const past = useRef(-1);

  const change = (value: string) => {
    once.current = newKey();
    setText(value);
    setSaid(null);
  };
  const run = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || text.trim() === '') return;
    setBusy(true);
    try {
      const answer = await write('commandAnswer', 'POST', '/api/commands', { text }, { key: once.current });
      setSaid({ ok: true, text: answer.answer ?? answer.state });
      setText('');
      past.current = -1;
      once.current = newKey();
    } catch (error) {
      const it = asApiError(error);
      if (it.status !== 0) once.current = newKey();
      setSaid({
        ok: false,
        text: `${it.message} (${it.code}${it.correlationId === null ? '' : `, ${it.correlationId}`})`,
      });
    } finally {
      setBusy(false);
      void queryClient.invalidateQueries({ queryKey: key });
      input.current?.focus();
    }
  };
  const recall = (event: KeyboardEvent) => {
    const list = transcript.data ?? [];
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    past.current = Math.max(-1, Math.min(list.length - 1, past.current + step));
    change(past.current < 0 ? '' : (list[past.current]?.text ?? ''));
  };
  const words = text.trim().split(/\s+/);
  const verbs =
    grammar.data?.filter(it =>
      words.length > 1 ? it.name === words[0]?.toLowerCase() : it.name.startsWith(words[0]?.toLowerCase() ?? ''),
    ) ?? [];
  return (
    <Screen title="Console">
      <Panel title="Command">
        <form className={styles.form} onSubmit={event => void run(event)}>
          <span className={styles.prompt} aria-hidden="true">
            ›
          </span>
          <input
            ref={input}
            className={styles.input}
            aria-label="Command"
            value={text}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="buy btc 80 -tsl 2.8"
            onChange={event => change(event.target.value)}
            onKeyDown={recall}
          />
          <Button type="submit" kind="primary" needs="trader" busy={busy} disabled={text.trim() === ''}>
            Run
          </Button>
        </form>
        {said !== null && (
          <pre className={said.ok ? styles.answer : styles.fault} role={said.ok ? 'status' : 'alert'}>
            {said.text}
          </pre>
        )}
        {text.trim() !== '' && <Preview text={text} preview={preview} />}
      </Panel>
      <div className={styles.split}>
        <QueryPanel
          title="Transcript"
          query={transcript}
          note={transcript.data?.length}
          flush
          isEmpty={data => data.length === 0}
          empty={<Empty>Commands from here, the command line, chat and HTTP stand here with their answers.</Empty>}
        >
          {data => (
            <ol className={styles.list}>
              {data.map(row => (
                <li key={`${row.source}/${row.id}`}>
                  <div className={styles.head}>
                    <button
                      type="button"
                      className={styles.again}
                      title="Put it into the line again"
                      onClick={() => change(row.text)}
                    >
                      {row.text}
                    </button>
                    <Badge tone={tones[row.state] ?? 'plain'}>{row.state}</Badge>
                    <span className={styles.dim}>
                      {row.source} · {dateTime(row.time)}
                    </span>
                  </div>
                  {row.answer !== '' && <pre className={styles.said}>{row.answer}</pre>}
                </li>
              ))}
            </ol>
          )}
        </QueryPanel>
        <QueryPanel title="Grammar" query={grammar} flush>
          {() => (
            <dl className={styles.grammar}>
              {verbs.map(verb => (
                <div key={verb.name}>
                  <dt>
                    <button type="button" className={styles.again} onClick={() => change(verb.example)}>
                      {verb.usage}
                    </button>
                  </dt>
                  <dd>{verb.meaning}</dd>
                  {words.length > 1 &&
                    verb.options.map(option => (
                      <dd key={option.name} className={styles.option}>
                        <code>
                          {option.name} {option.value}
                        </code>{' '}
                        {option.meaning}
                      </dd>
                    ))}
                </div>
              ))}
              {verbs.length === 0 && <Empty>No command begins so.</Empty>}
            </dl>
          )}
        </QueryPanel>
      </div>
    </Screen>
  );
}
