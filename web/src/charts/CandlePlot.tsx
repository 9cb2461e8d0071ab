import {
  AreaSeries,
  CandlestickSeries,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  LineSeries,
  LineStyle,
  type Time,
  createChart,
  createSeriesMarkers,
} from 'lightweight-charts';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { compact, percent, price } from '@/format/number';
import { dateTime, duration } from '@/format/time';
import { Empty, ErrorState } from '@/ui/states';
import type { CandleChartProps, CandleHandle, CandleKind } from './CandleChart';
import styles from './charts.module.css';
import { directionColours, faded, series as seriesStyles, token, useThemeKey } from './colours';
import { type Candles, type Range, candleMs, cluster, extend, mostCandles, nextWindow } from './paging';
import { closeData, ohlcData, toTime, volumeData } from './series';
import { ShadePrimitive } from './ShadePrimitive';
import { usePointerTools } from './usePointerTools';

interface Props extends CandleChartProps {
  height: number;
  kind: CandleKind;
  measuring: boolean;
  readout: RefObject<HTMLParagraphElement | null>;
  handle: RefObject<CandleHandle | null>;
  onSeen: (candles: Candles) => void;
}

interface Drawing {
  chart: IChartApi;
  main: ISeriesApi<'Candlestick' | 'Line' | 'Area'>;
  volume: ISeriesApi<'Histogram'>;
  markers: ISeriesMarkersPluginApi<Time>;
  shades: ShadePrimitive;
}

const inMs = (range: { from: Time; to: Time } | null): Range | null =>
  range === null ? null : { from: (range.from as number) * 1000, to: (range.to as number) * 1000 };

