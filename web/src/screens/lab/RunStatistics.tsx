import { useRunTrades } from '@/api/lab';
import { count, percent, ratio } from '@/format/number';
import { QueryPanel } from '@/ui/QueryPanel';
import { Empty } from '@/ui/states';
import { ScrollBox } from '@/ui/ScrollBox';
import styles from './Lab.module.css';
import { type Group, groupsOf } from './statistics';

/** The trades by instrument, side, exit reason, hour and weekday. Returns are ratios of each trade: no money is added up here. */
export function RunStatistics({ id }: { id: string }) {
  const query = useRunTrades(id);
  return (
    <QueryPanel
      title="Statistics"
      query={query}
      note={query.data?.next ? 'of the first 5,000 trades' : undefined}
      isEmpty={data => data.items.length === 0}
      empty={<Empty>The run made no trade.</Empty>}
    >
      {data => (
        <div className={styles.columns}>
          {groupsOf(data.items).map(group => (
            <GroupTable key={group.title} {...group} />
          ))}
        </div>
      )}
    </QueryPanel>
  );
}

function GroupTable({ title, rows }: { title: string; rows: Group[] }) {
  return (
    <ScrollBox label={title}>
      <table className={styles.matrix}>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">Trades</th>
            <th scope="col">Win %</th>
            <th scope="col">Mean %</th>
            <th scope="col">Profit factor</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td>{count(row.trades)}</td>
              <td>{percent(row.wins / row.trades, { unit: false })}</td>
              <td>{percent(row.mean, { signed: true, unit: false })}</td>
              <td>{ratio(row.profitFactor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
