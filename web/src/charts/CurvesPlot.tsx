import { useMemo } from 'react';
import { percent } from '@/format/number';
import { SeriesPlot } from './SeriesPlot';
import { type Curve, aligned } from './curves';

const change = (value: number | null) => percent(value, { signed: true });
const tick = (value: number) => percent(value);

/** The canvas of several curves. */
export function CurvesPlot({ curves, height }: { curves: Curve[]; height: number }) {
  const data = useMemo(() => ({ names: curves.map(curve => curve.name), ...aligned(curves) }), [curves]);
  return <SeriesPlot data={data} say={change} tick={tick} height={height} testId="curves-canvas" />;
}
