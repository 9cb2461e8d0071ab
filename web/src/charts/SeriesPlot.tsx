import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { count } from '@/format/number';
import { dateTime } from '@/format/time';
import { axis, timeTicks } from './axes';
import { series, token, useThemeKey } from './colours';
import styles from './charts.module.css';

/** Several series on one line of time. */
export interface SeriesData {
  names: readonly string[];
  /** Unix ms, or days since the start. */
  times: readonly number[];
  /** A row for each name; null where it has no value. */
  rows: readonly (readonly (number | null)[])[];
}

interface Props {
  /** Keep it, and both functions, stable between renders. */
  data: SeriesData;
  /** A value as the readout says it. */
  say: (value: number | null) => string;
  /** A value as the axis says it. */
  tick: (value: number) => string;
  height: number;
  testId: string;
  /** What its times are; moments unless said. */
  along?: 'time' | 'days';
}

// Between two days there is none.
const dayTicks: UPlot.Axis.DynamicValues = (_, ticks) => ticks.map(tick => (Number.isInteger(tick) ? count(tick) : ''));

/** A canvas of lines over time with a readout of what the pointer is at, or of the end. */
export function SeriesPlot({ data, say, tick, height, testId, along = 'time' }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLParagraphElement>(null);
  const theme = useThemeKey();
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const { names, times, rows } = data;
    const byDay = along === 'days';
    const read = (index: number | null | undefined) => {
      const at = index ?? times.length - 1;
      if (readout.current === null) return;
      const parts = names.map((name, place) => `${name} ${say(rows[place]?.[at] ?? null)}`);
      readout.current.textContent = `${byDay ? `day ${count(times[at])}` : dateTime(times[at])}   ${parts.join('   ')}`;
    };
    const plot = new UPlot(
      {
        width: element.clientWidth,
        height,
        legend: { show: false },
        cursor: { points: { size: 5 }, drag: { x: false, y: false } },
        padding: [6, 8, 0, 0],
        scales: { x: { time: !byDay } },
        axes: [
          { ...axis(), size: 24, values: byDay ? dayTicks : timeTicks, space: 64 },
          { ...axis(), size: 64, values: (_, ticks) => ticks.map(tick) },
        ],
        series: [
          {},
          ...rows.map((row, place) => {
            const look = series[place % series.length] as (typeof series)[number];
            return {
              stroke: token(look.token),
              width: 1.5,
              dash: [...look.dash],
              // A line of one point would not be seen.
              points: { show: row.filter(value => value !== null).length < 3 },
              spanGaps: true,
            };
          }),
        ],
        hooks: { setCursor: [it => read(it.cursor.idx)] },
      },
      [byDay ? times : times.map(time => time / 1000), ...rows] as unknown as UPlot.AlignedData,
      element,
    );
    read(null);
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) plot.setSize({ width: element.clientWidth, height });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [data, say, tick, height, along, theme]);
  return (
    <div>
      <p ref={readout} className={styles.readout} aria-hidden="true" />
      <div ref={box} style={{ height }} data-testid={testId} />
    </div>
  );
}
