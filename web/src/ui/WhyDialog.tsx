import { useWhy } from '@/api/trading';
import { dateTime } from '@/format/time';
import { Dialog } from './Dialog';
import { Empty, ErrorState, Skeleton } from './states';
import styles from './WhyDialog.module.css';

/** The reason chain of an order or trade: signal, votes, rules, order, fills, one line each. */
export function WhyDialog({ id, title, onClose }: { id: string; title: string; onClose: () => void }) {
  const query = useWhy(id);
  return (
    <Dialog title={`Why: ${title}`} onClose={onClose} wide>
      {query.data === undefined ? (
        query.isError ? (
          <ErrorState what="The story" error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton rows={6} />
        )
      ) : query.data.length === 0 ? (
        <Empty>Nothing is written of it.</Empty>
      ) : (
        <ol className={styles.chain}>
          {query.data.map((line, at) => (
            <li key={at}>
              <span className={styles.step}>{line.step}</span>
              <span className={styles.text}>{line.text}</span>
              <time className={styles.time}>{dateTime(line.time, true)}</time>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
