import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { dateTime } from '@/format/time';
import { axis, timeTicks } from './axes';
import { series, token, useThemeKey } from './colours';
import styles from './charts.module.css';
import { type Line, merged, plain } from './lines';

/** The canvas of what a bot plotted in one panel. */
export function LinesPlot({ lines, height }: { lines: Line[]; height: number }) {
  const box = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLParagraphElement>(null);
  const theme = useThemeKey();
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const { times, rows } = merged(lines);
    const say = (index: number | null | undefined) => {
      const at = index ?? times.length - 1;
      if (readout.current === null) return;
      const parts = lines.map((line, place) => `${line.name} ${plain(rows[place]?.[at] ?? null)}`);
      readout.current.textContent = `${dateTime(times[at])}   ${parts.join('   ')}`;
    };
    const plot = new UPlot(
      {
        width: element.clientWidth,
        height,
        legend: { show: false },
        cursor: { points: { size: 5 }, drag: { x: false, y: false } },
        padding: [6, 8, 0, 0],
        axes: [
          { ...axis(), size: 24, values: timeTicks, space: 64 },
          { ...axis(), size: 64, values: (_, ticks) => ticks.map(plain) },
        ],
        series: [
          {},
          ...lines.map((line, place) => {
            const look = series[place % series.length] as (typeof series)[number];
            return {
              stroke: token(look.token),
              width: 1.5,
              dash: [...look.dash],
              points: { show: line.points.length < 3 },
              spanGaps: true,
            };
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
  }, [lines, height, theme]);
  return (
    <div>
      <p ref={readout} className={styles.readout} aria-hidden="true" />
      <div ref={box} style={{ height }} data-testid="lines-canvas" />
    </div>
  );
}
