import { Camera, Table2 } from 'lucide-react';
import { type ReactNode, Suspense, lazy, useRef, useState } from 'react';
import { price } from '@/format/number';
import { dateTime } from '@/format/time';
import { Button } from '@/ui/Button';
import { Skeleton } from '@/ui/states';
import type { TradeBox } from './boxes';
import { CandleTable } from './CandleTable';
import { loadCandlePlot } from './preload';
import { ChartControls, type ChartSettings, plainSettings } from './ChartSettings';
import styles from './charts.module.css';
import type { ChartLink } from './linked';
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

export type PlotKind = 'line' | 'histogram' | 'points';

/** Values over ascending times; pane 0 is the price's own, those below it have 1, 2 and so on; −1 is read out and not drawn. */
export interface PlotLine {
  name: string;
  pane: number;
  kind: PlotKind;
  times: number[];
  values: (number | null)[];
}

/** How the strategies voted as a candle closed; ascending in time. */
export interface Vote {
  time: number;
  text: string;
}

/** A stretch of time with a meaning: a guard was on. */
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
  /** Timeframes that can be asked for; none where there is no choice. */
  timeframes?: string[];
  /** Candles of a chosen timeframe that are answered at once; 20,000 where it is not said. */
  most?: number;
  /** Asks for a window; without times, for the latest; without timeframe, for candles that fill the points. */
  load: (request: Partial<WindowRequest> & { points: number; timeframe?: string }) => Promise<Candles>;
}

export interface CandleChartProps {
  label: string;
  source: CandleSource;
  decimals?: number;
  markers?: Marker[];
  levels?: PriceLevel[];
  plots?: PlotLine[];
  votes?: Vote[];
  trades?: TradeBox[];
  shades?: Shade[];
  /** The newest candles, of a market that goes on: new ones are drawn as they come. */
  newest?: Candles;
  height?: number;
  toolbar?: ReactNode;
  onMarker?: (marker: Marker) => void;
  /** What is held now, each time it has changed. */
  onSeen?: (candles: Candles) => void;
  /** What is shown at first, and again where it changes; without it the newest there is. */
  focus?: Range;
  /** The charts it moves with; `settings` are then theirs, and the tools stand with them. */
  link?: ChartLink;
  settings?: ChartSettings;
}

/** What the canvas tells its frame. */
export interface CandleHandle {
  screenshot: () => HTMLCanvasElement | null;
  goTo: (time: number) => void;
}

const Plot = lazy(() => loadCandlePlot().then(module => ({ default: module.CandlePlot })));

/** The one candle chart of the app. */
export function CandleChart(props: CandleChartProps) {
  const { label, source, decimals, plots, votes, trades, height = 420, toolbar, settings: shared, onSeen } = props;
  const [own, setOwn] = useState(plainSettings);
  const settings = shared ?? own;
  const [asTable, setAsTable] = useState(false);
  const [seen, setSeen] = useState<Candles | null>(null);
  const prices = useRef<HTMLParagraphElement>(null);
  const more = useRef<HTMLParagraphElement>(null);
  const handle = useRef<CandleHandle | null>(null);

  const save = () => {
    const canvas = handle.current?.screenshot();
    canvas?.toBlob(blob => {
      if (blob === null) return;
      void import('@/ui/saveFile').then(({ saveFile }) => saveFile(blob, `${label.replaceAll(/[^\w.-]+/g, '-')}.png`));
    });
  };
  const twin = (
    <Button
      kind="quiet"
      square
      aria-label={shared === undefined ? 'Data as table' : `Data as table: ${label}`}
      aria-pressed={asTable}
      icon={<Table2 size={14} aria-hidden="true" />}
      onClick={() => setAsTable(!asTable)}
    />
  );
  return (
    <div role="group" aria-label={`${label}: candle chart`} className={styles.candles}>
      <div className={styles.toolbar}>
        {toolbar}
        {shared === undefined && (
          <ChartControls
            value={own}
            timeframes={source.timeframes}
            canBox={trades !== undefined && trades.length > 0}
            hasPlots={plots?.some(it => it.pane > 0)}
            onChange={setOwn}
          />
        )}
        {shared !== undefined && (
          <>
            <h3 className={styles.panelName}>{label}</h3>
            {twin}
          </>
        )}
        <p ref={prices} className={styles.ohlc} aria-hidden="true" />
        {shared === undefined && (
          <>
            <input
              type="datetime-local"
              aria-label="Go to date (UTC)"
              className={styles.choice}
              onChange={event => {
                const time = Date.parse(`${event.target.value}Z`);
                if (Number.isFinite(time)) handle.current?.goTo(time);
              }}
            />
            <Button
              kind="quiet"
              square
              aria-label="Save as picture"
              icon={<Camera size={14} aria-hidden="true" />}
              onClick={save}
            />
            {twin}
          </>
        )}
      </div>
      {((plots?.length ?? 0) > 0 || (votes?.length ?? 0) > 0) && (
        <p ref={more} className={styles.said} data-testid="candle-said" aria-hidden="true" />
      )}
      <p className="visually-hidden" role="status">
        {seen === null ? '' : sentence(label, seen, decimals)}
      </p>
      <div hidden={asTable}>
        <Suspense fallback={<Skeleton height={height} label="Loading the chart" />}>
          <Plot
            {...props}
            height={height}
            settings={settings}
            prices={prices}
            more={more}
            handle={handle}
            onSeen={candles => {
              setSeen(candles);
              onSeen?.(candles);
            }}
          />
        </Suspense>
      </div>
      {asTable && seen !== null && (
        <CandleTable candles={seen} plots={plots} votes={votes} decimals={decimals} height={height} />
      )}
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
