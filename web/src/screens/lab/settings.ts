import type { Strategy } from '@/api/research';
import type { SeriesRow } from '@/api/lab';
import { z } from '@/zod';
import { dayToMs, lines, parameterFault } from './request';

const number = (hint: string) => z.string().regex(/^\d+(\.\d+)?$/, hint);

/** What every form of a backtest asks for. */
export const settings = z.object({
  series: z.string().min(1, 'The candles to run on'),
  from: z.string(),
  to: z.string(),
  cash: number('An amount, such as 10000'),
  fee: number('A ratio: 0.001 is 0.1 %'),
  slippageBps: number('Basis points, such as 2'),
  size: z.string(),
  short: z.boolean(),
  exits: z.string(),
  guards: z.string(),
  limits: z.string(),
  parameters: z.record(z.string(), z.string()),
});
export type SettingsValues = z.infer<typeof settings>;

/** The form before anybody wrote in it. */
export const emptySettings = (parameters: Strategy['parameters'], series: string): SettingsValues => ({
  series,
  from: '',
  to: '',
  cash: '10000',
  fee: '0.001',
  slippageBps: '0',
  size: 'all',
  short: false,
  exits: '',
  guards: '',
  limits: '',
  parameters: Object.fromEntries(parameters.map(it => [it.name, it.default ?? ''])),
});

/** The form as a request has it, without its parameters: what is empty is undefined. */
export const toRequest = (values: Omit<SettingsValues, 'parameters'>) => ({
  series: [values.series],
  from: dayToMs(values.from),
  to: dayToMs(values.to),
  cash: values.cash,
  fee: values.fee,
  slippageBps: values.slippageBps,
  size: values.size,
  short: values.short || undefined,
  exits: lines(values.exits),
  guards: lines(values.guards),
  limits: lines(values.limits),
});

type Mark = (name: `parameters.${string}`, error: { message: string }, options: { shouldFocus: boolean }) => void;

/** Marks the parameters whose text cannot be; whether there is one. */
export function markFaults(parameters: Strategy['parameters'], texts: Record<string, string>, mark: Mark): boolean {
  let isWrong = false;
  for (const parameter of parameters) {
    const message = parameterFault(parameter, texts[parameter.name] ?? '');
    if (message === undefined) continue;
    isWrong = true;
    mark(`parameters.${parameter.name}`, { message }, { shouldFocus: true });
  }
  return isWrong;
}

/** The candles there are, as a field offers them. */
export const seriesChoices = (rows: readonly SeriesRow[]): { value: string; label: string }[] =>
  rows
    .filter(it => it.error === null && it.bars > 0)
    .map(it => ({ value: it.id, label: `${it.instrument ?? it.id} ${it.timeframe ?? ''} (${it.id})` }));
