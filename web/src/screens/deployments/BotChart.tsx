import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { get } from '@/api/client';
import { type DeploymentDetail, deploymentKey } from '@/api/trading';
import { ChartGrid } from '@/charts/ChartGrid';
import { EquityChart, toEquityData } from '@/charts/EquityChart';
import { useLiveQuery } from '@/live/useTopic';
import { Panel } from '@/ui/Panel';
import { Segmented } from '@/ui/Segmented';
import { Skeleton } from '@/ui/states';
import { BotCandles, botTimeframes } from './BotCandles';

const views = [
  { value: 'candles', label: 'Chart' },
  { value: 'grid', label: 'Grid' },
  { value: 'equity', label: 'Equity' },
] as const;
type View = (typeof views)[number]['value'];
const height = 440;

/** Candles with all that happened at them, of one instrument or of several side by side; or the equity. */
export function BotChart({ detail }: { detail: DeploymentDetail }) {
  const { row } = detail;
  const search: { view?: string; instrument?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const hasSeveral = row.instruments.length > 1;
  const options = views.filter(it => it.value !== 'grid' || hasSeveral);
  const view: View = options.find(it => it.value === search.view)?.value ?? 'candles';
  const instrument = row.instruments.find(it => it === search.instrument) ?? row.instruments[0] ?? '';
  const set = (change: object) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true });
  return (
    <Panel
      title={view === 'grid' ? 'Instruments' : instrument}
      note={row.timeframe}
      flush
      actions={
        <>
          {hasSeveral && view === 'candles' && (
            <Segmented
              label="Instrument"
              value={instrument}
              options={row.instruments.map(value => ({ value, label: value }))}
              onChange={value => set({ instrument: value })}
            />
          )}
          <Segmented<View> label="Shown" value={view} options={options} onChange={value => set({ view: value })} />
        </>
      }
    >
      {view === 'candles' && <BotCandles detail={detail} instrument={instrument} height={height} />}
      {view === 'grid' && (
        <ChartGrid names={row.instruments} timeframes={botTimeframes(row.timeframe)} canBox>
          {(name, linked) => <BotCandles detail={detail} instrument={name} {...linked} />}
        </ChartGrid>
      )}
      {view === 'equity' && <Equity id={String(row.id)} unit={row.currency ?? ''} />}
    </Panel>
  );
}

function Equity({ id, unit }: { id: string; unit: string }) {
  const key = [...deploymentKey(id), 'equity'];
  useLiveQuery(`deployment:${id}`, key);
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get('equityCurve', `/api/deployments/${id}/equity`, { signal }),
  });
  const data = useMemo(() => (query.data === undefined ? undefined : toEquityData(query.data)), [query.data]);
  return data === undefined ? (
    <Skeleton height={height} />
  ) : (
    <EquityChart data={data} label="Equity" unit={unit} height={height} />
  );
}
