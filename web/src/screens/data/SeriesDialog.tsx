import { useMemo } from 'react';
import { get } from '@/api/client';
import type { SeriesRow } from '@/api/lab';
import { CandleChart, type CandleSource } from '@/charts/CandleChart';
import { rungs } from '@/charts/timeframes';
import { bytes, count } from '@/format/number';
import { dateTime } from '@/format/time';
import { timeframeMs } from '@/format/timeframe';
import { Dialog } from '@/ui/Dialog';
import styles from './Data.module.css';

/** A series: its chart, however long it is, and where it comes from. */
export function SeriesDialog({ series, onClose }: { series: SeriesRow; onClose: () => void }) {
  const source = useMemo<CandleSource>(
    () => ({
      key: series.id,
      limits:
        series.first === null || series.last === null
          ? undefined
          : { from: series.first, to: series.last + timeframeMs(series.timeframe ?? '1h') },
      finestMs: timeframeMs(series.timeframe ?? '1h'),
      timeframes: rungs(series.timeframe ?? '1h'),
      load: request => get('candles', '/api/candles', { query: { series: series.id, ...request } }),
    }),
    [series],
  );
  return (
    <Dialog title={`${series.id}`} onClose={onClose} wide>
      {series.error === null && series.bars > 0 && (
        <CandleChart label={series.instrument ?? series.id} source={source} decimals={series.priceScale} height={360} />
      )}
      <dl className={styles.facts}>
        <dt>Instrument</dt>
        <dd>
          {series.instrument ?? '—'} {series.timeframe}
        </dd>
        <dt>Venue</dt>
        <dd>{series.venue ?? '—'}</dd>
        <dt>First</dt>
        <dd>{dateTime(series.first)}</dd>
        <dt>Last</dt>
        <dd>{dateTime(series.last)}</dd>
        <dt>Candles</dt>
        <dd>{count(series.bars)}</dd>
        <dt>Missing</dt>
        <dd>
          {count(series.gaps.missing)} in {count(series.gaps.count)} gaps
        </dd>
        <dt>Size</dt>
        <dd>{bytes(series.bytes)}</dd>
        <dt>Source</dt>
        <dd>{series.source.join(', ') || '—'}</dd>
        <dt>Hash</dt>
        <dd>
          <code>{series.hash}</code>
        </dd>
      </dl>
    </Dialog>
  );
}
