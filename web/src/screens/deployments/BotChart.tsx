import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { get } from '@/api/client';
import { type DeploymentDetail, deploymentKey, usePlots } from '@/api/trading';
import { CandleChart, type CandleSource, type PlotLine, type PriceLevel } from '@/charts/CandleChart';
import { EquityChart, toEquityData } from '@/charts/EquityChart';
import type { Marker } from '@/charts/paging';
import { timeframeMs } from '@/format/timeframe';
import { useLiveQuery } from '@/live/useTopic';
import { priceOf } from '@/screens/positions/protection';
import { useProtect } from '@/screens/positions/useProtect';
import { mayAct, useRole } from '@/state/session';
import { Panel } from '@/ui/Panel';
import { Segmented } from '@/ui/Segmented';
import { Skeleton } from '@/ui/states';
import { WhyDialog } from '@/ui/WhyDialog';

const views = [
  { value: 'candles', label: 'Chart' },
  { value: 'equity', label: 'Equity' },
] as const;
type View = (typeof views)[number]['value'];
const height = 440;
// As many as may have come since the chart asked last.
const newestCandles = 30;

/** Candles with fills, entry, stop and target; or the equity. */
export function BotChart({ detail }: { detail: DeploymentDetail }) {
  const { row } = detail;
  const search: { view?: string; instrument?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const view: View = views.find(it => it.value === search.view)?.value ?? 'candles';
  const instrument = row.instruments.find(it => it === search.instrument) ?? row.instruments[0] ?? '';
  const set = (change: object) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true });
  return (
    <Panel
      title={instrument}
      note={row.timeframe}
      flush
      actions={
        <>
          {row.instruments.length > 1 && (
            <Segmented
              label="Instrument"
              value={instrument}
              options={row.instruments.map(value => ({ value, label: value }))}
              onChange={value => set({ instrument: value })}
            />
          )}
          <Segmented<View> label="Shown" value={view} options={views} onChange={value => set({ view: value })} />
        </>
      }
    >
      {view === 'candles' ? (
        <Candles detail={detail} instrument={instrument} />
      ) : (
        <Equity id={String(row.id)} unit={row.currency ?? ''} />
      )}
    </Panel>
  );
}

function Candles({ detail, instrument }: { detail: DeploymentDetail; instrument: string }) {
  const { row } = detail;
  const id = String(row.id);
  const key = [...deploymentKey(id), 'markers', instrument];
  useLiveQuery(`deployment:${id}`, key);
  const fills = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get('markers', `/api/deployments/${id}/markers`, { query: { instrument }, signal }),
  });
  const [why, setWhy] = useState<string | null>(null);
  const [opened] = useState(Date.now);
  const source = useMemo<CandleSource>(
    () => ({
      key: `${id}/${instrument}`,
      finestMs: timeframeMs(row.timeframe),
      limits: { from: opened - 90 * 86_400_000 },
      load: request => get('candles', '/api/candles', { query: { deployment: id, instrument, ...request } }),
    }),
    [id, instrument, row.timeframe, opened],
  );
  const newest = useQuery({
    queryKey: ['candles', id, instrument, 'newest'],
    queryFn: ({ signal }) =>
      get('candles', '/api/candles', { query: { deployment: id, instrument, points: newestCandles }, signal }),
    refetchInterval: Math.min(15_000, Math.max(1000, timeframeMs(row.timeframe) / 4)),
  });
  const markers = useMemo<Marker[]>(
    () =>
      (fills.data ?? []).map(fill => ({
        time: fill.time,
        kind: fill.side === 'buy' ? 'buy' : 'sell',
        id: fill.clientId,
      })),
    [fills.data],
  );
  const position = row.positions?.find(it => it.instrument === instrument);
  const { protect, dialog } = useProtect();
  const may = mayAct(useRole(), 'trader');
  // What is dragged stands where the hand has it until the dialog has asked; then where the server says it is.
  const [dragged, setDragged] = useState<{ id: string; price: number } | null>(null);
  const levels = useMemo<PriceLevel[]>(() => {
    const found: PriceLevel[] = [];
    const add = (
      name: string,
      tone: PriceLevel['tone'],
      value: string | null | undefined,
      what?: 'stop' | 'target',
    ) => {
      if (value === null || value === undefined) return;
      const level: PriceLevel = {
        id: name,
        price: dragged?.id === name ? dragged.price : Number(value),
        title: name,
        tone,
      };
      if (what !== undefined && may && position !== undefined) {
        level.onDrag = to => setDragged({ id: name, price: to });
        level.onMove = to => {
          setDragged(null);
          protect(position, { [what]: priceOf(to, position) });
        };
      }
      found.push(level);
    };
    add('entry', 'entry', position?.entry);
    add('stop', 'stop', position?.stop, position?.stopRuled === true ? undefined : 'stop');
    add('take-profit', 'target', position?.target, 'target');
    return found;
  }, [position, dragged, may, protect]);
  const drawn = usePlots(id);
  const plots = useMemo<PlotLine[]>(
    () =>
      (drawn.data ?? [])
        // Those of panels of their own stand under Plots.
        .filter(it => (it.panel ?? '') === '' && (it.instrument === null || it.instrument === instrument))
        .map(it => ({ name: it.name, pane: 0, times: it.times, values: it.values })),
    [drawn.data, instrument],
  );
  return (
    <>
      <CandleChart
        label={`${instrument} ${row.timeframe}`}
        source={source}
        markers={markers}
        levels={levels}
        plots={plots}
        newest={newest.data}
        height={height}
        onMarker={marker => setWhy(marker.id ?? null)}
      />
      {why !== null && <WhyDialog id={why} title="this fill" onClose={() => setWhy(null)} />}
      {dialog}
    </>
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
