import type UPlot from 'uplot';
import { clock, date } from '@/format/time';
import { faded, token } from './colours';

/** Days as 11-21, hours as 14:00, in the chosen zone. */
export const timeTicks: UPlot.Axis.DynamicValues = (_, ticks, __, ___, step) =>
  ticks.map(tick =>
    step >= 86_400 ? date(tick * 1000).slice(step >= 86_400 * 300 ? 0 : 5) : clock(tick * 1000).slice(0, 5),
  );

/** How every axis is drawn. */
export const axis = (): UPlot.Axis => ({
  stroke: token('fg-2'),
  grid: { stroke: faded('line', 0.6), width: 1 },
  ticks: { show: false },
  font: '11px Inter Variable, sans-serif',
});
