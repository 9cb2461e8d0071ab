import { useNavigate, useSearch } from '@tanstack/react-router';
import { type RunInFull, useSeriesRows } from '@/api/lab';
import { ChartGrid } from '@/charts/ChartGrid';
import { mostLinked } from '@/charts/linked';
import { rungs } from '@/charts/timeframes';
import { timeframeMs } from '@/format/timeframe';
import { Panel } from '@/ui/Panel';
import { Segmented } from '@/ui/Segmented';
import { Empty, Skeleton } from '@/ui/states';
import { RunCandles } from './RunCandles';

const views = [
  { value: 'one', label: 'One' },
  { value: 'grid', label: 'Grid' },
] as const;
type View = (typeof views)[number]['value'];

const seriesOf = (detail: RunInFull): string[] => {
  const { series } = detail.request;
  return Array.isArray(series) ? series.map(String) : typeof series === 'string' ? [series] : [];
};

/** The run's candles with every fill and trade on them, of one series or of several side by side. */
export function RunChart({ id, detail }: { id: string; detail: RunInFull }) {
  const names = seriesOf(detail);
  const search: { series?: string; charts?: string; of?: string; from?: string; to?: string } = useSearch({
    strict: false,
  });
  const navigate = useNavigate();
  const set = (change: object) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true });
  const rows = useSeriesRows();
  if (rows.data === undefined) return <Skeleton height={480} />;
  const found = names.flatMap(name => rows.data.find(it => it.id === name) ?? []);
  const series =
    found.find(it => it.id === search.series) ??
    found.find(it => it.instrument === search.of) ??
    found.find(it => it.id === names[0]);
  if (series === undefined) {
    return (
      <Panel title="Chart">
        <Empty>The candles of this run are not among the data of this server any more.</Empty>
      </Panel>
    );
  }
  const view: View = search.charts === 'grid' && found.length > 1 ? 'grid' : 'one';
  const isOnly = names.length === 1;
  return (
    <Panel
      title={view === 'grid' ? 'Series' : `${series.instrument ?? series.id} ${series.timeframe ?? ''}`}
      flush
      actions={
        found.length > 1 && (
          <>
            {view === 'one' && (
              <Segmented
                label="Series"
                value={series.id}
                options={found.map(it => ({ value: it.id, label: it.id }))}
                onChange={value => set({ series: value })}
              />
            )}
            <Segmented<View> label="Charts" value={view} options={views} onChange={value => set({ charts: value })} />
          </>
        )
      }
    >
      {view === 'grid' ? (
        <ChartGrid
          names={found.map(it => it.id)}
          timeframes={common(found.slice(0, mostLinked).map(it => rungs(it.timeframe ?? '1h')))}
          canBox
        >
          {(name, linked) => {
            const one = found.find(it => it.id === name) ?? series;
            return <RunCandles id={id} series={one} isOnly={isOnly} {...linked} />;
          }}
        </ChartGrid>
      ) : (
        <RunCandles
          id={id}
          series={series}
          isOnly={isOnly}
          focus={around(search.from, search.to, timeframeMs(series.timeframe ?? '1h'))}
          height={520}
        />
      )}
    </Panel>
  );
}

/** A trade with as much room to each side as it took, and enough candles to see it by. */
function around(begin: string | undefined, end: string | undefined, stepMs: number) {
  const [from, to] = [Number(begin ?? NaN), Number(end ?? NaN)];
  if (!Number.isFinite(from) || !Number.isFinite(to)) return undefined;
  const by = Math.max(40 * stepMs, to - from);
  return { from: from - by, to: to + by };
}

/** What stands in every list. */
const common = (lists: string[][]): string[] =>
  (lists[0] ?? []).filter(each => lists.every(list => list.includes(each)));
