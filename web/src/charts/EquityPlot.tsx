import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { compact, money, percent } from '@/format/number';
import { dateTime } from '@/format/time';
import { axis, timeTicks } from './axes';
import { faded, series, token, useThemeKey } from './colours';
import styles from './charts.module.css';
import type { EquityData } from './EquityChart';

/** The chart's canvas. Its own file, so that the library is fetched only where a chart is shown. */
export function EquityPlot({ data, height }: { data: EquityData; height: number }) {
  const box = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLParagraphElement>(null);
  const theme = useThemeKey();

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const say = (index: number | null | undefined) => {
      const at = index ?? data.times.length - 1;
      if (readout.current === null) return;
      const hold = data.hold?.[at];
      readout.current.textContent =
        `${dateTime(data.times[at])}   equity ${money(String(data.equity[at]))}` +
        (hold === null || hold === undefined ? '' : `   hold ${money(String(hold))}`) +
        `   drawdown ${percent(data.drawdown[at])}`;
    };
    const sync = UPlot.sync(`equity-${Math.random()}`);
    const cursor: UPlot.Cursor = {
      sync: { key: sync.key, setSeries: false },
      points: { size: 5 },
      drag: { x: false, y: false },
    };
    const seconds = data.times.map(time => time / 1000);
    const shared = {
      width: element.clientWidth,
      legend: { show: false },
      cursor,
      padding: [8, 20, 0, 0] as UPlot.Padding,
    };
    const hold = data.hold?.some(value => value !== null) ? data.hold : null;
    const top = new UPlot(
      {
        ...shared,
        height: Math.round(height * 0.7),
        scales: { x: { time: true } },
        axes: [
          { ...axis(), show: false },
          { ...axis(), size: 60, values: (_, ticks) => ticks.map(tick => compact(tick)) },
        ],
        series: [
          {},
          { stroke: token('series-1'), width: 1.5, fill: faded('series-1', 0.08), points: { show: false } },
          ...(hold
            ? [{ stroke: token('series-2'), width: 1, dash: [...series[1].dash], points: { show: false } }]
            : []),
        ],
        hooks: { setCursor: [plot => say(plot.cursor.idx)] },
      },
      [seconds, data.equity, ...(hold ? [hold] : [])] as UPlot.AlignedData,
      element,
    );
    const bottom = new UPlot(
      {
        ...shared,
        height: height - Math.round(height * 0.7),
        scales: { x: { time: true }, y: { range: (_, low) => [Math.min(low, -0.001) * 1.1, 0] } },
        axes: [
          { ...axis(), size: 24, values: timeTicks, space: 64 },
          { ...axis(), size: 60, values: (_, ticks) => ticks.map(tick => percent(tick)), space: 20 },
        ],
        series: [{}, { stroke: token('fg-2'), width: 1, fill: faded('fg-2', 0.25), points: { show: false } }],
      },
      [seconds, data.drawdown],
      element,
    );
    say(null);
    sync.sub(top);
    sync.sub(bottom);
    const observer = new ResizeObserver(() => {
      const width = element.clientWidth;
      if (width === 0) return;
      top.setSize({ width, height: Math.round(height * 0.7) });
      bottom.setSize({ width, height: height - Math.round(height * 0.7) });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      top.destroy();
      bottom.destroy();
    };
  }, [data, height, theme]);

  return (
    <div>
      <p ref={readout} className={styles.readout} aria-hidden="true" />
      <div ref={box} style={{ height }} data-testid="equity-canvas" />
    </div>
  );
}
