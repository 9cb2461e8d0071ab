import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { get } from '@/api/client';
import { runsKey } from '@/api/lab';
import { useKeyset } from '@/api/useKeyset';
import { count, percent, ratio } from '@/format/number';
import { date } from '@/format/time';
import { Panel } from '@/ui/Panel';
import { QueryPanel } from '@/ui/QueryPanel';
import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';
import { ScrollBox } from '@/ui/ScrollBox';
import styles from './Consensus.module.css';
import { RecountPanel } from './RecountPanel';
import { VoteGrid } from './VoteGrid';

/** How the strategies of a run voted, what came of it, and what would have come of it otherwise. */
export function ConsensusScreen() {
  const search: { run?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const runs = useKeyset('runs', [...runsKey, 'consensus'], '/api/runs', { strategy: 'consensus' });
  const id = search.run ?? (runs.rows?.[0] === undefined ? undefined : String(runs.rows[0].id));
  const query = useQuery({
    queryKey: ['runs', id, 'consensus'],
    queryFn: ({ signal }) => get('runConsensus', `/api/runs/${id}/result`, { signal }),
    enabled: id !== undefined,
    staleTime: Infinity,
  });
  const consensus = query.data?.consensus;
  const choice = runs.rows !== undefined && runs.rows.length > 0 && (
    <select
      aria-label="Run"
      className={styles.choice}
      value={id}
      onChange={event =>
        void navigate({ to: '.', search: (before: object) => ({ ...before, run: event.target.value }), replace: true })
      }
    >
      {runs.rows.map(row => (
        <option key={row.id} value={row.id}>
          {`run ${row.id}: ${row.instruments.join(', ')} ${row.timeframe}, ${date(row.from)} – ${date(row.to)}`}
        </option>
      ))}
    </select>
  );
  if (runs.rows !== undefined && id === undefined) {
    return (
      <Screen title="Consensus">
        <Panel title="Consensus">
          <Empty action={<Link to="/lab">Run the strategy consensus in the Lab</Link>}>
            Here stand the votes of every strategy for every candle, with what was decided and why.
          </Empty>
        </Panel>
      </Screen>
    );
  }
  return (
    <Screen title="Consensus" actions={choice}>
      {query.data !== undefined && (consensus === undefined || consensus === null) ? (
        <Panel title="Votes">
          <Empty>{`Run ${id} was decided by one strategy: there are no votes.`}</Empty>
        </Panel>
      ) : (
        <>
          {id !== undefined && consensus !== undefined && consensus !== null && (
            <VoteGrid id={id} consensus={consensus} />
          )}
          <div className={styles.split}>
            <QueryPanel title="Reliability" query={query} what="The voters" flush>
              {() => (
                <ScrollBox label="Reliability of the voters">
                  <table className={styles.table}>
                    <thead>
                      <tr>
                        <th scope="col">Voter</th>
                        <th scope="col">Rule</th>
                        <th scope="col">Weight</th>
                        <th scope="col">Votes</th>
                        <th scope="col">Faults</th>
                        <th scope="col" title="Share of its votes that agreed with the decision">
                          Agreement %
                        </th>
                        <th scope="col" title="Share of its votes that the next candle proved right">
                          Hit %
                        </th>
                      </tr>
                    </thead>
                    <tbody>
                      {consensus?.voters.map(voter => (
                        <tr key={voter.id}>
                          <th scope="row">{voter.id}</th>
                          <td className={styles.rule}>{voter.rule}</td>
                          <td>{ratio(voter.weight)}</td>
                          <td>{count(voter.votes)}</td>
                          <td>{count(Object.values(voter.faults).reduce((sum, it) => sum + it, 0))}</td>
                          <td>{percent(voter.agreement, { unit: false })}</td>
                          <td>{percent(voter.hitRate, { unit: false })}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </ScrollBox>
              )}
            </QueryPanel>
            {id !== undefined && consensus !== undefined && consensus !== null && (
              <RecountPanel key={id} id={id} consensus={consensus} />
            )}
          </div>
        </>
      )}
    </Screen>
  );
}
