import { type RunTrade, useRunTrades } from '@/api/lab';
import { count, percent, ratio } from '@/format/number';
import { duration } from '@/format/time';
import { QueryPanel } from '@/ui/QueryPanel';
import { ScrollBox } from '@/ui/ScrollBox';
import { Empty } from '@/ui/states';
import { type Bin, histogram, spread, streaks } from './distribution';
import styles from './Lab.module.css';

/** How the trades' returns lie: bars, quantiles and what is told of their shape. */
export function RunDistribution({ id }: { id: string }) {
  const query = useRunTrades(id);
  return (
    <QueryPanel
      title="Distribution"
      query={query}
      note={query.data?.next ? 'of the first 5,000 trades' : 'of the trades, each by its own return'}
      isEmpty={data => data.items.length === 0}
      empty={<Empty>The run made no trade.</Empty>}
    >
      {data => <Distribution trades={data.items} />}
    </QueryPanel>
  );
}

function Distribution({ trades }: { trades: readonly RunTrade[] }) {
  const returns = trades.map(trade => trade.returnRatio).filter(it => it !== null && it !== undefined);
  const held = trades.map(trade => trade.exitTime - trade.entryTime);
  const [told, times, rows] = [spread(returns), spread(held), streaks(trades)];
  const bins = histogram(returns);
  return (
    <>
      <Bars bins={bins} />
      <div className={styles.columns}>
        <ScrollBox label="Shape">
          <table className={styles.matrix}>
            <caption className="visually-hidden">Shape</caption>
            <tbody>
              <Fact name="Trades" value={count(trades.length)} />
              <Fact name="Mean return" value={percent(told?.mean ?? null, { signed: true })} />
              <Fact name="Standard deviation" value={percent(told?.deviation ?? null)} />
              <Fact name="Skew" value={ratio(told?.skew ?? null)} />
              <Fact name="Most won in a row" value={count(rows.won)} />
              <Fact name="Most lost in a row" value={count(rows.lost)} />
            </tbody>
          </table>
        </ScrollBox>
        <ScrollBox label="Quantiles">
          <table className={styles.matrix}>
            <caption className="visually-hidden">Quantiles</caption>
            <thead>
              <tr>
                <th scope="col">Share of trades below</th>
                <th scope="col">Return %</th>
                <th scope="col">Held</th>
              </tr>
            </thead>
            <tbody>
              {told?.quantiles.map(({ share, value }, at) => (
                <tr key={share}>
                  <th scope="row">{`${Math.round(100 * share)}%`}</th>
                  <td>{percent(value, { signed: true, unit: false })}</td>
                  <td>{duration(times?.quantiles[at]?.value ?? 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </div>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{value}</td>
    </tr>
  );
}

const edge = (value: number) => percent(value, { signed: true, unit: false });

/** A column a bin; colour never stands alone: losses are hatched. */
function Bars({ bins }: { bins: readonly Bin[] }) {
  const most = Math.max(1, ...bins.map(bin => bin.count));
  const [first, last] = [bins[0]?.from ?? 0, bins.at(-1)?.to ?? 0];
  const zero = first < 0 && last > 0 ? -first / (last - first) : null;
  const mode = bins.find(bin => bin.count === most);
  const sentence =
    mode === undefined
      ? 'No return is known.'
      : `Returns of trades in ${bins.length} columns of ${percent((bins[0]?.to ?? 0) - first)} from ${edge(first)} % to ${edge(last)} %; most, ${count(most)}, lie between ${edge(mode.from)} % and ${edge(mode.to)} %. The outermost columns hold what lies beyond.`;
  return (
    <figure className={styles.histogram}>
      <div className={styles.bars} role="img" aria-label={sentence} data-testid="histogram">
        {bins.map(bin => (
          <div
            key={bin.from}
            className={styles.bar}
            data-loss={bin.to <= 1e-12 || undefined}
            style={{ height: `${(100 * bin.count) / most}%` }}
            title={`${edge(bin.from)} % to ${edge(bin.to)} %: ${count(bin.count)}`}
          />
        ))}
      </div>
      <figcaption className={styles.scale} aria-hidden="true">
        <span>{edge(first)} %</span>
        {zero !== null && zero > 0.1 && zero < 0.9 && (
          <span className={styles.zero} style={{ left: `${100 * zero}%` }}>
            0
          </span>
        )}
        <span>{edge(last)} %</span>
      </figcaption>
    </figure>
  );
}
