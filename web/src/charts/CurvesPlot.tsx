import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { percent } from '@/format/number';
import { dateTime } from '@/format/time';
import { faded, series, token, useThemeKey } from './colours';
import styles from './charts.module.css';
import { type Curve, aligned } from './curves';

/** The canvas of several curves. */
export function CurvesPlot({ curves, height }: { curves: Curve[]; height: number }) {
  const box = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLParagraphElement>(null);
  const theme = useThemeKey();

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const { times, rows } = aligned(curves);
    const say = (index: number | null | undefined) => {
      const at = index ?? times.length - 1;
      if (readout.current === null) return;
      const parts = curves.map(
        (curve, place) => `${curve.name} ${percent(rows[place]?.[at] ?? null, { signed: true })}`,
      );
      readout.current.textContent = `${dateTime(times[at])}   ${parts.join('   ')}`;
    };
    const axis: UPlot.Axis = {
      stroke: token('fg-2'),
      grid: { stroke: faded('line', 0.6), width: 1 },
      ticks: { show: false },
      font: '11px Inter Variable, sans-serif',
    };
    const plot = new UPlot(
      {
        width: element.clientWidth,
        height,
        legend: { show: false },
        cursor: { points: { size: 5 }, drag: { x: false, y: false } },
        padding: [6, 8, 0, 0],
        axes: [
          { ...axis, size: 24 },
          { ...axis, size: 64, values: (_, ticks) => ticks.map(tick => percent(tick)) },
        ],
        series: [
          {},
          ...curves.map((_, place) => {
            const look = series[place % series.length] as (typeof series)[number];
            return { stroke: token(look.token), width: 1.5, dash: [...look.dash], points: { show: false } };
          }),
        ],
        hooks: { setCursor: [it => say(it.cursor.idx)] },
      },
      [times.map(time => time / 1000), ...rows] as UPlot.AlignedData,
      element,
    );
    say(null);
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) plot.setSize({ width: element.clientWidth, height });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [curves, height, theme]);

  return (
    <div>
      <p ref={readout} className={styles.readout} aria-hidden="true" />
      <div ref={box} style={{ height }} data-testid="curves-canvas" />
    </div>
  );
}
