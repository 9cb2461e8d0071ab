import { useMemo } from 'react';
import { growth } from '@/format/number';
import { SeriesPlot } from './SeriesPlot';
import { type FanDay, fanData } from './fan';

const change = (value: number | null) => growth(value, { signed: true });
const tick = (value: number) => growth(value);

/** The canvas of a fan. */
export function FanPlot({ fan, height }: { fan: readonly FanDay[]; height: number }) {
  const data = useMemo(() => fanData(fan), [fan]);
  return <SeriesPlot data={data} say={change} tick={tick} height={height} testId="fan-canvas" along="days" />;
}
