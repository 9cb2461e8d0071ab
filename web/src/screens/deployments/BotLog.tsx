import { deploymentKey } from '@/api/trading';
import { useKeyset } from '@/api/useKeyset';
import { dateTime } from '@/format/time';
import { useLiveQuery } from '@/live/useTopic';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { Empty, ErrorState, Skeleton } from '@/ui/states';
import styles from './LiveBot.module.css';

/** What the bot and the host wrote of it, newest first. */
export function BotLog({ id }: { id: string }) {
  const key = [...deploymentKey(id), 'logs'];
  useLiveQuery(`logs:${id}`, key);
  const list = useKeyset('logLines', key, `/api/deployments/${id}/logs`);
  return (
    <Panel title="Log" flush>
      {list.rows === undefined ? (
        list.query.isError ? (
          <ErrorState what="The log" error={list.query.error} onRetry={() => void list.query.refetch()} />
        ) : (
          <Skeleton rows={10} />
        )
      ) : list.rows.length === 0 ? (
        <Empty>Nothing was written yet.</Empty>
      ) : (
        <>
          <ol className={styles.log}>
            {list.rows.map(line => (
              <li key={line.sequence} data-level={line.level}>
                <time className={styles.time}>{dateTime(line.time, true)}</time>
                <span className={styles.level}>{line.level}</span>
                <span>{line.message}</span>
              </li>
            ))}
          </ol>
          {list.query.hasNextPage && (
            <div className={styles.more}>
              <Button onClick={list.onEnd} busy={list.query.isFetchingNextPage}>
                Earlier lines
              </Button>
            </div>
          )}
        </>
      )}
    </Panel>
  );
}