/** The canvas of the candle chart: draws what is in view, and asks for more as it is moved. */
export function CandlePlot(props: Props) {
  const {
    source,
    kind,
    height,
    decimals,
    markers,
    levels,
    plots,
    shades,
    newest,
    readout,
    handle,
    onSeen,
    onMarker,
    measuring,
  } = props;
  const box = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const held = useRef<Candles | null>(null);
  // How far the market is known to go, and whether what is held goes as far.
  const end = useRef(0);
  const reaches = useRef(true);
  const drawn = useRef(0);
  // Answers come in any order: one that was asked for before another that has come is late.
  const asks = useRef({ made: 0, taken: 0, open: 0 });
  const [candles, setCandles] = useState<Candles | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const [view, setView] = useState<Range | null>(null);
  const theme = useThemeKey();
  const clicked = useRef({ markers, onMarker });
  useEffect(() => {
    clicked.current = { markers, onMarker };
  });

  const take = (next: Candles, isLast: boolean) => {
    held.current = next;
    end.current = Math.max(end.current, next.to);
    reaches.current = isLast;
    setCandles(next);
    setError(null);
    onSeen(next);
  };
  const ask = async (request: Parameters<typeof source.load>[0], isLast: boolean, isFirst = false) => {
    const number = ++asks.current.made;
    asks.current.open++;
    try {
      const next = await source.load(request);
      if (number <= asks.current.taken || (next.times.length === 0 && !isFirst)) return false;
      asks.current.taken = number;
      take(next, isLast);
      return true;
    } catch (reason) {
      if (number > asks.current.taken) setError(reason);
      return false;
    } finally {
      asks.current.open--;
    }
  };

  // The chart itself: made anew for another theme or kind.
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
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
        secondsVisible: source.finestMs < 60_000,
        enableConflation: true,
        minBarSpacing: 0.05,
        // A first candle alone is a candle, not a wall.
        maxBarSpacing: 32,
      },
      crosshair: { mode: 0 },
      localization: { timeFormatter: (time: Time) => dateTime((time as number) * 1000) },
    });
    const format = { type: 'price' as const, precision: decimals ?? 2, minMove: 10 ** -(decimals ?? 2) };
    const main = (
      kind === 'line'
        ? chart.addSeries(LineSeries, { color: token('series-1'), lineWidth: 2, priceFormat: format })
        : kind === 'area'
          ? chart.addSeries(AreaSeries, {
              lineColor: token('series-1'),
              topColor: faded('series-1', 0.3),
              bottomColor: faded('series-1', 0),
              priceFormat: format,
            })
          : chart.addSeries(CandlestickSeries, {
              upColor: up,
              downColor: down,
              wickUpColor: up,
              wickDownColor: down,
              borderVisible: false,
              priceFormat: format,
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
    const primitive = new ShadePrimitive();
    main.attachPrimitive(primitive);
    drawing.current = { chart, main, volume, markers: createSeriesMarkers(main, []), shades: primitive };
    if (held.current !== null) draw(drawing.current, held.current, kind, up, down);
    let frame = 0;
    chart.timeScale().subscribeVisibleTimeRangeChange(range => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setView(inMs(range)));
    });
    chart.subscribeCrosshairMove(event =>
      say(readout.current, held.current, event.time as number | undefined, decimals),
    );
    chart.subscribeClick(event => {
      const marker = clicked.current.markers?.find(it => it.id !== undefined && it.id === event.hoveredObjectId);
      if (marker !== undefined) clicked.current.onMarker?.(marker);
    });
    return () => {
      cancelAnimationFrame(frame);
      drawing.current = null;
      chart.remove();
    };
  }, [theme, kind, decimals, readout]);

  // The first window.
  useEffect(() => {
    const all = asks.current;
    setError(null);
    void ask({ points: Math.max(300, Math.round((box.current?.clientWidth ?? 1000) / 4)) }, true, true);
    return () => {
      all.taken = all.made;
      held.current = null;
      end.current = 0;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key says when it is another source
  }, [source.key, attempt]);

  useEffect(() => {
    if (drawing.current === null || candles === null) return;
    const { up, down } = directionColours();
    const scale = drawing.current.chart.timeScale();
    const before = inMs(scale.getVisibleRange());
    const last = candles.times.at(-1);
    draw(drawing.current, candles, kind, up, down);
    if (before === null || view === null || last === undefined) scale.fitContent();
    else {
      // Who looks at the end goes on looking at the end.
      const by = before.to === drawn.current && last > before.to ? last - before.to : 0;
      scale.setVisibleRange({ from: toTime(before.from + by), to: toTime(before.to + by) });
    }
    drawn.current = last ?? 0;
    say(readout.current, candles, undefined, decimals);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the view is kept, not followed
  }, [candles]);

  // More, coarser or finer candles, as the view moves.
  useEffect(() => {
    const now = held.current;
    if (view === null || now === null) return undefined;
    const limits = { from: source.limits?.from ?? now.from, to: source.limits?.to ?? end.current };
    const request = nextWindow(view, now, limits, box.current?.clientWidth ?? 1000, source.finestMs);
    if (request === null) return undefined;
    const timer = setTimeout(() => void ask(request, request.to >= limits.to), 120);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- follows the view alone
  }, [view]);

  // The newest candles, where the chart goes as far.
  useEffect(() => {
    const [it, now] = [drawing.current, held.current];
    if (newest === undefined || newest.times.length === 0) return;
    if (it === null || now === null) {
      // The first window failed, and the market answers again.
      if (error !== null && asks.current.open === 0) setAttempt(count => count + 1);
      return;
    }
    end.current = Math.max(end.current, newest.to);
    if (!reaches.current || asks.current.open > 0) return;
    const more = extend(now, newest);
    if (more === now) return;
    if (more === null) {
      // Some between were missed: a page that slept.
      const from = now.times.length > 0 ? now.from : newest.from;
      const points = Math.min(mostCandles, Math.max(200, Math.ceil((end.current - from) / candleMs(now))));
      void ask({ from, to: end.current, points }, true);
    } else if (now.times.length === 0) take(more, true);
    else {
      held.current = more;
      redraw(it, more, drawn.current, kind);
      drawn.current = more.times.at(-1) as number;
      say(readout.current, more, undefined, decimals);
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- follows what comes alone
  }, [newest]);

  const step = candles === null ? 60_000 : candleMs(candles);
  // Without candles there is no price to stand at.
  const isEmpty = candles === null || candles.times.length === 0;
  const shown = view !== null && markers !== undefined && !isEmpty ? cluster(markers, view, step) : [];
  const shownKey = JSON.stringify(shown);
  useEffect(() => {
    const { up, down } = directionColours();
    drawing.current?.markers.setMarkers(
      shown.map(marker => ({
        time: toTime(Math.floor(marker.time / step) * step),
        position: marker.kind === 'buy' ? 'belowBar' : 'aboveBar',
        shape: marker.kind === 'buy' ? 'arrowUp' : marker.kind === 'sell' ? 'arrowDown' : 'circle',
        color: marker.kind === 'buy' ? up : marker.kind === 'sell' ? down : token('warn'),
        text: marker.count > 1 ? `${marker.count}` : marker.text,
        id: marker.id,
      })),
    );
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `shown` is new each time; its content counts
  }, [shownKey, theme, kind, candles]);

  useEffect(() => {
    const main = drawing.current?.main;
    if (main === undefined) return undefined;
    const tones = { entry: 'fg-1', stop: 'crit', target: 'ok', plain: 'fg-2' } as const;
    const lines = (levels ?? []).map(level =>
      main.createPriceLine({
        id: level.id,
        price: level.price,
        title: level.title,
        color: token(tones[level.tone]),
        lineStyle: level.tone === 'entry' ? LineStyle.Solid : LineStyle.Dashed,
        lineWidth: 1,
        axisLabelVisible: true,
      }),
    );
    return () => {
      if (drawing.current?.main === main) for (const line of lines) main.removePriceLine(line);
    };
  }, [levels, theme, kind]);

  useEffect(() => {
    const chart = drawing.current?.chart;
    if (chart === undefined || isEmpty) return undefined;
    const drawn = (plots ?? []).map((plot, index) => {
      const style = seriesStyles[(index + 1) % seriesStyles.length] as (typeof seriesStyles)[number];
      const line = chart.addSeries(
        LineSeries,
        {
          color: token(style.token),
          lineWidth: 1,
          lineStyle: style.dash.length === 0 ? LineStyle.Solid : LineStyle.Dashed,
          title: plot.name,
          priceLineVisible: false,
          lastValueVisible: plot.pane > 0,
        },
        plot.pane,
      );
      line.setData(
        plot.times.map((time, at) =>
          plot.values[at] === null ? { time: toTime(time) } : { time: toTime(time), value: plot.values[at] as number },
        ),
      );
      return line;
    });
    return () => {
      if (drawing.current?.chart === chart) for (const line of drawn) chart.removeSeries(line);
    };
  }, [plots, theme, kind, isEmpty]);

  useEffect(() => {
    drawing.current?.shades.set(
      (shades ?? []).map(shade => ({ ...shade, from: toTime(shade.from), to: toTime(shade.to) })),
    );
  }, [shades, theme, kind, candles]);

  useEffect(() => {
    handle.current = {
      screenshot: () => drawing.current?.chart.takeScreenshot() ?? null,
      goTo: time => {
        const span = view === null ? step * 200 : view.to - view.from;
        const request = {
          from: time - span,
          to: time + span,
          points: Math.max(200, Math.min(20_000, Math.round((2 * span) / step))),
        };
        void ask(request, request.to >= end.current).then(isTaken => {
          if (!isTaken) return;
          requestAnimationFrame(() =>
            drawing.current?.chart
              .timeScale()
              .setVisibleRange({ from: toTime(time - span / 2), to: toTime(time + span / 2) }),
          );
        });
      },
    };
  });

  const measured = usePointerTools({
    box,
    levels,
    measuring,
    price: y => drawing.current?.main.coordinateToPrice(y) ?? null,
    y: value => drawing.current?.main.priceToCoordinate(value) ?? null,
    time: x => {
      const at = drawing.current?.chart.timeScale().coordinateToTime(x);
      return at === null || at === undefined ? null : (at as number) * 1000;
    },
    hold: isHeld => drawing.current?.chart.applyOptions({ handleScroll: !isHeld, handleScale: !isHeld }),
  });

  const hasFailed = error !== null && candles === null;
  return (
    <div className={styles.canvas}>
      {hasFailed && <ErrorState what="The chart" error={error} onRetry={() => setAttempt(count => count + 1)} />}
      {candles !== null && candles.times.length === 0 && <Empty>There are no candles here.</Empty>}
      <div
        ref={box}
        style={{ height }}
        hidden={hasFailed}
        data-testid="candle-canvas"
        data-candles={candles?.times.length ?? 0}
        data-timeframe={candles?.timeframe}
        data-from={view?.from}
        data-to={view?.to}
        data-markers={shown.length}
      />
      {measured !== null && (
        <div
          className={styles.measure}
          style={{ left: measured.left, top: measured.top, width: measured.width, height: measured.height }}
        >
          <output>
            {percent(measured.change, { signed: true })} · {price(String(measured.by.toFixed(decimals ?? 2)), decimals)}{' '}
            · {duration(measured.ms)}
          </output>
        </div>
      )}
    </div>
  );
}

function draw(it: Drawing, candles: Candles, kind: CandleKind, up: string, down: string): void {
  if (kind === 'line' || kind === 'area') it.main.setData(closeData(candles));
  else it.main.setData(ohlcData(candles, kind === 'heikin-ashi'));
  it.volume.setData(volumeData(candles, `${up}66`, `${down}66`));
}

/** Draws the candles from a time on: the last one drawn may have moved. */
function redraw(it: Drawing, candles: Candles, from: number, kind: CandleKind): void {
  const { up, down } = directionColours();
  // Each Heikin-Ashi candle needs the one before it.
  if (kind === 'heikin-ashi') {
    draw(it, candles, kind, up, down);
    return;
  }
  const at = candles.times.findLastIndex(time => time < from) + 1;
  const tail = { ...candles };
  for (const name of ['times', 'open', 'high', 'low', 'close', 'volume'] as const) tail[name] = candles[name].slice(at);
  const points = kind === 'line' || kind === 'area' ? closeData(tail) : ohlcData(tail, false);
  for (const point of points) it.main.update(point);
  for (const point of volumeData(tail, `${up}66`, `${down}66`)) it.volume.update(point);
}

function say(
  element: HTMLElement | null,
  candles: Candles | null,
  seconds: number | undefined,
  decimals?: number,
): void {
  if (element === null || candles === null) return;
  const found = seconds === undefined ? candles.times.length - 1 : candles.times.indexOf(seconds * 1000);
  const at = found < 0 ? candles.times.length - 1 : found;
  const show = (value: number | undefined) => price(value === undefined ? null : String(value), decimals);
  const [open, close] = [candles.open[at], candles.close[at]];
  element.textContent =
    open === undefined || close === undefined
      ? ''
      : `${dateTime(candles.times[at])}  O ${show(open)}  H ${show(candles.high[at])}  L ${show(candles.low[at])}  C ${show(close)}  ` +
        `${percent(close / open - 1, { signed: true })}  vol ${compact(candles.volume[at])}`;
}
