import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { get } from '@/api/client';
import { type RunInFull, useSeriesRows } from '@/api/lab';
import { CandleChart, type CandleSource } from '@/charts/CandleChart';
import type { Marker } from '@/charts/paging';
import { timeframeMs } from '@/format/timeframe';
import { Panel } from '@/ui/Panel';
import { Segmented } from '@/ui/Segmented';
import { Empty, Skeleton } from '@/ui/states';

const seriesOf = (detail: RunInFull): string[] => {
  const { series } = detail.request;
  return Array.isArray(series) ? series.map(String) : typeof series === 'string' ? [series] : [];
};

/** The run's candles with every fill on them. */
export function RunChart({ id, detail }: { id: string; detail: RunInFull }) {
  const names = seriesOf(detail);
  const search: { series?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const shown = names.find(it => it === search.series) ?? names[0];
  const rows = useSeriesRows();
  const series = rows.data?.find(it => it.id === shown);
  const fills = useQuery({
    queryKey: ['runs', id, 'fills', 'all'],
    queryFn: ({ signal }) => get('runFills', `/api/runs/${id}/fills`, { query: { limit: 5000 }, signal }),
    staleTime: Infinity,
  });
  const source = useMemo<CandleSource | null>(
    () =>
      shown === undefined || series === undefined
        ? null
        : {
            key: shown,
            limits:
              series.first === null || series.last === null
                ? undefined
                : { from: series.first, to: series.last + timeframeMs(series.timeframe ?? '1h') },
            finestMs: timeframeMs(series.timeframe ?? '1h'),
            load: request => get('candles', '/api/candles', { query: { series: shown, ...request } }),
          },
    [shown, series],
  );
  const markers = useMemo<Marker[]>(
    () =>
      (fills.data?.items ?? [])
        .filter(fill => series === undefined || fill.instrument === series.instrument || names.length === 1)
        .map(fill => ({
          time: fill.time,
          kind: fill.side === 'buy' ? 'buy' : 'sell',
        })),
    [fills.data, series, names.length],
  );
  if (rows.data === undefined) return <Skeleton height={480} />;
  if (source === null || series === undefined) {
    return (
      <Panel title="Chart">
        <Empty>The candles of this run are not among the data of this server any more.</Empty>
      </Panel>
    );
  }
  return (
    <Panel
      title={`${series.instrument ?? series.id} ${series.timeframe ?? ''}`}
      note={fills.data?.next !== null && fills.data !== undefined ? 'the first 5,000 fills are marked' : undefined}
      flush
    >
      <CandleChart
        label={series.instrument ?? series.id}
        source={source}
        decimals={series.priceScale}
        markers={markers}
        height={520}
        toolbar={
          names.length > 1 && (
            <Segmented
              label="Series"
              value={shown ?? ''}
              options={names.map(value => ({ value, label: value }))}
              onChange={value =>
                void navigate({ to: '.', search: (before: object) => ({ ...before, series: value }), replace: true })
              }
            />
          )
        }
      />
    </Panel>
  );
}
