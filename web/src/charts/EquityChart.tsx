import { Suspense, lazy, useId, useState } from 'react';
import { money, percent } from '@/format/number';
import { dateTime } from '@/format/time';
import { Button } from '@/ui/Button';
import { Empty, Skeleton } from '@/ui/states';
import styles from './charts.module.css';

export interface EquityData {
  times: number[];
  equity: number[];
  /** Fall from the peak as a ratio, 0 or below. */
  drawdown: number[];
  hold?: (number | null)[] | null;
}

/** Chart data of the server's decimals: only drawing turns money into floating point. */
export function toEquityData(answer: {
  times: number[];
  equity: (string | number)[];
  hold?: (string | number | null)[] | null;
}): EquityData {
  const equity = answer.equity.map(Number);
  let peak = -Infinity;
  const drawdown = equity.map(value => {
    peak = Math.max(peak, value);
    return peak > 0 ? value / peak - 1 : 0;
  });
  return {
    times: answer.times,
    equity,
    drawdown,
    hold: answer.hold?.map(value => (value === null ? null : Number(value))),
  };
}

interface Props {
  data: EquityData;
  /** What it is the equity of. */
  label: string;
  unit?: string;
  height?: number;
}

const Plot = lazy(() => import('./EquityPlot').then(module => ({ default: module.EquityPlot })));

/** Equity over drawdown, with buy-and-hold where it is known; the same as a sentence and as a table. */
export function EquityChart({ data, label, unit = '', height = 220 }: Props) {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  if (data.times.length < 2) return <Empty>The chart begins when there are two points of equity.</Empty>;
  return (
    <div role="group" aria-labelledby={id} className={styles.chart}>
      <p id={id} className="visually-hidden">
        {summary(data, label, unit)}
      </p>
      {asTable ? (
        <EquityTable data={data} unit={unit} height={height} />
      ) : (
        <Suspense fallback={<Skeleton height={height} label="Loading the chart" />}>
          <Plot data={data} height={height} />
        </Suspense>
      )}
      <Button kind="quiet" className={styles.twin} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
        {asTable ? 'Chart' : 'Data as table'}
      </Button>
    </div>
  );
}

export function summary(data: EquityData, label: string, unit: string): string {
  const last = data.times.length - 1;
  const [from, to] = [data.equity[0] ?? 0, data.equity[last] ?? 0];
  const worst = Math.min(...data.drawdown, 0);
  const change = from === 0 ? '' : ` (${percent(to / from - 1, { signed: true })})`;
  return (
    `${label}: from ${money(String(from))} on ${dateTime(data.times[0])} to ${money(String(to))} ${unit}${change} on ` +
    `${dateTime(data.times[last])}; drawdown now ${percent(data.drawdown[last] ?? 0)}, at most ${percent(worst)}.`
  );
}

function EquityTable({ data, unit, height }: { data: EquityData; unit: string; height: number }) {
  const step = Math.max(1, Math.ceil(data.times.length / 200));
  const rows = data.times
    .map((_, index) => index)
    .filter(index => index % step === 0 || index === data.times.length - 1);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div className={styles.tableBox} style={{ height }} tabIndex={0} role="group" aria-label="Equity as a table">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Equity {unit}</th>
            <th scope="col">Drawdown</th>
            {data.hold && <th scope="col">Buy and hold {unit}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(index => (
            <tr key={data.times[index]}>
              <th scope="row">{dateTime(data.times[index])}</th>
              <td>{money(String(data.equity[index]))}</td>
              <td>{percent(data.drawdown[index])}</td>
              {data.hold && <td>{money(data.hold[index] === null ? null : String(data.hold[index]))}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
