import { count } from '@/format/number';
import { dateTime } from '@/format/time';
import { Empty } from '@/ui/states';
import styles from './Editor.module.css';
import type { Quick } from './useQuick';

const most = 1000;

/** What the bot wrote while it was run last; times are those of its candles. */
export function OutputPane({ quick }: { quick: Quick }) {
  const logs = quick.last?.result.logs ?? [];
  if (quick.last === null) return <Empty>What the bot writes appears here after a quick backtest.</Empty>;
  if (logs.length === 0) return <Empty>The bot wrote nothing.</Empty>;
  return (
    <>
      {logs.length > most && (
        <p className={styles.settings}>
          The newest {count(most)} of {count(logs.length)} lines
        </p>
      )}
      <ol className={styles.log}>
        {logs.slice(-most).map((line, index) => (
          <li key={index} data-level={line.level}>
            <time>{line.time === 0 ? '' : dateTime(line.time)}</time>
            <span>{line.level}</span>
            <span>{line.text}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
