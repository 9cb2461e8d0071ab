import type { DeploymentPlot } from '@/api/trading';
import type { Change } from './sequence';

interface Point {
  instrument: string | null;
  panel: string | null;
  name: string;
  time: number;
  value: number;
}

const empty = (text: string | null): string => text ?? '';

/** The plots with one more point; a point of the newest time takes its place. Null where it is older than that. */
export function withPoint(plots: DeploymentPlot[], change: Change): DeploymentPlot[] | null {
  const point = change.data as Point;
  const at = plots.findIndex(
    it =>
      it.name === point.name &&
      empty(it.panel) === empty(point.panel) &&
      empty(it.instrument) === empty(point.instrument),
  );
  const plot = plots[at];
  // A line of its own: the server says how it is called.
  if (plot === undefined) return null;
  const last = plot.times.at(-1) ?? 0;
  if (point.time < last) return null;
  const keep = point.time === last ? -1 : undefined;
  const next = {
    ...plot,
    times: [...plot.times.slice(0, keep), point.time],
    values: [...plot.values.slice(0, keep), point.value],
  };
  return plots.with(at, next);
}
