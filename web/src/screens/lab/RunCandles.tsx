import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { get } from '@/api/client';
import { type SeriesRow, useRunResult, useRunTrades } from '@/api/lab';
import type { TradeBox } from '@/charts/boxes';
import { CandleChart, type CandleSource, type PlotLine, type Vote } from '@/charts/CandleChart';
import type { Linked } from '@/charts/ChartGrid';
import { type Candles, type Marker, type Range, candleMs } from '@/charts/paging';
import { panesOf } from '@/charts/panes';
import { rungs } from '@/charts/timeframes';
import { timeframeMs } from '@/format/timeframe';
import { votesInWords } from '@/screens/consensus/letters';
import { usePhone } from '@/ui/useMedia';
import styles from './Lab.module.css';

// A page of a run's lists, and of its votes.
const mostRows = 5000;

interface Props extends Partial<Linked> {
  id: string;
  series: SeriesRow;
  /** Whether the run has no other series: all that it did is of this one. */
  isOnly: boolean;
  /** What is shown at first. */
  focus?: Range;
  height: number;
}

/** Candles of one series of a run with its fills, closed trades, plots and votes. */
export function RunCandles({ id, series, isOnly, focus, height, link, settings }: Props) {
  const own = series.timeframe ?? '1h';
  const fills = useQuery({
    queryKey: ['runs', id, 'fills', 'all'],
    queryFn: ({ signal }) => get('runFills', `/api/runs/${id}/fills`, { query: { limit: mostRows }, signal }),
    staleTime: Infinity,
  });
  const closed = useRunTrades(id);
  const result = useRunResult(id);
  const [window, setWindow] = useState<Range | null>(null);
  const source = useMemo<CandleSource>(
    () => ({
      key: series.id,
      limits:
        series.first === null || series.last === null
          ? undefined
          : { from: series.first, to: series.last + timeframeMs(own) },
      finestMs: timeframeMs(own),
      timeframes: rungs(own),
      load: request => get('candles', '/api/candles', { query: { series: series.id, ...request } }),
    }),
    [series, own],
  );
  const { instrument } = series;
  const markers = useMemo<Marker[]>(
    () =>
      (fills.data?.items ?? [])
        .filter(fill => isOnly || fill.instrument === instrument)
        .map(fill => ({ time: fill.time, kind: fill.side === 'buy' ? 'buy' : 'sell' })),
    [fills.data, instrument, isOnly],
  );
  const trades = useMemo<TradeBox[]>(
    () =>
      (closed.data?.items ?? [])
        .filter(it => !it.openAtEnd && (isOnly || it.instrument === instrument))
        .map(it => ({
          from: it.entryTime,
          to: it.exitTime,
          entry: Number(it.entryPrice),
          exit: Number(it.exitPrice),
          pnl: Number(it.pnl),
        })),
    [closed.data, instrument, isOnly],
  );
  const isPhone = usePhone();
  const plots = useMemo<PlotLine[]>(() => {
    const pane = panesOf(isPhone ? 0 : undefined);
    return (result.data?.bot?.plots ?? [])
      .filter(it => isOnly || it.instrument === instrument)
      .map(it => ({
        name: it.name,
        pane: pane(it.panel),
        kind: it.kind,
        times: it.points.map(point => point[0]),
        values: it.points.map(point => point[1]),
      }));
  }, [result.data, instrument, isOnly, isPhone]);
  const votes = useQuery({
    queryKey: ['runs', id, 'votes', 'chart', instrument, window],
    queryFn: ({ signal }) =>
      get('votes', `/api/runs/${id}/votes`, {
        query: { from: window?.from, to: window?.to, instrument: isOnly ? undefined : instrument, limit: mostRows },
        signal,
      }),
    enabled: window !== null && result.data?.consensus != null,
    placeholderData: before => before,
    staleTime: Infinity,
  });
  const said = useMemo<Vote[]>(
    () =>
      window === null
        ? []
        : (votes.data?.items ?? []).map(it => ({ time: it.time, text: votesInWords(it.votes, it.decision) })),
    [votes.data, window],
  );
  const seen = (candles: Candles) => {
    // Of candles with very many votes each there is none to read.
    const end = candles.to + candleMs(candles);
    const isReadable = (end - candles.from) / timeframeMs(own) <= mostRows;
    setWindow(isReadable ? { from: candles.from, to: end } : null);
  };
  const cut = [...(fills.data?.next == null ? [] : ['fills']), ...(closed.data?.next == null ? [] : ['trades'])];
  return (
    <>
      <CandleChart
        label={link === undefined ? (instrument ?? series.id) : series.id}
        source={source}
        decimals={series.priceScale}
        markers={markers}
        trades={trades}
        plots={plots}
        votes={said}
        focus={focus}
        height={height}
        link={link}
        settings={settings}
        onSeen={seen}
      />
      {cut.length > 0 && <p className={styles.cut}>{`The first 5,000 ${cut.join(' and ')} are marked.`}</p>}
    </>
  );
}
