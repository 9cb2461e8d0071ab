import type { RunInFull } from '@/api/lab';

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
const rows = (value: unknown): string | undefined => (Array.isArray(value) ? value.join('\n') : undefined);

/** What a deployment takes over from a backtest; undefined where that said nothing of it. */
export function ofRun({ request, run }: RunInFull) {
  const given = (request.parameters ?? {}) as Record<string, unknown>;
  return {
    instruments: run.instruments.join(', '),
    timeframe: run.timeframe,
    cash: text(request.cash),
    size: text(request.size),
    exits: rows(request.exits),
    guards: rows(request.guards),
    limits: rows(request.limits),
    positions: request.short === true ? ('both' as const) : undefined,
    leverage: text(request.leverage),
    margin: request.margin === 'cross' || request.margin === 'isolated' ? request.margin : undefined,
    parameters: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, text(value) ?? String(value)])),
  };
}

/** The form's values with those of a backtest in their places; parameters that are not the strategy's are left out. */
export function withRun<V extends { parameters: Record<string, string> }>(
  values: V,
  run: ReturnType<typeof ofRun> | undefined,
): V {
  if (run === undefined) return values;
  const { parameters, ...rest } = run;
  const known = Object.entries(parameters).filter(([name]) => name in values.parameters);
  const said = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '');
  return { ...values, ...Object.fromEntries(said), parameters: { ...values.parameters, ...Object.fromEntries(known) } };
}
