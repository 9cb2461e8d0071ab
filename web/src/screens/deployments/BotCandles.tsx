import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { get } from '@/api/client';
import { type DeploymentDetail, deploymentKey } from '@/api/trading';
import { CandleChart, type CandleSource } from '@/charts/CandleChart';
import type { Linked } from '@/charts/ChartGrid';
import type { Marker } from '@/charts/paging';
import { rungs } from '@/charts/timeframes';
import { timeframeMs } from '@/format/timeframe';
import { useLiveQuery } from '@/live/useTopic';
import { WhyDialog } from '@/ui/WhyDialog';
import { useBotDrawings } from './useBotDrawings';
import { useBotLevels } from './useBotLevels';

// As many as may have come since the chart asked last.
const newestCandles = 30;
// The server asks a venue for no more at once.
const mostCandles = 5000;

/** What a deployment's candles can be shown as: venues have no candles of some seconds. */
export const botTimeframes = (own: string): string[] => rungs(own, 60_000);

interface Props extends Partial<Linked> {
  detail: DeploymentDetail;
  instrument: string;
  height: number;
}

/** Candles of one instrument with fills, trades, plots, votes and guards; entry, stop and target can be dragged. */
export function BotCandles({ detail, instrument, height, link, settings }: Props) {
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
      timeframes: botTimeframes(row.timeframe),
      most: mostCandles,
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
  const { levels, dialog } = useBotLevels(row.positions?.find(it => it.instrument === instrument));
  const drawings = useBotDrawings(detail, instrument, fills.data);
  return (
    <>
      <CandleChart
        label={`${instrument} ${row.timeframe}`}
        source={source}
        markers={markers}
        levels={levels}
        {...drawings}
        newest={newest.data}
        height={height}
        link={link}
        settings={settings}
        onMarker={marker => setWhy(marker.id ?? null)}
      />
      {why !== null && <WhyDialog id={why} title="this fill" onClose={() => setWhy(null)} />}
      {dialog}
    </>
  );
}
