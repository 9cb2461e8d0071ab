import {
  AreaSeries,
  CandlestickSeries,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  LineSeries,
  type Time,
  createChart,
  createSeriesMarkers,
} from 'lightweight-charts';
import { dateTime } from '@/format/time';
import { BoxPrimitive } from './BoxPrimitive';
import type { CandleKind } from './CandleChart';
import { decimalsOf } from './candlesAt';
import { directionColours, faded, token } from './colours';
import { type Candles, type Range, candleMs } from './paging';
import { closeData, ohlcData, toTime, volumeData } from './series';
import { ShadePrimitive } from './ShadePrimitive';
import { type Drawn, indexesOf, timesOf } from './view';

/** What stands on the canvas. */
export interface Drawing {
  chart: IChartApi;
  main: ISeriesApi<'Candlestick' | 'Line' | 'Area'>;
  volume: ISeriesApi<'Histogram'>;
  markers: ISeriesMarkersPluginApi<Time>;
  shades: ShadePrimitive;
  boxes: BoxPrimitive;
  /** What is drawn; null before anything is. */
  candles: Candles | null;
  /** The chart was removed: nothing can be taken off it any more. */
  isGone: boolean;
}

/** An empty chart in the colours of the theme. */
export function makeDrawing(element: HTMLElement, kind: CandleKind, hasSeconds: boolean): Drawing {
  const { up, down } = directionColours();
  const chart = createChart(element, {
    autoSize: true,
    layout: {
      background: { color: token('bg-1') },
      textColor: token('fg-2'),
      fontFamily: 'Inter Variable, sans-serif',
      fontSize: 11,
      attributionLogo: true,
      panes: { separatorColor: token('line') },
    },
    grid: { vertLines: { color: faded('line', 0.5) }, horzLines: { color: faded('line', 0.5) } },
    rightPriceScale: { borderColor: token('line') },
    timeScale: {
      borderColor: token('line'),
      timeVisible: true,
      secondsVisible: hasSeconds,
      enableConflation: true,
      minBarSpacing: 0.05,
      // A first candle alone is a candle, not a wall.
      maxBarSpacing: 32,
    },
    crosshair: { mode: 0 },
    localization: { timeFormatter: (time: Time) => dateTime((time as number) * 1000) },
  });
  const main = (
    kind === 'line'
      ? chart.addSeries(LineSeries, { color: token('series-1'), lineWidth: 2 })
      : kind === 'area'
        ? chart.addSeries(AreaSeries, {
            lineColor: token('series-1'),
            topColor: faded('series-1', 0.3),
            bottomColor: faded('series-1', 0),
          })
        : chart.addSeries(CandlestickSeries, {
            upColor: up,
            downColor: down,
            wickUpColor: up,
            wickDownColor: down,
            borderVisible: false,
          })
  ) as Drawing['main'];
  main.priceScale().applyOptions({ scaleMargins: { top: 0.08, bottom: 0.24 } });
  const volume = chart.addSeries(HistogramSeries, {
    priceScaleId: 'volume',
    priceFormat: { type: 'volume' },
    lastValueVisible: false,
    priceLineVisible: false,
  });
  volume.priceScale().applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } });
  const [shades, boxes] = [new ShadePrimitive(), new BoxPrimitive()];
  main.attachPrimitive(shades);
  main.attachPrimitive(boxes);
  return { chart, main, volume, markers: createSeriesMarkers(main, []), shades, boxes, candles: null, isGone: false };
}

/** Draws all candles anew; without decimals, prices have as many as the candles. */
export function draw(it: Drawing, candles: Candles, kind: CandleKind, decimals = decimalsOf(candles)): void {
  const { up, down } = directionColours();
  it.candles = candles;
  it.main.applyOptions({ priceFormat: { type: 'price', precision: decimals, minMove: 10 ** -decimals } });
  // The library stumbles over volumes of candles that are no longer there.
  it.volume.setData([]);
  if (kind === 'line' || kind === 'area') it.main.setData(closeData(candles));
  else it.main.setData(ohlcData(candles, kind === 'heikin-ashi'));
  it.volume.setData(volumeData(candles, `${up}66`, `${down}66`));
}

/** Draws the candles from a time on: the last one drawn may have moved. */
export function redraw(it: Drawing, candles: Candles, from: number, kind: CandleKind, decimals?: number): void {
  // Each Heikin-Ashi candle needs the one before it.
  if (kind === 'heikin-ashi') {
    draw(it, candles, kind, decimals);
    return;
  }
  const { up, down } = directionColours();
  it.candles = candles;
  const at = candles.times.findLastIndex(time => time < from) + 1;
  const tail = { ...candles };
  for (const name of ['times', 'open', 'high', 'low', 'close', 'volume'] as const) tail[name] = candles[name].slice(at);
  const points = kind === 'line' || kind === 'area' ? closeData(tail) : ohlcData(tail, false);
  for (const point of points) it.main.update(point);
  for (const point of volumeData(tail, `${up}66`, `${down}66`)) it.volume.update(point);
}

const inMs = (time: Time): number => (time as number) * 1000;

/** Where the candles stand on the time axis; null where none does. */
function placesOf({ chart, candles }: Drawing): Drawn | null {
  const [first, last] = [candles?.times[0], candles?.times.at(-1)];
  if (candles === null || first === undefined || last === undefined) return null;
  const place = (time: number) => ({ time, index: chart.timeScale().timeToIndex(toTime(time), true) ?? 0 });
  return { first: place(first), last: place(last), stepMs: candleMs(candles) };
}

/** The time that is in view, with what lies beside the candles. */
export function viewOf(it: Drawing): Range | null {
  const [scale, drawn] = [it.chart.timeScale(), placesOf(it)];
  const indexes = scale.getVisibleLogicalRange();
  if (drawn === null || indexes === null) return null;
  const inside = scale.getVisibleRange();
  return timesOf(indexes, inside === null ? null : { from: inMs(inside.from), to: inMs(inside.to) }, drawn);
}

/** Shows a stretch of time, beside the candles, too. */
export function show(it: Drawing, range: Range): void {
  const [scale, drawn] = [it.chart.timeScale(), placesOf(it)];
  if (drawn !== null)
    scale.setVisibleLogicalRange(indexesOf(range, drawn, time => scale.timeToIndex(toTime(time), true) ?? 0));
}
