import { useRunMonteCarlo } from '@/api/lab';
import { FanChart } from '@/charts/FanChart';
import { count, growth, percent, ratio } from '@/format/number';
import { QueryPanel } from '@/ui/QueryPanel';
import { ScrollBox } from '@/ui/ScrollBox';
import { Empty } from '@/ui/states';
import lab from './Lab.module.css';
import styles from './RunMonteCarlo.module.css';
import { type Bootstrap, type Shuffle, type Spread, parts, placed, whyNoBootstrap, whyNoShuffle } from './monteCarlo';

/** What else a run could have lived through: its trades in other orders, its days drawn anew. */
export function RunMonteCarlo({ id }: { id: string }) {
  const query = useRunMonteCarlo(id);
  const { shuffle, bootstrap, trades } = query.data ?? {};
  return (
    <>
      <QueryPanel
        title="Trades in other orders"
        query={query}
        note={shuffle ? `${count(shuffle.runs)} orders` : undefined}
      >
        {data => (data.shuffle === null ? <Empty>{whyNoShuffle(data)}</Empty> : <Orders shuffle={data.shuffle} />)}
      </QueryPanel>
      <QueryPanel
        title="Days drawn anew"
        query={query}
        note={bootstrap && trades ? `${count(bootstrap.runs)} series` : undefined}
      >
        {data =>
          data.bootstrap === null || data.trades === 0 ? (
            <Empty>{whyNoBootstrap(data)}</Empty>
          ) : (
            <Days bootstrap={data.bootstrap} />
          )
        }
      </QueryPanel>
    </>
  );
}

function Orders({ shuffle }: { shuffle: Shuffle }) {
  return (
    <>
      <p className={styles.text}>
        The same trades, one after another in random orders, each with its return on the equity before it. They always
        end with the same return, so only the way there is told: how deep such a strategy may fall without doing
        anything worse than it did. As it was, from closed trade to closed trade, it fell by {percent(shuffle.actual)}:{' '}
        {placed(shuffle)}. It says nothing of losses within trades, or of other markets.
      </p>
      <SpreadTable title="Drawdowns of other orders" rows={[['Max drawdown', shuffle.maxDrawdown, percent]]} />
    </>
  );
}

function Days({ bootstrap }: { bootstrap: Bootstrap }) {
  return (
    <>
      <p className={styles.text}>
        The run’s own days drawn with replacement, {count(bootstrap.blockDays)} in a row at a time, into series as long
        as the run. <strong>{percent(bootstrap.lossShare)} of them end below their start.</strong> It shows how much of
        the result hangs on which days came, and how often. It knows no day worse than the worst of this run, and it
        does not tell what comes.
      </p>
      <SpreadTable
        title="Outcomes of days drawn anew"
        rows={[
          ['Total return', bootstrap.totalReturn, value => growth(value, { signed: true })],
          ['Max drawdown', bootstrap.maxDrawdown, percent],
          ['Sharpe', bootstrap.sharpe, ratio],
        ]}
      />
      <div className={styles.chart}>
        <FanChart fan={bootstrap.fan} label="Return of the series" />
      </div>
    </>
  );
}

type Row = readonly [name: string, spread: Spread | null, show: (value: number | null) => string];

function SpreadTable({ title, rows }: { title: string; rows: readonly Row[] }) {
  return (
    <ScrollBox label={title}>
      <table className={lab.matrix}>
        <caption className="visually-hidden">{title}: what share of them lies below</caption>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            {parts.map(([, name]) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, spread, show]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {parts.map(([part]) => (
                <td key={part}>{show(spread?.[part] ?? null)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
