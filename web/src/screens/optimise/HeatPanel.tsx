import { useNavigate, useSearch } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import { type Heat, type Study, useHeat } from '@/api/lab';
import { ratio } from '@/format/number';
import { Panel } from '@/ui/Panel';
import { QueryPanel } from '@/ui/QueryPanel';
import { Segmented } from '@/ui/Segmented';
import { Empty } from '@/ui/states';
import { ScrollBox } from '@/ui/ScrollBox';
import styles from './Optimise.module.css';

const overs = [
  { value: 'max', label: 'Best' },
  { value: 'median', label: 'Median' },
  { value: 'min', label: 'Worst' },
] as const;
type Over = (typeof overs)[number]['value'];

/** Two parameters against each other, the best, median or worst over the rest: a table, so that it can be read and heard. */
export function HeatPanel({ id, study }: { id: string; study: Study }) {
  const names = study.ranges?.map(it => it.name) ?? [];
  const search: { x?: string; y?: string; over?: string; of?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const x = names.find(it => it === search.x) ?? names[0] ?? '';
  const y = names.find(it => it === search.y && it !== x) ?? names.find(it => it !== x) ?? '';
  const over: Over = overs.find(it => it.value === search.over)?.value ?? 'max';
  const of = search.of ?? 'objective';
  const query = useHeat(id, x, y, of, over, study.trialsDone ?? 0);
  const set = (change: object) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true });
  if (names.length < 2 || (study.trialsDone ?? 0) === 0) {
    return (
      <Panel title="Heat map">
        <Empty>Two searched parameters and some trials make a heat map.</Empty>
      </Panel>
    );
  }
  const pick = (label: string, value: string, field: string) => (
    <select aria-label={label} value={value} onChange={event => set({ [field]: event.target.value })}>
      {names.map(name => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
  return (
    <QueryPanel
      title="Heat map"
      query={query}
      what="The heat map"
      actions={
        <div className={styles.controls}>
          {pick('Columns', x, 'x')} × {pick('Rows', y, 'y')}
          <select aria-label="Figure" value={of} onChange={event => set({ of: event.target.value })}>
            {['objective', 'totalReturn', 'maxDrawdown', 'sharpe', 'profitFactor', 'trades'].map(name => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <Segmented<Over>
            label="Over the other parameters"
            value={over}
            options={overs}
            onChange={value => set({ over: value })}
          />
        </div>
      }
    >
      {data => <HeatTable heat={data} />}
    </QueryPanel>
  );
}

function HeatTable({ heat }: { heat: Heat }) {
  const all = heat.cells.flat().filter(it => it !== null);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return (
    <ScrollBox label="Heat map">
      <table className={styles.heat}>
        <caption className="visually-hidden">
          {heat.of} by {heat.x} and {heat.y}
        </caption>
        <thead>
          <tr>
            <th scope="col">
              {heat.y} \ {heat.x}
            </th>
            {heat.xs.map(value => (
              <th key={value} scope="col">
                {value}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {heat.cells.map((row, at) => (
            <tr key={heat.ys[at]}>
              <th scope="row">{heat.ys[at]}</th>
              {row.map((value, column) =>
                value === null ? (
                  <td key={column} className={styles.absent}>
                    —
                  </td>
                ) : (
                  <td
                    key={column}
                    className={value === high ? `${styles.cell} ${styles.top}` : styles.cell}
                    style={
                      {
                        '--depth': `${high === low ? 20 : Math.round(((value - low) / (high - low)) * 55)}%`,
                      } as CSSProperties
                    }
                    title={`${heat.x} ${heat.xs[column]}, ${heat.y} ${heat.ys[at]}: ${value} (${heat.counts[at]?.[column] ?? 0} trials)`}
                  >
                    {ratio(value)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
