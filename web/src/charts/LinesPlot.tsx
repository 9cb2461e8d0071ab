import { useMemo } from 'react';
import { SeriesPlot } from './SeriesPlot';
import { type Line, merged, plain } from './lines';

/** The canvas of what a bot plotted in one panel. */
export function LinesPlot({ lines, height }: { lines: Line[]; height: number }) {
  const data = useMemo(() => ({ names: lines.map(line => line.name), ...merged(lines) }), [lines]);
  return <SeriesPlot data={data} say={plain} tick={plain} height={height} testId="lines-canvas" />;
}
