import { useQuery } from '@tanstack/react-query';
import { get } from '@/api/client';
import type { Shape } from '@/api/schemas';
import { deploymentKey } from '@/api/trading';
import { count, percent, ratio } from '@/format/number';
import { duration } from '@/format/time';
import { useLiveQuery } from '@/live/useTopic';
import { Delta } from '@/ui/Delta';
import { QueryPanel } from '@/ui/QueryPanel';
import { Empty } from '@/ui/states';
import styles from './LiveBot.module.css';

type Figures = Shape<'tradeStatistics'>['all'];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The closed trades, counted by the server. */
export function BotStatistics({ id }: { id: string }) {
  const key = [...deploymentKey(id), 'statistics'];
  useLiveQuery(`deployment:${id}`, key);
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get('tradeStatistics', `/api/deployments/${id}/statistics`, { signal }),
  });
  return (
    <QueryPanel
      title="Statistics"
      query={query}
      flush
      isEmpty={data => data.all.trades === 0}
      empty={<Empty>Figures appear here when the first trade is closed.</Empty>}
    >
      {data => (
        <div className={styles.columns}>
          <Table title="All" rows={[data.all]} />
          <Table title="Instrument" rows={data.byInstrument} />
          <Table title="Side" rows={data.bySide} />
          <Table title="Exit reason" rows={data.byExit} />
          <Table
            title="Weekday of entry"
            rows={data.byWeekday.map(row => ({ ...row, key: days[Number(row.key)] ?? row.key }))}
          />
        </div>
      )}
    </QueryPanel>
  );
}

function Table({ title, rows }: { title: string; rows: Figures[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">Trades</th>
          <th scope="col">Win %</th>
          <th scope="col">Net</th>
          <th scope="col">Profit factor</th>
          <th scope="col">Held</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.key}>
            <th scope="row">{row.key}</th>
            <td>{count(row.trades)}</td>
            <td>{percent(row.winRate, { unit: false })}</td>
            <td>
              <Delta value={row.net} arrow={false} />
            </td>
            <td>{ratio(row.profitFactor)}</td>
            <td>{duration(row.averageMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
