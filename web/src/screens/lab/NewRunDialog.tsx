import { useNavigate } from '@tanstack/react-router';
import { useWatch } from 'react-hook-form';
import { z } from '@/zod';
import { startJob } from '@/api/jobs';
import { useSeriesRows } from '@/api/lab';
import { queryClient } from '@/app/queryClient';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, SelectField, TextField, useZodForm } from '@/ui/form';
import { Empty, ErrorState, Skeleton } from '@/ui/states';
import { toast } from '@/ui/toast';
import { ParameterFields } from './ParameterFields';
import styles from './Lab.module.css';
import { MoneyFields, RuleFields } from './RunFields';
import { SearchFields } from './SearchFields';
import { dayToMs, lines, parameterFault, toParameters } from './request';
import { type Runnable, type RunnableChoice, RunnableFields, useRunnable } from './runnable';

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
  note: z.string(),
  parameters: z.record(z.string(), z.string()),
  ranges: z.record(z.string(), z.string()),
  method: z.string(),
  trials: z.string().regex(/^\d*$/, 'A whole number'),
  objective: z.string().min(1, 'A figure, such as sharpe'),
  minTrades: z.string().regex(/^\d*$/, 'A whole number'),
});
type Values = z.infer<typeof fields>;

interface Props {
  kind: 'backtest' | 'optimise';
  /** A built-in strategy's name, or a bot as `7` or `7@1.4`. */
  strategy?: string;
  onClose: () => void;
}

/** A new backtest or search: the form of a strategy comes from what it says of itself. */
export function NewRunDialog({ kind, strategy, onClose }: Props) {
  const choice = useRunnable(strategy ?? 'ma-cross');
  const series = useSeriesRows();
  const failed = choice.error ?? series.error;
  const { chosen } = choice;
  return (
    <Dialog title={kind === 'backtest' ? 'New run' : 'New optimisation'} onClose={onClose} wide>
      {failed !== null ? (
        <ErrorState what="The form" error={failed} />
      ) : choice.isWithoutVersion ? (
        <Empty>This bot has no version yet: save one in its editor.</Empty>
      ) : series.data === undefined || chosen === undefined ? (
        <Skeleton rows={8} />
      ) : (
        <RunForm
          key={choice.key}
          kind={kind}
          chosen={chosen}
          choice={choice}
          series={series.data
            .filter(it => it.error === null && it.bars > 0)
            .map(it => ({
              value: it.id,
              label: `${it.instrument ?? it.id} ${it.timeframe ?? ''} (${it.id})`,
            }))}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

interface FormProps {
  kind: Props['kind'];
  chosen: Runnable;
  choice: RunnableChoice;
  series: { value: string; label: string }[];
  onClose: () => void;
}

function RunForm({ kind, chosen, choice, series, onClose }: FormProps) {
  const navigate = useNavigate();
  const form = useZodForm<Values>(fields as never, {
    series: series[0]?.value ?? '',
    from: '',
    to: '',
    cash: '10000',
    fee: '0.001',
    slippageBps: '0',
    size: 'all',
    short: false,
    exits: '',
    guards: '',
    note: '',
    parameters: Object.fromEntries(chosen.parameters.map(it => [it.name, it.default ?? ''])),
    ranges: {},
    method: 'grid',
    trials: '',
    objective: 'sharpe',
    minTrades: '10',
  });
  const method = useWatch({ control: form.control, name: 'method' });

  const submit = async (values: Values, key: string) => {
    let wrong = false;
    for (const parameter of chosen.parameters) {
      const fault = parameterFault(parameter, values.parameters[parameter.name] ?? '');
      if (fault === undefined) continue;
      wrong = true;
      form.setError(`parameters.${parameter.name}`, { message: fault }, { shouldFocus: true });
    }
    if (wrong) return;
    const ranges = Object.fromEntries(Object.entries(values.ranges).filter(([, text]) => text.trim() !== ''));
    if (kind === 'optimise' && Object.keys(ranges).length === 0) {
      form.setError('root', { message: 'Give at least one parameter a range, such as 5..50:5.' });
      return;
    }
    const parameters = toParameters(chosen, values.parameters);
    for (const searched of Object.keys(ranges)) delete parameters[searched];
    const job = await startJob(
      kind,
      {
        ...chosen.request,
        parameters,
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
        note: values.note === '' ? undefined : values.note,
        ...(kind === 'optimise' && {
          ranges,
          method: values.method,
          trials: values.method === 'grid' || values.trials === '' ? undefined : Number(values.trials),
          objective: [values.objective],
          minTrades: values.minTrades === '' ? undefined : Number(values.minTrades),
        }),
      },
      key,
    );
    toast.ok('Queued', `${kind} ${job.id}: ${chosen.name}`);
    await queryClient.invalidateQueries({ queryKey: ['jobs'] });
    onClose();
    if (kind === 'optimise' && job.optimisation !== null) {
      void navigate({ to: '/optimise/$id', params: { id: String(job.optimisation) } });
    }
  };

  return (
    <Form form={form} label={kind === 'backtest' ? 'New run' : 'New optimisation'} onSubmit={submit}>
      <div className={styles.form}>
        <RunnableFields choice={choice} />
        <SelectField
          name="series"
          label="Candles"
          choices={series}
          help={series.length === 0 ? 'There are none yet: see Data' : undefined}
        />
        <TextField name="from" label="From" type="date" help="Empty: from the first candle" />
        <TextField name="to" label="To" type="date" help="Empty: to the last candle" />
      </div>
      <p className={styles.summary}>{chosen.summary}</p>
      {chosen.parameters.length > 0 && <h3 className={styles.section}>Parameters</h3>}
      <ParameterFields strategy={chosen} />
      {kind === 'optimise' && <SearchFields strategy={chosen} method={method} />}
      <MoneyFields />
      <h3 className={styles.section}>Rules</h3>
      <div className={styles.form}>
        <RuleFields />
        <TextField name="note" label="Note" />
      </div>
      <div className={styles.buttons}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" busy={form.formState.isSubmitting}>
          {kind === 'backtest' ? 'Run' : 'Search'}
        </Button>
      </div>
    </Form>
  );
}
