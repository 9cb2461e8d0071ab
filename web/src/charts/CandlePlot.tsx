import { type RefObject, useEffect, useRef, useState } from 'react';
import { asApiError } from '@/api/errors';
import { count, percent, price } from '@/format/number';
import { duration } from '@/format/time';
import { timeframeMs } from '@/format/timeframe';
import { atNextFrame } from '@/live/frame';
import { Empty, ErrorState } from '@/ui/states';
import type { CandleChartProps, CandleHandle } from './CandleChart';
import { decimalsOf, openOf } from './candlesAt';
import type { ChartSettings } from './ChartSettings';
import styles from './charts.module.css';
import { useThemeKey } from './colours';
import { type Drawing, draw, makeDrawing, redraw, show, viewOf } from './drawing';
import { Hand } from './Hand';
import type { LinkedChart } from './linked';
import { type Candles, type Range, candleMs, extend, follow, mostCandles, nextWindow } from './paging';
import { readoutOf } from './readout';
import { toTime } from './series';
import { atTimeframe } from './timeframes';
import { heightWith, useMarks } from './useMarks';
import { usePointerTools } from './usePointerTools';

interface Props extends CandleChartProps {
  height: number;
  settings: ChartSettings;
  prices: RefObject<HTMLParagraphElement | null>;
  more: RefObject<HTMLParagraphElement | null>;
  handle: RefObject<CandleHandle | null>;
  onSeen: (candles: Candles) => void;
}

