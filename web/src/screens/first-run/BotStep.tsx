import { useState } from 'react';
import { type Strategy, useStrategies } from '@/api/research';
import { Button } from '@/ui/Button';
import { ErrorState, Skeleton } from '@/ui/states';
import styles from './FirstRun.module.css';

/** Shown first: simple, and each of another kind. */
const samples = [
  'moving-average-cross',
  'sma-cross',
  'ma-cross',
  'rsi',
  'rsi-reversion',
  'breakout',
  'donchian',
  'bollinger',
  'macd',
  'supertrend',
];

/** What can run as it is: every parameter has a value. */
const runsAsItIs = (strategy: Strategy): boolean => strategy.parameters.every(parameter => parameter.default !== null);

export function BotStep({ onDone }: { onDone: (strategy: Strategy) => void }) {
  const query = useStrategies();
  const [all, setAll] = useState(false);
  if (query.isError)
    return <ErrorState what="The strategies" error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Skeleton rows={3} />;
  const usable = query.data.filter(runsAsItIs);
  const first = samples.flatMap(name => usable.find(it => it.name === name) ?? []).slice(0, 4);
  const shown = all || first.length < 2 ? usable : first;
  return (
    <div className={styles.part}>
      <p>A strategy with its usual parameters; change them later, or write your own.</p>
      <ul className={styles.bots}>
        {shown.map(strategy => (
          <li key={strategy.name}>
            <button type="button" className={styles.bot} onClick={() => onDone(strategy)}>
              <strong>{strategy.name}</strong>
              <span>{strategy.summary}</span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < usable.length && (
        <Button kind="quiet" onClick={() => setAll(true)}>
          All {usable.length} strategies
        </Button>
      )}
    </div>
  );
}
