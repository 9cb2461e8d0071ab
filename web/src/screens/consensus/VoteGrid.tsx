import { useSearch } from '@tanstack/react-router';
import type { Shape } from '@/api/schemas';
import { useKeyset } from '@/api/useKeyset';
import { dateTime } from '@/format/time';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { Empty, ErrorState, Skeleton } from '@/ui/states';
import styles from './Consensus.module.css';
import { decisionMark, looks, marksOf } from './letters';

type Consensus = NonNullable<Shape<'runConsensus'>['consensus']>;

/** Rows are strategies, columns are candles, a cell is a vote; below them the quorum's decision. */
export function VoteGrid({ id, consensus }: { id: string; consensus: Consensus }) {
  const search: { from?: string } = useSearch({ strict: false });
  const list = useKeyset('votes', ['runs', id, 'votes'], `/api/runs/${id}/votes`, { from: search.from });
  const quorum = consensus.rounds.map(it => `${it.quorum} of ${it.n}`).join(', ');
  return (
    <Panel
      title="Votes"
      note={`mode ${consensus.mode}, quorum ${quorum}`}
      flush
      actions={
        list.query.hasNextPage && (
          <Button onClick={list.onEnd} busy={list.query.isFetchingNextPage}>
            Later candles
          </Button>
        )
      }
    >
      {list.rows === undefined ? (
        list.query.isError ? (
          <ErrorState what="The votes" error={list.query.error} onRetry={() => void list.query.refetch()} />
        ) : (
          <Skeleton rows={consensus.voters.length + 2} />
        )
      ) : list.rows.length === 0 ? (
        <Empty>This run kept no votes.</Empty>
      ) : (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
        <div className={styles.scroll} tabIndex={0} role="group" aria-label="Votes by candle">
          <table className={styles.grid}>
            <thead>
              <tr>
                <th scope="col">Candle</th>
                {list.rows.map((row, at) => (
                  <th key={at} scope="col" title={`${row.instrument} ${dateTime(row.time)}`}>
                    <span className="visually-hidden">{dateTime(row.time)}</span>
                    {at % 8 === 0 && (
                      <span className={styles.tick} aria-hidden="true">
                        {dateTime(row.time).slice(5, 16)}
                      </span>
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {consensus.voters.map((voter, place) => (
                <tr key={voter.id}>
                  <th scope="row">{voter.id}</th>
                  {list.rows?.map((row, at) => {
                    const mark = marksOf(row.votes)[place] ?? 'none';
                    return (
                      <td key={at} data-mark={mark} title={`${voter.id}: ${looks[mark].word}, ${dateTime(row.time)}`}>
                        <span aria-hidden="true">{looks[mark].sign}</span>
                        <span className="visually-hidden">{looks[mark].word}</span>
                      </td>
                    );
                  })}
                </tr>
              ))}
              <tr className={styles.decision}>
                <th scope="row">Decision</th>
                {list.rows.map((row, at) => (
                  <td key={at} data-mark={decisionMark(row.decision)} title={`${row.decision}, ${dateTime(row.time)}`}>
                    <span aria-hidden="true">{looks[decisionMark(row.decision)].sign}</span>
                    <span className="visually-hidden">{row.decision}</span>
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
