import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get } from '@/api/client';
import type { Shape } from '@/api/schemas';
import { type DeploymentDetail, deploymentKey, usePlots } from '@/api/trading';
import { type TradeBox, tradeBoxes } from '@/charts/boxes';
import type { PlotLine, Shade, Vote } from '@/charts/CandleChart';
import { panesOf } from '@/charts/panes';
import { timeframeMs } from '@/format/timeframe';
import { useLiveQuery } from '@/live/useTopic';
import { votesInWords } from '@/screens/consensus/letters';
import { usePhone } from '@/ui/useMedia';

const mostTrades = 1000;
const never = 8.64e15;

interface Drawings {
  plots: PlotLine[];
  votes: Vote[];
  trades: TradeBox[];
  shades: Shade[];
}

/** What stands on a deployment's chart beside its candles and fills: plots, votes, closed trades and guards. */
export function useBotDrawings(
  { row, spec }: DeploymentDetail,
  instrument: string,
  fills: Shape<'markers'> | undefined,
): Drawings {
  const id = String(row.id);
  const drawn = usePlots(id);
  const isPhone = usePhone();
  const plots = useMemo<PlotLine[]>(() => {
    const pane = panesOf(isPhone ? 0 : undefined);
    return (drawn.data ?? [])
      .filter(it => it.instrument === null || it.instrument === instrument)
      .map(it => ({ name: it.name, pane: pane(it.panel), kind: it.kind, times: it.times, values: it.values }));
  }, [drawn.data, instrument, isPhone]);

  const tradesKey = [...deploymentKey(id), 'boxes', instrument];
  useLiveQuery(`deployment:${id}`, tradesKey);
  const closed = useQuery({
    queryKey: tradesKey,
    queryFn: ({ signal }) =>
      get('trades', `/api/deployments/${id}/trades`, { query: { instrument, limit: mostTrades }, signal }),
  });
  const trades = useMemo(() => tradeBoxes(closed.data?.items ?? [], fills ?? []), [closed.data, fills]);

  const guardsKey = [...deploymentKey(id), 'guards', instrument];
  useLiveQuery(`deployment:${id}`, guardsKey);
  const guarded = useQuery({
    queryKey: guardsKey,
    queryFn: ({ signal }) => get('guardStretches', `/api/deployments/${id}/guards`, { query: { instrument }, signal }),
  });
  const shades = useMemo<Shade[]>(
    () =>
      (guarded.data ?? []).map(it => ({ from: it.from, to: it.to ?? never, tone: 'warn' as const, label: it.rule })),
    [guarded.data],
  );

  // Only a consensus votes, and a bot may be one.
  const mayVote = spec.strategy === 'consensus' || row.botId != null;
  const held = useQuery({
    queryKey: [...deploymentKey(id), 'votes'],
    queryFn: ({ signal }) => get('liveVotes', `/api/deployments/${id}/votes`, { signal }),
    enabled: mayVote,
    // The server reads the run's whole log for them.
    staleTime: 15_000,
    refetchInterval: query =>
      (query.state.data?.length ?? 0) > 0 ? Math.max(15_000, timeframeMs(row.timeframe) / 2) : false,
  });
  const votes = useMemo<Vote[]>(
    () =>
      (held.data ?? [])
        .filter(it => it.instrument === instrument)
        .map(it => ({ time: it.time, text: votesInWords(it.votes, it.decision) })),
    [held.data, instrument],
  );
  return { plots, votes, trades, shades };
}
