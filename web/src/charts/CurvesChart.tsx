import { Suspense, lazy } from 'react';
import { percent } from '@/format/number';
import { Empty, Skeleton } from '@/ui/states';
import styles from './charts.module.css';
import { type Curve, relative } from './curves';

const Plot = lazy(() => import('./CurvesPlot').then(module => ({ default: module.CurvesPlot })));

/** Several equity curves, each as a change from its own beginning: runs with other cash can be laid over one another. */
export function CurvesChart({ curves, label, height = 280 }: { curves: Curve[]; label: string; height?: number }) {
  if (curves.every(curve => curve.times.length < 2))
    return <Empty>The curves begin when there are two points of equity.</Empty>;
  const ends = curves.map(curve => `${curve.name} ${percent(relative(curve.values).at(-1) ?? null, { signed: true })}`);
  return (
    <div role="group" aria-label={`${label}: ${ends.join(', ')}`} className={styles.chart}>
      <Suspense fallback={<Skeleton height={height} label="Loading the chart" />}>
        <Plot curves={curves} height={height} />
      </Suspense>
    </div>
  );
}
