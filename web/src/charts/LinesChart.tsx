import { Suspense, lazy, useMemo } from 'react';
import { Empty, Skeleton } from '@/ui/states';
import styles from './charts.module.css';
import { type Line, byPanel, plain } from './lines';

const Plot = lazy(() => import('./LinesPlot').then(module => ({ default: module.LinesPlot })));

/** What a bot plotted, one chart a panel; each also as a sentence. */
export function LinesChart({ lines, height = 160 }: { lines: readonly Line[]; height?: number }) {
  const panels = useMemo(() => byPanel(lines), [lines]);
  if (panels.length === 0) return <Empty>The bot plotted nothing.</Empty>;
  return panels.map(({ panel, lines: its }) => {
    const last = its.map(line => `${line.name} ${plain(line.points.at(-1)?.[1])}`).join(', ');
    const name = panel === '' ? 'Plots' : panel;
    return (
      <div key={panel} role="group" aria-label={`${name}: ${last} at last`} className={styles.chart}>
        <h3 className={styles.panelName}>{name}</h3>
        <Suspense fallback={<Skeleton height={height} label="Loading the chart" />}>
          <Plot lines={its} height={height} />
        </Suspense>
      </div>
    );
  });
}
