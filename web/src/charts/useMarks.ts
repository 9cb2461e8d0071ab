import { HistogramSeries, type ISeriesApi, LineSeries, LineStyle, type Time } from 'lightweight-charts';
import { type RefObject, useEffect, useMemo } from 'react';
import { type TradeBox, boxesInView } from './boxes';
import type { CandleChartProps, PlotLine } from './CandleChart';
import { onCandles, openOf } from './candlesAt';
import type { ChartSettings } from './ChartSettings';
import { directionColours, series as seriesStyles, token } from './colours';
import type { Drawing } from './drawing';
import { type Candles, type Range, candleMs, cluster } from './paging';
import { toTime } from './series';

interface Place {
  /** The candles that were loaded, and those with what came since. */
  candles: Candles | null;
  held: RefObject<Candles | null>;
  view: Range | null;
  theme: string;
}

/** Draws what stands on the candles: markers, trade boxes, levels, plots and shades. Says how many are drawn. */
export function useMarks(
  drawing: RefObject<Drawing | null>,
  { markers, trades, levels, plots, shades, settings }: CandleChartProps & { settings: ChartSettings },
  { candles, held, view, theme }: Place,
): { markers: number; boxes: { shown: TradeBox[]; total: number }; panes: number } {
  const { kind, hasBoxes, hasPanes } = settings;
  const step = candles === null ? 60_000 : candleMs(candles);
  // Without candles there is no price to stand at.
  const isEmpty = candles === null || candles.times.length === 0;
  const shown = view !== null && markers !== undefined && !isEmpty ? cluster(markers, view, step) : [];
  const shownKey = JSON.stringify(shown);
  useEffect(() => {
    const { up, down } = directionColours();
    drawing.current?.markers.setMarkers(
      shown.map(marker => ({
        time: toTime((candles === null ? null : openOf(candles, marker.time)) ?? marker.time),
        position: marker.kind === 'buy' ? 'belowBar' : 'aboveBar',
        shape: marker.kind === 'buy' ? 'arrowUp' : marker.kind === 'sell' ? 'arrowDown' : 'circle',
        color: marker.kind === 'buy' ? up : marker.kind === 'sell' ? down : token('warn'),
        text: marker.count > 1 ? `${marker.count}` : marker.text,
        id: marker.id,
      })),
    );
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `shown` is new each time; its content counts
  }, [shownKey, theme, kind, candles]);

  const boxed = useMemo(
    () => (hasBoxes && view !== null && !isEmpty ? boxesInView(trades ?? [], view, step) : { shown: [], total: 0 }),
    [hasBoxes, view, isEmpty, trades, step],
  );
  useEffect(() => {
    const { up, down } = directionColours();
    const open = (time: number) => toTime((held.current === null ? null : openOf(held.current, time)) ?? time);
    const it = drawing.current;
    it?.boxes.set(
      boxed.shown.map(each => ({
        from: open(each.from),
        to: open(each.to),
        entry: each.entry,
        exit: each.exit,
        colour: each.pnl < 0 ? down : up,
        isDashed: each.pnl < 0,
      })),
    );
  }, [boxed, theme, kind, candles, drawing, held]);

  useEffect(() => {
    const it = drawing.current;
    if (it === null) return undefined;
    const tones = { entry: 'fg-1', stop: 'crit', target: 'ok', plain: 'fg-2' } as const;
    const lines = (levels ?? []).map(level =>
      it.main.createPriceLine({
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
      if (!it.isGone) for (const line of lines) it.main.removePriceLine(line);
    };
  }, [levels, theme, kind, drawing]);

  useEffect(() => {
    const it = drawing.current;
    if (it === null || held.current === null || isEmpty) return undefined;
    const lines = drawPlots(it, held.current, plots ?? [], hasPanes ? Number.POSITIVE_INFINITY : 0);
    return () => {
      if (!it.isGone) for (const line of lines) it.chart.removeSeries(line);
    };
  }, [plots, hasPanes, theme, kind, isEmpty, candles, drawing, held]);

  useEffect(() => {
    const it = drawing.current;
    it?.shades.set((shades ?? []).map(shade => ({ ...shade, from: toTime(shade.from), to: toTime(shade.to) })));
  }, [shades, theme, kind, candles, drawing]);

  const panes = hasPanes && !isEmpty ? Math.max(0, ...(plots ?? []).map(plot => plot.pane)) : 0;
  return { markers: shown.length, boxes: boxed, panes };
}

/** Height of a pane over that of the prices. */
const paneShare = 0.22;

/** Draws the plots that have a pane up to `last`, a point a candle. */
function drawPlots(
  it: Drawing,
  candles: Candles,
  plots: readonly PlotLine[],
  last: number,
): ISeriesApi<'Line' | 'Histogram'>[] {
  const drawn = plots.flatMap((plot, index) => {
    if (plot.pane < 0 || plot.pane > last) return [];
    const style = seriesStyles[(index + 1) % seriesStyles.length] as (typeof seriesStyles)[number];
    const common = {
      color: token(style.token),
      title: plot.name,
      priceLineVisible: false,
      lastValueVisible: plot.pane > 0,
    };
    const series: ISeriesApi<'Line' | 'Histogram'> =
      plot.kind === 'histogram'
        ? it.chart.addSeries(HistogramSeries, common, plot.pane)
        : it.chart.addSeries(
            LineSeries,
            {
              ...common,
              lineWidth: 1,
              lineVisible: plot.kind === 'line',
              pointMarkersVisible: plot.kind === 'points',
              pointMarkersRadius: 2,
              lineStyle: style.dash.length === 0 ? LineStyle.Solid : LineStyle.Dashed,
            },
            plot.pane,
          );
    series.setData(
      onCandles(candles, plot.times, plot.values).map(({ time, value }): { time: Time; value?: number } =>
        value === null ? { time: toTime(time) } : { time: toTime(time), value },
      ),
    );
    return [series];
  });
  it.chart.panes().forEach((pane, index) => pane.setStretchFactor(index === 0 ? 1 : paneShare));
  return drawn;
}

/** How high a chart is with panes below its prices, px. */
export const heightWith = (panes: number, height: number): number => Math.round(height * (1 + panes * paneShare));
