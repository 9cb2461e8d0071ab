import type { DeploymentRow } from '@/api/fleet';

/** A run whose next candle should have been there. */
export interface LateRun {
  id: number;
  name: string;
  /** When its newest candle closed, Unix ms. */
  at: number;
}

/** When the newest candle of all runs closed, and which runs wait too long for one, the longest first; null where none runs. */
export function newestCandle(
  rows: readonly Pick<DeploymentRow, 'id' | 'name' | 'newestCandle' | 'candleLate'>[],
  now: number,
): { at: number; late: LateRun[] } | null {
  const fed = rows.flatMap(({ id, name, newestCandle: at, candleLate: late }) =>
    at == null ? [] : [{ id, name, at, isLate: late != null && now > late }],
  );
  if (fed.length === 0) return null;
  return {
    at: Math.max(...fed.map(run => run.at)),
    late: fed
      .filter(run => run.isLate)
      .map(({ id, name, at }) => ({ id, name, at }))
      .sort((a, b) => a.at - b.at),
  };
}
