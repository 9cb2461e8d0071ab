import type { Parameter } from '@/api/bots';
import { useSeriesRows } from '@/api/lab';
import { ParameterFields } from '@/screens/lab/ParameterFields';
import { MoneyFields, RuleFields } from '@/screens/lab/RunFields';
import lab from '@/screens/lab/Lab.module.css';
import { dayToMs, lines, parameterFault, toParameters } from '@/screens/lab/request';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, SelectField, TextField, useZodForm } from '@/ui/form';
import { Empty, ErrorState, Skeleton } from '@/ui/states';
import { z } from '@/zod';
import styles from './Editor.module.css';
import type { Settings } from './useQuick';

const number = (hint: string) => z.string().regex(/^\d+(\.\d+)?$/, hint);
const fields = z.object({
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
  parameters: z.record(z.string(), z.string()),
});
type Values = z.infer<typeof fields>;

interface Props {
  settings: Settings | null;
  parameters: Parameter[];
  onRun: (settings: Settings) => void;
  onClose: () => void;
}

/** What quick backtests of this bot run on; kept for the next one. */
export function QuickSettingsDialog({ settings, parameters, onRun, onClose }: Props) {
  const series = useSeriesRows();
  const usable = series.data?.filter(it => it.error === null && it.bars > 0);
  return (
    <Dialog title="Quick backtest" onClose={onClose} wide>
      {series.isError ? (
        <ErrorState what="The form" error={series.error} onRetry={() => void series.refetch()} />
      ) : usable === undefined ? (
        <Skeleton rows={8} />
      ) : usable.length === 0 ? (
        <Empty>There are no candles yet: Data downloads, imports or makes some.</Empty>
      ) : (
        <SettingsForm
          settings={settings}
          parameters={parameters}
          series={usable.map(it => ({
            value: it.id,
            label: `${it.instrument ?? it.id} ${it.timeframe ?? ''} (${it.id})`,
          }))}
          onRun={onRun}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

function SettingsForm({
  settings,
  parameters,
  series,
  onRun,
  onClose,
}: Props & { series: { value: string; label: string }[] }) {
  const form = useZodForm<Values>(fields as never, defaults(settings, parameters, series[0]?.value ?? ''));
  const strategy = { parameters };
  return (
    <Form
      form={form}
      label="Quick backtest"
      onSubmit={async values => {
        let wrong = false;
        for (const parameter of parameters) {
          const fault = parameterFault(parameter, values.parameters[parameter.name] ?? '');
          if (fault === undefined) continue;
          wrong = true;
          form.setError(`parameters.${parameter.name}`, { message: fault }, { shouldFocus: true });
        }
        if (wrong) return;
        onRun(toSettings(values, toParameters(strategy, values.parameters)));
      }}
    >
      <div className={lab.form}>
        <SelectField name="series" label="Candles" choices={series} />
        <TextField name="from" label="From" type="date" help="Empty: from the first candle" />
        <TextField name="to" label="To" type="date" help="Empty: to the last candle" />
      </div>
      {parameters.length > 0 && <h3 className={lab.section}>Parameters</h3>}
      <ParameterFields strategy={strategy} />
      <MoneyFields />
      <h3 className={lab.section}>Rules</h3>
      <div className={lab.form}>
        <RuleFields />
      </div>
      <div className={styles.buttons}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary">
          Run
        </Button>
      </div>
    </Form>
  );
}

const day = (value: unknown): string => (typeof value === 'number' ? new Date(value).toISOString().slice(0, 10) : '');
const text = (value: unknown, otherwise: string): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;
const rows = (value: unknown): string => (Array.isArray(value) ? value.join('\n') : '');

/** The form as the stored settings have it. */
export function defaults(settings: Settings | null, parameters: Parameter[], firstSeries: string): Values {
  const it = settings ?? {};
  const set = (it.parameters ?? {}) as Record<string, unknown>;
  return {
    series: Array.isArray(it.series) ? String(it.series[0]) : text(it.series, firstSeries),
    from: day(it.from),
    to: day(it.to),
    cash: text(it.cash, '10000'),
    fee: text(it.fee, '0.001'),
    slippageBps: text(it.slippageBps, '0'),
    size: text(it.size, 'all'),
    short: it.short === true,
    exits: rows(it.exits),
    guards: rows(it.guards),
    parameters: Object.fromEntries(parameters.map(each => [each.name, text(set[each.name], each.default ?? '')])),
  };
}

/** The form as a request has it: what is empty is left out. */
export const toSettings = (values: Values, parameters: Record<string, string>): Settings =>
  Object.fromEntries(
    Object.entries({
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
      parameters,
    }).filter(([, value]) => value !== undefined),
  );

/** Settings without the parameters a text no longer declares. */
export function pruned(settings: Settings, parameters: readonly Parameter[] | null): Settings {
  if (parameters === null || typeof settings.parameters !== 'object' || settings.parameters === null) return settings;
  const known = new Set(parameters.map(it => it.name));
  return {
    ...settings,
    parameters: Object.fromEntries(Object.entries(settings.parameters).filter(([name]) => known.has(name))),
  };
}
