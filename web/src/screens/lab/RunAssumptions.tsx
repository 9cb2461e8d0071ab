import { type RunRow, useRunResult } from '@/api/lab';
import { CopyButton } from '@/ui/CopyButton';
import { Panel } from '@/ui/Panel';
import { QueryPanel } from '@/ui/QueryPanel';
import styles from './Lab.module.css';

const text = (value: unknown): string =>
  value === null || value === undefined ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** camelCase as words. */
const words = (name: string): string => name.replaceAll(/([A-Z])/g, letter => ` ${letter.toLowerCase()}`);

function Facts({ of }: { of: Record<string, unknown> }) {
  return (
    <dl className={styles.facts}>
      {Object.entries(of).map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{words(name)}</dt>
          <dd>{text(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Everything the result rests on, defaults spelled out. */
export function RunAssumptions({ id, row }: { id: string; row: RunRow }) {
  const result = useRunResult(id);
  return (
    <div className={styles.columns} style={{ gap: 8 }}>
      <Panel title="Parameters" flush>
        <Facts of={{ strategy: row.strategy, ...row.parameters }} />
      </Panel>
      <QueryPanel title="Settings" query={result} flush>
        {data => <Facts of={data.settings} />}
      </QueryPanel>
      <QueryPanel title="Data and proof" query={result} flush>
        {data => (
          <>
            <Facts of={{ ...data.dataQuality, ...data.performance }} />
            <dl className={styles.facts}>
              <dt>Trade hash</dt>
              <dd className={styles.mono}>
                {row.tradeHash} <CopyButton text={row.tradeHash} />
              </dd>
              <dt>State hash</dt>
              <dd className={styles.mono}>
                {row.stateHash} <CopyButton text={row.stateHash} />
              </dd>
            </dl>
          </>
        )}
      </QueryPanel>
    </div>
  );
}
