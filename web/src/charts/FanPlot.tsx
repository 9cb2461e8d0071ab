import { useMemo } from 'react';
import { percent } from '@/format/number';
import { SeriesPlot } from './SeriesPlot';
import { type FanDay, fanData } from './fan';

const change = (value: number | null) => percent(value, { signed: true });
const tick = (value: number) => percent(value);

/** The canvas of a fan. */
export function FanPlot({ fan, height }: { fan: readonly FanDay[]; height: number }) {
  const data = useMemo(() => fanData(fan), [fan]);
  return <SeriesPlot data={data} say={change} tick={tick} height={height} testId="fan-canvas" along="days" />;
}
