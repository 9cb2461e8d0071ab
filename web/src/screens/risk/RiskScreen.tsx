import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { newKey } from '@/api/client';
import { lift, riskKey, useRisk } from '@/api/risk';
import { queryClient } from '@/app/queryClient';
import { dateTime } from '@/format/time';
import { useLiveQuery } from '@/live/useTopic';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { QueryPanel } from '@/ui/QueryPanel';
import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';
import { toast } from '@/ui/toast';
import { ScrollBox } from '@/ui/ScrollBox';
import { GuardTable } from './GuardTable';
import { LimitsPanel } from './LimitsPanel';
import styles from './Risk.module.css';
import { StopDialog } from './StopDialog';

const release = async (account?: string) => {
  try {
    await lift(account, newKey());
    toast.ok('Released', account ?? 'all accounts');
  } catch (error) {
    toast.error('Not released', error);
  }
  await queryClient.invalidateQueries({ queryKey: riskKey });
};

/** The kill switch, limits with what is used of them, guards, and what was refused. */
export function RiskScreen() {
  useLiveQuery('fleet', riskKey);
  const query = useRisk();
  const [tripping, setTripping] = useState(false);
  return (
    <Screen title="Risk">
      <QueryPanel title="Kill switch" query={query} what="The kill switch" live>
        {data => (
          <div className={styles.switch}>
            {data.halted === null ? <Badge tone="ok">armed</Badge> : <Badge tone="crit">tripped</Badge>}
            <span className={styles.grow}>
              {data.halted ??
                'It blocks new entries everywhere, cancels our entry orders, and flattens if you ask it to.'}
            </span>
            {data.halted === null ? (
              <Button kind="danger" needs="trader" onClick={() => setTripping(true)}>
                Trip…
              </Button>
            ) : (
              <Button needs="trader" onClick={() => void release()}>
                Release
              </Button>
            )}
            {Object.entries(data.haltedAccounts).map(([account, reason]) => (
              <p key={account} className={styles.account}>
                <Badge tone="crit">{account}</Badge> {reason}{' '}
                <Button needs="trader" onClick={() => void release(account)}>
                  Release {account}
                </Button>
              </p>
            ))}
          </div>
        )}
      </QueryPanel>
      <div className={styles.split}>
        <LimitsPanel query={query} />
        <QueryPanel
          title="Guards"
          query={query}
          note={query.data?.guards.length}
          flush
          live
          isEmpty={data => data.guards.length === 0}
          empty={
            <Empty>
              No deployment has a guard or limit: they stop entries after losses, for a while, or above an exposure.
            </Empty>
          }
        >
          {data => (
            <GuardTable
              guards={data.guards}
              name={guard => (
                <Link to="/deployments/$id" params={{ id: String(guard.deployment) }}>
                  {guard.scope}
                </Link>
              )}
            />
          )}
        </QueryPanel>
      </div>
      <QueryPanel
        title="Refused entries"
        query={query}
        note={query.data?.refused.length}
        flush
        isEmpty={data => data.refused.length === 0}
        empty={
          <Empty>
            Nothing was refused. An order that a rule, a limit or the kill switch stops stands here with the reason.
          </Empty>
        }
      >
        {data => (
          <ScrollBox label="Refused entries">
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">Time</th>
                  <th scope="col">Deployment</th>
                  <th scope="col">Why</th>
                </tr>
              </thead>
              <tbody>
                {data.refused.map((row, at) => (
                  <tr key={at}>
                    <th scope="row">{dateTime(row.time)}</th>
                    <td>{row.name ?? row.deployment}</td>
                    <td className={styles.text}>{row.text}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )}
      </QueryPanel>
      {tripping && <StopDialog onClose={() => setTripping(false)} />}
    </Screen>
  );
}
