import { price, quantity } from '@/format/number';
import { dateTime } from '@/format/time';
import type { PlotLine, Vote } from './CandleChart';
import styles from './charts.module.css';
import type { Candles } from './paging';
import { saidAt } from './readout';

const most = 500;

interface Props {
  candles: Candles;
  plots?: PlotLine[];
  votes?: Vote[];
  decimals?: number;
  height: number;
}

/** The last candles of a chart as rows, with what was drawn and voted at each. */
export function CandleTable({ candles, plots, votes, decimals, height }: Props) {
  const first = Math.max(0, candles.times.length - most);
  const show = (value: number | undefined) => price(value === undefined ? null : String(value), decimals);
  const rows = candles.times.slice(first).map((time, offset) => {
    const at = first + offset;
    return { time, at, more: saidAt(candles, at, plots, votes, decimals) };
  });
  const names = ['Time', 'Open', 'High', 'Low', 'Close', 'Volume', ...(rows[0]?.more.map(it => it.name) ?? [])];
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div className={styles.tableBox} style={{ height }} tabIndex={0} role="group" aria-label="Candles as a table">
      <table className={styles.table}>
        <thead>
          <tr>
            {names.map((name, column) => (
              <th key={column} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ time, at, more }) => (
            <tr key={time}>
              <th scope="row">{dateTime(time)}</th>
              <td>{show(candles.open[at])}</td>
              <td>{show(candles.high[at])}</td>
              <td>{show(candles.low[at])}</td>
              <td>{show(candles.close[at])}</td>
              <td>{quantity(String(candles.volume[at] ?? 0))}</td>
              {more.map((it, column) => (
                <td key={column}>{it.value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