/** The canvas of the candle chart: draws what is in view, and asks for more as it is moved. */
export function CandlePlot(props: Props) {
  const { source, height, decimals, levels, plots, votes, shades, newest, focus, handle, onSeen, link } = props;
  const { kind, timeframe, isMeasuring } = props.settings;
  const box = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const held = useRef<Candles | null>(null);
  // How far the market is known to go, and whether what is held goes as far.
  const end = useRef(0);
  const reaches = useRef(true);
  const drawn = useRef({ last: 0, isEnd: true });
  // Answers come in any order: one that was asked for before another that has come is late.
  const asks = useRef({ made: 0, taken: 0, open: 0 });
  // Where the crosshair is; what is to be shown with the next answer, and what the charts it follows show.
  const pointed = useRef<number | null>(null);
  const aim = useRef<Range | null>(null);
  const followed = useRef<Range | null>(null);
  const hand = useRef(new Hand());
  const asked = useRef(timeframe);
  const [candles, setCandles] = useState<Candles | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const [view, setView] = useState<Range | null>(null);
  const theme = useThemeKey();
  const latest = useRef(props);
  const self = useRef<LinkedChart>({ show: () => {}, point: () => {} });
  const width = () => box.current?.clientWidth ?? 1000;
  const limitsOf = (now: Candles): Range => ({
    from: source.limits?.from ?? now.from,
    to: source.limits?.to ?? end.current,
  });
  const most = source.most ?? mostCandles;
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
      const wanted = latest.current.settings.timeframe;
      const next = await source.load(wanted === null ? request : { ...request, timeframe: wanted });
      if (number <= asks.current.taken) return;
      if (next.times.length === 0 && !isFirst) {
        aim.current = null;
        return;
      }
      asks.current.taken = number;
      // What is under a hand would jump: the library reckons a move from where it began.
      hand.current.whenFree(() => take(next, isLast));
    } catch (reason) {
      if (number <= asks.current.taken) return;
      aim.current = null;
      setError(reason);
    } finally {
      asks.current.open--;
    }
  };
  const followRange = (range: Range) => {
    followed.current = range;
    if (drawing.current !== null) show(drawing.current, range);
    setView(range);
  };
  const pointAt = (time: number | null) => {
    const [it, now] = [drawing.current, held.current];
    const open = time === null || now === null ? null : openOf(now, time);
    const at = open === null ? -1 : (now?.times.indexOf(open) ?? -1);
    pointed.current = at < 0 ? null : open;
    if (box.current !== null) box.current.dataset.pointed = at < 0 ? '' : String(open);
    const close = now?.close[at];
    // Where nothing is in view there is no height to point at.
    const hasPlace = close !== undefined && it?.main.priceToCoordinate(close) != null;
    if (hasPlace) it?.chart.setCrosshairPosition(close, toTime(open as number), it.main);
    else it?.chart.clearCrosshairPosition();
    say(props, now, pointed.current);
  };

  useEffect(() => {
    latest.current = props;
    self.current.show = followRange;
    self.current.point = pointAt;
  });
  useEffect(() => link?.join(self.current), [link]);

  // The chart itself: made anew for another theme or kind.
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const it = makeDrawing(element, kind, source.finestMs < 60_000);
    drawing.current = it;
    if (held.current !== null && held.current.times.length > 0) {
      draw(it, held.current, kind, decimals);
      if (view !== null) show(it, view);
    }
    let cancel = () => {};
    it.chart.timeScale().subscribeVisibleLogicalRangeChange(() => {
      cancel();
      cancel = atNextFrame(() => {
        const seen = viewOf(it);
        setView(before => (before?.from === seen?.from && before?.to === seen?.to ? before : seen));
        if (seen !== null) latest.current.link?.move(self.current, seen);
      });
    });
    it.chart.subscribeCrosshairMove(event => {
      pointed.current = event.time === undefined ? null : (event.time as number) * 1000;
      say(latest.current, held.current, pointed.current);
      latest.current.link?.point(self.current, pointed.current);
    });
    it.chart.subscribeClick(event => {
      const marker = latest.current.markers?.find(one => one.id !== undefined && one.id === event.hoveredObjectId);
      if (marker !== undefined) latest.current.onMarker?.(marker);
    });
    return () => {
      cancel();
      drawing.current = null;
      it.isGone = true;
      it.chart.remove();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what it holds and shows is kept, not followed
  }, [theme, kind]);

  useEffect(() => {
    const element = box.current;
    const it = hand.current;
    const take = () => it.take();
    const letGo = () => it.letGo();
    element?.addEventListener('pointerdown', take, { capture: true });
    for (const moment of ['pointerup', 'pointercancel', 'blur']) addEventListener(moment, letGo);
    return () => {
      element?.removeEventListener('pointerdown', take, { capture: true });
      for (const moment of ['pointerup', 'pointercancel', 'blur']) removeEventListener(moment, letGo);
    };
  }, []);

  // The chart a hand is on leads those it is linked with.
  useEffect(() => {
    const element = box.current;
    if (element === null || link === undefined) return undefined;
    const lead = () => {
      followed.current = null;
      link.lead(self.current);
    };
    const moments = ['pointerenter', 'pointerdown', 'wheel'] as const;
    for (const moment of moments) element.addEventListener(moment, lead, { capture: true, passive: true });
    return () => {
      for (const moment of moments) element.removeEventListener(moment, lead, { capture: true });
    };
  }, [link]);

  // The first window.
  useEffect(() => {
    const [all, itsHand] = [asks.current, hand.current];
    setError(null);
    const points = Math.max(300, Math.round(width() / 4));
    const { limits } = source;
    const back = timeframe === null ? 0 : points * timeframeMs(timeframe);
    // Of a chosen timeframe, no more than there is.
    const from =
      back === 0 || limits === undefined ? undefined : Math.max(limits.from, (limits.to ?? Date.now()) - back);
    void ask(from === undefined ? { points } : { points, from }, true, true);
    return () => {
      all.taken = all.made;
      itsHand.forget();
      held.current = null;
      end.current = 0;
      aim.current = null;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key says when it is another source
  }, [source.key, attempt]);

  useEffect(() => {
    const it = drawing.current;
    if (it === null || candles === null) return;
    const before = view === null ? null : viewOf(it);
    const last = candles.times.at(-1);
    draw(it, candles, kind, decimals);
    const wanted = aim.current ?? followed.current;
    aim.current = null;
    if (last !== undefined && wanted !== null) show(it, wanted);
    else if (before === null || last === undefined) it.chart.timeScale().fitContent();
    else show(it, follow(before, drawn.current, last));
    drawn.current = { last: last ?? 0, isEnd: reaches.current };
    say(latest.current, candles, pointed.current);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the view is kept, not followed
  }, [candles]);

  // Another timeframe shows the same time.
  useEffect(() => {
    if (asked.current === timeframe) return;
    asked.current = timeframe;
    const now = held.current;
    if (now === null || now.times.length === 0) {
      setAttempt(times => times + 1);
      return;
    }
    const limits = limitsOf(now);
    const seen = view ?? { from: now.from, to: now.to };
    const [from, to] = [2 * seen.from - seen.to, 2 * seen.to - seen.from];
    const next =
      timeframe === null
        ? {
            view: seen,
            request: {
              from: Math.max(limits.from, from),
              to: Math.min(limits.to, to),
              points: Math.round(width() / 2),
            },
          }
        : atTimeframe(seen, timeframeMs(timeframe), width(), limits, most);
    aim.current = next.view;
    void ask(next.request, next.request.to >= limits.to);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- follows the choice alone
  }, [timeframe]);

  // More, coarser or finer candles, as the view moves.
  useEffect(() => {
    const now = held.current;
    if (view === null || now === null) return undefined;
    const limits = limitsOf(now);
    const fixed = timeframe === null ? undefined : most;
    const request = nextWindow(followed.current ?? view, now, limits, width(), source.finestMs, fixed);
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
      if (error !== null && asks.current.open === 0) setAttempt(times => times + 1);
      return;
    }
    end.current = Math.max(end.current, newest.to);
    if (!reaches.current || asks.current.open > 0 || hand.current.holds) return;
    const more = extend(now, newest);
    if (more === now) return;
    if (more === null) {
      // Some between were missed: a page that slept.
      const step = candleMs(now);
      const from = Math.max(now.times.length > 0 ? now.from : newest.from, end.current - most * step);
      const points = Math.min(mostCandles, Math.max(200, Math.ceil((end.current - from) / step)));
      void ask({ from, to: end.current, points }, true);
    } else if (now.times.length === 0) take(more, true);
    else {
      held.current = more;
      redraw(it, more, drawn.current.last, kind, decimals);
      drawn.current = { last: more.times.at(-1) as number, isEnd: true };
      say(latest.current, more, pointed.current);
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- follows what comes alone
  }, [newest]);

  useEffect(() => say(latest.current, held.current, pointed.current), [plots, votes]);

  const step = candles === null ? 60_000 : candleMs(candles);
  const { markers, boxes, panes } = useMarks(drawing, props, { candles, held, view, theme });

  // Shows a stretch of time that may not be held, with half of it to each side.
  const look = (range: Range, stepMs: number) => {
    const [middle, span] = [(range.from + range.to) / 2, range.to - range.from];
    const points = Math.max(200, Math.min(mostCandles, Math.round((2 * span) / stepMs)));
    const by = timeframe === null ? span : Math.min(span, (most * stepMs) / 2);
    aim.current = range;
    void ask({ from: Math.floor(middle - by), to: Math.ceil(middle + by), points }, middle + by >= end.current);
  };
  useEffect(() => {
    handle.current = {
      screenshot: () => drawing.current?.chart.takeScreenshot() ?? null,
      goTo: time => {
        const half = (view === null ? step * 200 : view.to - view.from) / 2;
        look({ from: time - half, to: time + half }, step);
      },
    };
  });
  const isThere = candles !== null;
  useEffect(() => {
    if (focus !== undefined && isThere) look(focus, source.finestMs);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once it can, and where the stretch is another
  }, [focus?.from, focus?.to, isThere, source.key]);

  const measured = usePointerTools({
    box,
    levels,
    measuring: isMeasuring,
    price: y => drawing.current?.main.coordinateToPrice(y) ?? null,
    y: value => drawing.current?.main.priceToCoordinate(value) ?? null,
    time: x => {
      const at = drawing.current?.chart.timeScale().coordinateToTime(x);
      return at === null || at === undefined ? null : (at as number) * 1000;
    },
    hold: isHeld => drawing.current?.chart.applyOptions({ handleScroll: !isHeld, handleScale: !isHeld }),
  });

  const hasFailed = error !== null && candles === null;
  const places = decimals ?? (candles === null ? 2 : decimalsOf(candles));
  return (
    <div className={styles.canvas}>
      {hasFailed && <ErrorState what="The chart" error={error} onRetry={() => setAttempt(times => times + 1)} />}
      {error !== null && !hasFailed && (
        <p className={styles.trouble} role="alert">
          {asApiError(error).message}
        </p>
      )}
      {candles !== null && candles.times.length === 0 && <Empty>There are no candles here.</Empty>}
      <div
        ref={box}
        style={{ height: heightWith(panes, height) }}
        hidden={hasFailed}
        data-testid="candle-canvas"
        data-candles={candles?.times.length ?? 0}
        data-timeframe={candles?.timeframe}
        data-from={view?.from}
        data-to={view?.to}
        data-markers={markers}
        data-boxes={boxes.shown.length}
        data-shades={shades?.length ?? 0}
        data-panes={panes}
      />
      {boxes.total > boxes.shown.length && (
        <p className={styles.thinned}>
          {count(boxes.shown.length)} of {count(boxes.total)} trades in view are boxed
        </p>
      )}
      {measured !== null && (
        <div
          className={styles.measure}
          style={{ left: measured.left, top: measured.top, width: measured.width, height: measured.height }}
        >
          <output>
            {percent(measured.change, { signed: true })} · {price(measured.by.toFixed(places), places)} ·{' '}
            {duration(measured.ms)}
          </output>
        </div>
      )}
    </div>
  );
}

/** Says what there is to read of the candle at a moment. */
function say({ prices, more, plots, votes, decimals }: Props, candles: Candles | null, time: number | null): void {
  if (candles === null || prices.current === null) return;
  const told = readoutOf(candles, time, plots, votes, decimals ?? decimalsOf(candles));
  prices.current.textContent = told.prices;
  if (more.current !== null) more.current.textContent = told.more.map(it => `${it.name} ${it.value}`).join('   ');
}
