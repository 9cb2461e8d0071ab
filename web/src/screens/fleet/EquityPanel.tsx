import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type FleetEquity, type FleetMode, useFleetEquity } from '@/api/fleet';
import { EquityChart, toEquityData } from '@/charts/EquityChart';
import { QueryPanel } from '@/ui/QueryPanel';
import { Segmented } from '@/ui/Segmented';
import { Empty, Skeleton } from '@/ui/states';

const ranges = ['1d', '1w', '1m', '3m', '1y', 'all'] as const;
const rangeOptions = ranges.map(value => ({ value, label: value === 'all' ? 'All' : value.toUpperCase() }));

const chartHeight = 200;

/** Equity and drawdown of one kind of money; which and how long stands in the address. */
export function EquityPanel({ modes }: { modes: FleetMode[] | undefined }) {
  const search: { range?: string; equity?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const known = [...new Set(modes?.map(mode => mode.mode))];
  const mode = known.find(it => it === search.equity) ?? known[0] ?? 'paper';
  const range = ranges.find(it => it === search.range) ?? '1m';
  const query = useFleetEquity(mode, range);
  const set = (change: { range?: string; equity?: string }) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true });
  return (
    <QueryPanel
      title="Equity"
      query={query}
      what="The equity chart"
      skeleton={<Skeleton height={chartHeight + 20} rows={6} label="Loading the equity chart" />}
      isEmpty={data => data.times.length < 2}
      empty={<Empty>The chart begins when the first deployment has run for a few minutes.</Empty>}
      actions={
        <>
          {known.length > 1 && (
            <Segmented
              label="Kind of money"
              value={mode}
              options={known.map(value => ({ value, label: value === 'live' ? 'Live' : 'Paper' }))}
              onChange={value => set({ equity: value })}
            />
          )}
          <Segmented label="Range" value={range} options={rangeOptions} onChange={value => set({ range: value })} />
        </>
      }
    >
      {data => (
        <Chart
          answer={data}
          label={`Equity of the ${mode} deployments`}
          unit={modes?.find(it => it.mode === mode)?.currency ?? ''}
        />
      )}
    </QueryPanel>
  );
}

function Chart({ answer, label, unit }: { answer: FleetEquity; label: string; unit: string }) {
  const data = useMemo(() => toEquityData(answer), [answer]);
  return <EquityChart data={data} label={label} unit={unit} height={chartHeight} />;
}
