import { useNavigate } from '@tanstack/react-router';
import { useWatch } from 'react-hook-form';
import { z } from '@/zod';
import { startJob } from '@/api/jobs';
import { useSeriesRows } from '@/api/lab';
import { queryClient } from '@/app/queryClient';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, TextField, useZodForm } from '@/ui/form';
import { Empty, ErrorState, Skeleton } from '@/ui/states';
import { toast } from '@/ui/toast';
import { ParameterFields } from './ParameterFields';
import styles from './Lab.module.css';
import { MoneyFields, RuleFields, SeriesFields } from './RunFields';
import { SearchFields } from './SearchFields';
import { toParameters } from './request';
import { type Runnable, type RunnableChoice, RunnableFields, useRunnable } from './runnable';
import { emptySettings, markFaults, seriesChoices, settings, toRequest } from './settings';

const fields = z.object({
  ...settings.shape,
  note: z.string(),
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
          series={seriesChoices(series.data)}
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
    ...emptySettings(chosen.parameters, series[0]?.value ?? ''),
    note: '',
    ranges: {},
    method: 'grid',
    trials: '',
    objective: 'sharpe',
    minTrades: '10',
  });
  const method = useWatch({ control: form.control, name: 'method' });

  const submit = async (values: Values, key: string) => {
    if (markFaults(chosen.parameters, values.parameters, form.setError)) return;
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
        ...toRequest(values),
        parameters,
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
        <SeriesFields choices={series} />
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
