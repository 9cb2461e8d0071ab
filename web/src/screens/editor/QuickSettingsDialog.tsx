import type { Parameter } from '@/api/bots';
import { useSeriesRows } from '@/api/lab';
import { ParameterFields } from '@/screens/lab/ParameterFields';
import { MoneyFields, RuleFields, SeriesFields } from '@/screens/lab/RunFields';
import lab from '@/screens/lab/Lab.module.css';
import { toParameters } from '@/screens/lab/request';
import {
  type SettingsValues,
  emptySettings,
  markFaults,
  seriesChoices,
  settings as fields,
  toRequest,
} from '@/screens/lab/settings';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, useZodForm } from '@/ui/form';
import { Empty, ErrorState, Skeleton } from '@/ui/states';
import styles from './Editor.module.css';
import type { Settings } from './useQuick';

interface Props {
  settings: Settings | null;
  parameters: Parameter[];
  onRun: (settings: Settings) => void;
  onClose: () => void;
}

/** What quick backtests of this bot run on; kept for the next one. */
export function QuickSettingsDialog({ settings, parameters, onRun, onClose }: Props) {
  const series = useSeriesRows();
  const choices = series.data === undefined ? undefined : seriesChoices(series.data);
  return (
    <Dialog title="Quick backtest" onClose={onClose} wide>
      {series.isError ? (
        <ErrorState what="The form" error={series.error} onRetry={() => void series.refetch()} />
      ) : choices === undefined ? (
        <Skeleton rows={8} />
      ) : choices.length === 0 ? (
        <Empty>There are no candles yet: Data downloads, imports or makes some.</Empty>
      ) : (
        <SettingsForm settings={settings} parameters={parameters} series={choices} onRun={onRun} onClose={onClose} />
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
  const form = useZodForm<SettingsValues>(fields as never, defaults(settings, parameters, series[0]?.value ?? ''));
  const strategy = { parameters };
  return (
    <Form
      form={form}
      label="Quick backtest"
      onSubmit={async values => {
        if (markFaults(parameters, values.parameters, form.setError)) return;
        onRun(toSettings(values, toParameters(strategy, values.parameters)));
      }}
    >
      <div className={lab.form}>
        <SeriesFields choices={series} />
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
export function defaults(settings: Settings | null, parameters: Parameter[], firstSeries: string): SettingsValues {
  const it = settings ?? {};
  const set = (it.parameters ?? {}) as Record<string, unknown>;
  const empty = emptySettings(parameters, firstSeries);
  return {
    series: Array.isArray(it.series) ? String(it.series[0]) : text(it.series, empty.series),
    from: day(it.from),
    to: day(it.to),
    cash: text(it.cash, empty.cash),
    fee: text(it.fee, empty.fee),
    slippageBps: text(it.slippageBps, empty.slippageBps),
    size: text(it.size, empty.size),
    short: it.short === true,
    exits: rows(it.exits),
    guards: rows(it.guards),
    limits: rows(it.limits),
    parameters: Object.fromEntries(
      Object.entries(empty.parameters).map(([name, value]) => [name, text(set[name], value)]),
    ),
  };
}

/** The form as a request has it: what is empty is left out. */
export const toSettings = (values: SettingsValues, parameters: Record<string, string>): Settings =>
  Object.fromEntries(Object.entries({ ...toRequest(values), parameters }).filter(([, value]) => value !== undefined));

/** Settings without the parameters a text no longer declares. */
export function pruned(settings: Settings, parameters: readonly Parameter[] | null): Settings {
  if (parameters === null || typeof settings.parameters !== 'object' || settings.parameters === null) return settings;
  const known = new Set(parameters.map(it => it.name));
  return {
    ...settings,
    parameters: Object.fromEntries(Object.entries(settings.parameters).filter(([name]) => known.has(name))),
  };
}
