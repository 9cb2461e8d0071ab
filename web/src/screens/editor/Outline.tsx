import type { Parameter } from '@/api/bots';
import { Panel } from '@/ui/Panel';
import { Empty } from '@/ui/states';
import styles from './Editor.module.css';

/** The parameters a text declares, each a way to where it does. */
export function Outline({ parameters, onGo }: { parameters: Parameter[] | null; onGo: (name: string) => void }) {
  return (
    <Panel title="Parameters" note={parameters?.length ?? '—'} flush className={styles.outline}>
      {parameters === null ? (
        <Empty>They appear here once the text is understood.</Empty>
      ) : parameters.length === 0 ? (
        <Empty>This bot declares no parameters.</Empty>
      ) : (
        <ul className={styles.parameters}>
          {parameters.map(it => (
            <li key={it.name}>
              <button type="button" onClick={() => onGo(it.name)} title={it.help}>
                <span>{it.name}</span>
                <span className={styles.value}>
                  {it.default ?? '—'}
                  {it.unit ?? ''}
                </span>
                {(it.min !== null || it.max !== null) && (
                  <span className={styles.range}>
                    {it.min ?? '…'} to {it.max ?? '…'}
                  </span>
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
