import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Award } from 'lucide-react';
import { type Comparison, useComparison } from '@/api/lab';
import { CurvesChart } from '@/charts/CurvesChart';
import { count, money, percent, ratio } from '@/format/number';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { QueryPanel } from '@/ui/QueryPanel';
import { Panel } from '@/ui/Panel';
import { Screen } from '@/ui/Screen';
import { Empty } from '@/ui/states';
import { ScrollBox } from '@/ui/ScrollBox';
import styles from './Lab.module.css';

type Metric = Comparison['metrics'][number];
type Value = Metric['values'][number];

/** Ratios that are no shares: shown as they are, the others in percent. */
const plain = new Set(['sharpe', 'sortino', 'calmar', 'profitFactor', 'sqn', 'turnover']);

const show = (metric: Metric, value: Value): string => {
  if (value === null) return '—';
  if (metric.unit === 'money') return money(String(value));
  if (metric.unit === 'count') return count(Number(value));
  if (metric.unit !== 'ratio' || plain.has(metric.name)) return ratio(Number(value));
  return percent(Number(value));
};

const words = (name: string): string => {
  const text = name.replaceAll(/([A-Z])/g, letter => ` ${letter.toLowerCase()}`);
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** Two to eight runs side by side; the first is the baseline. */
export function CompareScreen() {
  const search: { ids?: string } = useSearch({ strict: false });
  const ids = search.ids ?? '';
  const navigate = useNavigate();
  const query = useComparison(ids);
  const set = (list: string[]) => void navigate({ to: '.', search: { ids: list.join(',') } as never, replace: true });
  if (!ids.includes(',')) {
    return (
      <Screen title="Compare">
        <Panel title="Compare">
          <Empty action={<Link to="/lab">Choose runs in the Lab</Link>}>
            Two to eight runs stand side by side here: figures, curves, and what went in differently.
          </Empty>
        </Panel>
      </Screen>
    );
  }
  const list = ids.split(',');
  return (
    <Screen
      title="Compare"
      heading={
        <>
          <Link to="/lab">Lab</Link> / Compare
        </>
      }
    >
      <QueryPanel
        title="Equity"
        query={query}
        note={query.data?.sameTrades ? 'all runs traded alike' : undefined}
        what="The comparison"
      >
        {data => (
          <CurvesChart curves={data.equity.map(it => ({ ...it, name: `run ${it.run}` }))} label="Equity of the runs" />
        )}
      </QueryPanel>
      <QueryPanel title="Figures" query={query} flush what="The figures">
        {data => (
          <ScrollBox label="Figures">
            <table className={styles.matrix}>
              <thead>
                <tr>
                  <th scope="col">Figure</th>
                  {data.ids.map((id, place) => (
                    <th key={id} scope="col">
                      <Link to="/lab/$run" params={{ run: String(id) }}>
                        run {id}
                      </Link>{' '}
                      {place === 0 ? (
                        <Badge tone="accent">baseline</Badge>
                      ) : (
                        <>
                          <Button
                            kind="quiet"
                            onClick={() => set([String(id), ...list.filter(it => it !== String(id))])}
                          >
                            Baseline
                          </Button>
                          {list.length > 2 && (
                            <Button kind="quiet" onClick={() => set(list.filter(it => it !== String(id)))}>
                              Drop
                            </Button>
                          )}
                        </>
                      )}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.metrics.map(metric => (
                  <MetricRow key={metric.name} metric={metric} />
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )}
      </QueryPanel>
      <div className={styles.split}>
        <QueryPanel title="What went in differently" query={query} flush what="The differences">
          {data => <Differences data={data} />}
        </QueryPanel>
        <QueryPanel title="Correlation of daily returns" query={query} flush what="The correlation">
          {data => (
            <ScrollBox label="Correlation">
              <table className={styles.matrix}>
                <thead>
                  <tr>
                    <th scope="col">Run</th>
                    {data.ids.map(id => (
                      <th key={id} scope="col">
                        {id}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.correlation.map((row, place) => (
                    <tr key={data.ids[place]}>
                      <th scope="row">{data.ids[place]}</th>
                      {row.map((value, column) => (
                        <td key={column}>{ratio(value)}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollBox>
          )}
        </QueryPanel>
      </div>
    </Screen>
  );
}

function MetricRow({ metric }: { metric: Metric }) {
  const base = metric.values[0];
  return (
    <tr>
      <th scope="row">{words(metric.name)}</th>
      {metric.values.map((value, place) => {
        const best = metric.best === place;
        const apart =
          place > 0 && value !== null && base !== null && base !== undefined ? Number(value) - Number(base) : null;
        return (
          <td key={place} className={best ? styles.best : undefined}>
            {best && <Award size={12} aria-label="best" />} {show(metric, value)}
            {apart !== null && apart !== 0 && (
              <span className={styles.diff}>
                {' '}
                {apart > 0 ? '+' : ''}
                {show(metric, apart)}
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

function Differences({ data }: { data: Comparison }) {
  const rows = [...data.parameters, ...data.data, ...data.settings];
  if (rows.length === 0) return <Empty>Nothing: strategy, parameters, data and settings are the same.</Empty>;
  return (
    <ScrollBox label="Differences">
      <table className={styles.matrix}>
        <tbody>
          {rows.map(row => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {row.values.map((value, place) => (
                <td key={place}>{value ?? '—'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
