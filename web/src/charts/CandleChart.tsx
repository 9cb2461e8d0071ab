import { Camera, Ruler, Table2 } from 'lucide-react';
import { type ReactNode, Suspense, lazy, useRef, useState } from 'react';
import { price, quantity } from '@/format/number';
import { dateTime } from '@/format/time';
import { Button } from '@/ui/Button';
import { Segmented } from '@/ui/Segmented';
import { Skeleton } from '@/ui/states';
import styles from './charts.module.css';
import type { Candles, Marker, Range, WindowRequest } from './paging';

export type CandleKind = 'candles' | 'heikin-ashi' | 'line' | 'area';

/** A level across the chart: entry, stop, take-profit. With `onMove` it can be dragged; give a button that does the same. */
export interface PriceLevel {
  id: string;
  price: number;
  title: string;
  tone: 'entry' | 'stop' | 'target' | 'plain';
  onMove?: (price: number) => void;
  /** Where it is while it is dragged, before it is let go. */
  onDrag?: (price: number) => void;
}

/** A line of values over time; pane 0 is the price's own. */
export interface PlotLine {
  name: string;
  pane: number;
  times: number[];
  values: (number | null)[];
}

/** A stretch of time with a meaning: a guard was on, a trade was open. */
export interface Shade extends Range {
  tone: 'warn' | 'up' | 'down';
  label: string;
}

export interface CandleSource {
  /** Another key is another chart: everything is loaded anew. */
  key: string;
  /** What history there is, in ms; without it what `load` gives first, without `to` what the newest candles reach. */
  limits?: { from: number; to?: number };
  /** The finest timeframe there is, in ms. */
  finestMs: number;
  /** Asks for a window; without times, for the latest. */
  load: (request: Partial<WindowRequest> & { points: number }) => Promise<Candles>;
}

export interface CandleChartProps {
  label: string;
  source: CandleSource;
  decimals?: number;
  markers?: Marker[];
  levels?: PriceLevel[];
  plots?: PlotLine[];
  shades?: Shade[];
  /** The newest candles, of a market that goes on: new ones are drawn as they come. */
  newest?: Candles;
  height?: number;
  toolbar?: ReactNode;
  onMarker?: (marker: Marker) => void;
}

/** What the canvas tells its frame. */
export interface CandleHandle {
  screenshot: () => HTMLCanvasElement | null;
  goTo: (time: number) => void;
}

const Plot = lazy(() => import('./CandlePlot').then(module => ({ default: module.CandlePlot })));

const kinds = [
  { value: 'candles', label: 'Candles' },
  { value: 'heikin-ashi', label: 'Heikin-Ashi' },
  { value: 'line', label: 'Line' },
  { value: 'area', label: 'Area' },
] as const;

/** The one candle chart of the app. */
export function CandleChart(props: CandleChartProps) {
  const { label, decimals, height = 420, toolbar } = props;
  const [kind, setKind] = useState<CandleKind>('candles');
  const [asTable, setAsTable] = useState(false);
  const [measuring, setMeasuring] = useState(false);
  const [seen, setSeen] = useState<Candles | null>(null);
  const readout = useRef<HTMLParagraphElement>(null);
  const handle = useRef<CandleHandle | null>(null);

  const save = () => {
    const canvas = handle.current?.screenshot();
    canvas?.toBlob(blob => {
      if (blob === null) return;
      void import('@/ui/saveFile').then(({ saveFile }) => saveFile(blob, `${label.replaceAll(/[^\w.-]+/g, '-')}.png`));
    });
  };
  return (
    <div role="group" aria-label={`${label}: candle chart`} className={styles.candles}>
      <div className={styles.toolbar}>
        {toolbar}
        <Segmented label="Chart kind" value={kind} options={kinds} onChange={setKind} />
        <p ref={readout} className={styles.ohlc} aria-hidden="true" />
        <input
          type="datetime-local"
          aria-label="Go to date (UTC)"
          className={styles.goTo}
          onChange={event => {
            const time = Date.parse(`${event.target.value}Z`);
            if (Number.isFinite(time)) handle.current?.goTo(time);
          }}
        />
        <Button
          kind="quiet"
          square
          aria-label="Measure"
          aria-pressed={measuring}
          icon={<Ruler size={14} aria-hidden="true" />}
          onClick={() => setMeasuring(!measuring)}
        />
        <Button
          kind="quiet"
          square
          aria-label="Save as picture"
          icon={<Camera size={14} aria-hidden="true" />}
          onClick={save}
        />
        <Button
          kind="quiet"
          square
          aria-label="Data as table"
          aria-pressed={asTable}
          icon={<Table2 size={14} aria-hidden="true" />}
          onClick={() => setAsTable(!asTable)}
        />
      </div>
      <p className="visually-hidden" role="status">
        {seen === null ? '' : sentence(label, seen, decimals)}
      </p>
      <div hidden={asTable}>
        <Suspense fallback={<Skeleton height={height} label="Loading the chart" />}>
          <Plot
            {...props}
            height={height}
            kind={kind}
            measuring={measuring}
            readout={readout}
            handle={handle}
            onSeen={setSeen}
          />
        </Suspense>
      </div>
      {asTable && seen !== null && <CandleTable candles={seen} decimals={decimals} height={height} />}
    </div>
  );
}

function sentence(label: string, candles: Candles, decimals?: number): string {
  const last = candles.times.length - 1;
  if (last < 0) return `${label}: no candles.`;
  const show = (value: number | undefined) => price(value === undefined ? null : String(value), decimals);
  return (
    `${label}: ${last + 1} candles of ${candles.timeframe} from ${dateTime(candles.times[0])} to ${dateTime(candles.times[last])}, ` +
    `from ${show(candles.open[0])} to ${show(candles.close[last])}, high ${show(Math.max(...candles.high))}, low ${show(Math.min(...candles.low))}.`
  );
}

function CandleTable({ candles, decimals, height }: { candles: Candles; decimals?: number; height: number }) {
  const first = Math.max(0, candles.times.length - 500);
  const show = (value: number | undefined) => price(value === undefined ? null : String(value), decimals);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div className={styles.tableBox} style={{ height }} tabIndex={0} role="group" aria-label="Candles as a table">
      <table className={styles.table}>
        <thead>
          <tr>
            {['Time', 'Open', 'High', 'Low', 'Close', 'Volume'].map(name => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {candles.times.slice(first).map((time, offset) => {
            const at = first + offset;
            return (
              <tr key={time}>
                <th scope="row">{dateTime(time)}</th>
                <td>{show(candles.open[at])}</td>
                <td>{show(candles.high[at])}</td>
                <td>{show(candles.low[at])}</td>
                <td>{show(candles.close[at])}</td>
                <td>{quantity(String(candles.volume[at] ?? 0))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
