import type { CSSProperties } from 'react';
import { percent } from '@/format/number';
import styles from './Lab.module.css';
import { type EquityPoint, monthlyReturns } from './months';
import { ScrollBox } from '@/ui/ScrollBox';

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function Cell({ value }: { value: number | null }) {
  if (value === null) return <td>—</td>;
  const depth = `${Math.min(45, Math.round(Math.abs(value) * 300))}%`;
  return (
    <td className={value < 0 ? styles.loss : styles.gain} style={{ '--depth': depth } as CSSProperties}>
      {percent(value, { signed: true, unit: false })}
    </td>
  );
}

/** Returns in percent by month and year. */
export function MonthTable({ points }: { points: readonly EquityPoint[] }) {
  const rows = monthlyReturns(points);
  return (
    <ScrollBox label="Returns by month">
      <table className={styles.months}>
        <thead>
          <tr>
            <th scope="col">%</th>
            {names.map(name => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">Year</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.year}>
              <th scope="row">{row.year}</th>
              {row.months.map((value, month) => (
                <Cell key={month} value={value} />
              ))}
              <Cell value={row.total} />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
