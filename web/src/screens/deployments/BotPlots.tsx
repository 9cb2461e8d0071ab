import { useMemo } from 'react';
import { type DeploymentPlot, usePlots } from '@/api/trading';
import { LinesChart } from '@/charts/LinesChart';
import { QueryPanel } from '@/ui/QueryPanel';
import { Empty } from '@/ui/states';

/** What the strategy drew, panel by panel, since the deployment was first made. */
export function BotPlots({ id }: { id: string }) {
  const query = usePlots(id);
  return (
    <QueryPanel
      title="Plots"
      query={query}
      live
      isEmpty={plots => plots.length === 0}
      empty={<Empty>What the bot draws appears here with its next candle.</Empty>}
    >
      {plots => <Charts plots={plots} />}
    </QueryPanel>
  );
}

function Charts({ plots }: { plots: DeploymentPlot[] }) {
  const lines = useMemo(() => toLines(plots), [plots]);
  return <LinesChart lines={lines} height={200} />;
}

function toLines(plots: DeploymentPlot[]) {
  const several = new Set(plots.map(it => it.instrument)).size > 1;
  return plots.map(it => ({
    name: several ? `${it.name} ${it.instrument ?? ''}`.trim() : it.name,
    panel: it.panel ?? '',
    points: it.times.map((time, index) => [time, it.values[index] ?? null] as const),
  }));
}
