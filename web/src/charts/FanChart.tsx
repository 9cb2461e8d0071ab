import { Suspense, lazy, useId, useState } from 'react';
import { count, growth } from '@/format/number';
import { Button } from '@/ui/Button';
import { Skeleton } from '@/ui/states';
import styles from './charts.module.css';
import { type FanDay, fanData, fanNames, fanSummary } from './fan';

const Plot = lazy(() => import('./FanPlot').then(module => ({ default: module.FanPlot })));

interface Props {
  /** Keep it stable between renders. */
  fan: readonly FanDay[];
  /** What spreads. */
  label: string;
  height?: number;
}

/** How many drawn series spread from day to day; the same as a sentence and as a table. */
export function FanChart({ fan, label, height = 260 }: Props) {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <div role="group" aria-labelledby={id} className={styles.chart}>
      <p id={id} className="visually-hidden">
        {fanSummary(fan, label)}
      </p>
      {asTable ? (
        <FanTable fan={fan} label={label} height={height} />
      ) : (
        <Suspense fallback={<Skeleton height={height} label="Loading the chart" />}>
          <Plot fan={fan} height={height} />
        </Suspense>
      )}
      <Button kind="quiet" className={styles.twin} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
        {asTable ? 'Chart' : 'Data as table'}
      </Button>
    </div>
  );
}

function FanTable({ fan, label, height }: Required<Props>) {
  const { rows } = fanData(fan);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div className={styles.tableBox} style={{ height }} tabIndex={0} role="group" aria-label={`${label} as a table`}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {fanNames.map(name => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fan.map(({ day }, place) => (
            <tr key={day}>
              <th scope="row">{count(day)}</th>
              {rows.map((row, line) => (
                <td key={fanNames[line]}>{growth(row[place], { signed: true })}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
