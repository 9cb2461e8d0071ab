import { useQuery } from '@tanstack/react-query';
import { get } from '@/api/client';
import { deploymentKey } from '@/api/trading';
import { dateTime } from '@/format/time';
import { useLiveQuery } from '@/live/useTopic';
import { CopyButton } from '@/ui/CopyButton';
import { QueryPanel } from '@/ui/QueryPanel';
import { Empty } from '@/ui/states';
import styles from './LiveBot.module.css';

/** What the strategy keeps from candle to candle, as it is now. */
export function BotStates({ id }: { id: string }) {
  const queryKey = [...deploymentKey(id), 'state'];
  useLiveQuery(`state:${id}`, queryKey);
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => get('strategyStates', `/api/deployments/${id}/strategy-state`, { signal }),
  });
  return (
    <QueryPanel
      title="State"
      query={query}
      live
      flush
      isEmpty={states => states.length === 0}
      empty={<Empty>The strategy keeps nothing of its own.</Empty>}
    >
      {states =>
        states.map(it => {
          const text = JSON.stringify(it.state, null, 2);
          return (
            <section key={it.instrument ?? ''} className={styles.state} aria-label={it.instrument ?? 'Whole run'}>
              <header>
                <h3>{it.instrument ?? 'Whole run'}</h3>
                <span className={styles.dim}>as of {dateTime(it.time)}</span>
                <CopyButton text={text} />
              </header>
              <pre>{text}</pre>
            </section>
          );
        })
      }
    </QueryPanel>
  );
}
