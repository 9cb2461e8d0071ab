import { useNavigate } from '@tanstack/react-router';
import { useWatch } from 'react-hook-form';
import { write } from '@/api/client';
import { fleetKey } from '@/api/fleet';
import { useRules, useRunInFull } from '@/api/lab';
import { useAccounts } from '@/api/trading';
import { queryClient } from '@/app/queryClient';
import { ParameterFields } from '@/screens/lab/ParameterFields';
import { RuleFields } from '@/screens/lab/RunFields';
import { lines, parameterFault, toParameters } from '@/screens/lab/request';
import { type Runnable, type RunnableChoice, RunnableFields, useRunnable } from '@/screens/lab/runnable';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, SelectField, TextField, useZodForm } from '@/ui/form';
import { Empty, ErrorState, Skeleton } from '@/ui/states';
import { toast } from '@/ui/toast';
import { z } from '@/zod';
import styles from './LiveBot.module.css';
import { ofRun, withRun } from './ofRun';
import { openings, sidesOf } from './openings';

const fields = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Small letters, digits and dashes'),
  place: z.string(),
  instruments: z.string().regex(/^\w+\/\w+(\s*,\s*\w+\/\w+)*$/, 'Such as BTC/USDT, ETH/USDT'),
  timeframe: z.string().regex(/^\d+[smhd]$/, 'Such as 15m'),
  cash: z.string().regex(/^\d+(\.\d+)?$/, 'An amount'),
  size: z.string().min(1, 'Such as all or equity:10%'),
  exits: z.string(),
  guards: z.string(),
  limits: z.string(),
  positions: openings,
  leverage: z.string().regex(/^\d+(\.\d+)?$/, 'A number, such as 3'),
  margin: z.enum(['isolated', 'cross']),
  schedule: z.string(),
  fills: z.enum(['candles', 'trades']),
  confirm: z.string(),
  parameters: z.record(z.string(), z.string()),
});
type Values = z.infer<typeof fields>;

const paper = [
  { value: 'paper:virtual', label: 'Paper, on the built-in virtual market' },
  { value: 'paper:binance', label: 'Paper, on Binance spot prices' },
  { value: 'paper:binance-usdm', label: 'Paper, on Binance USD-M prices' },
];

const fillers = [
  { value: 'candles', label: 'Candles of the market' },
  { value: 'trades', label: 'Each trade of the market' },
];

const positions = [
  { value: 'long', label: 'Long' },
  { value: 'both', label: 'Long and short' },
];
/** In hedge mode an instrument has a long and a short position, each with a bot of its own. */
const hedged = [
  { value: 'long-alone', label: 'Long, beside a bot for the short ones' },
  { value: 'short-alone', label: 'Short, beside a bot for the long ones' },
];
const margins = [
  { value: 'isolated', label: 'Isolated' },
  { value: 'cross', label: 'Cross' },
];

interface DialogProps {
  strategy?: string;
  /** The backtest whose settings it begins with. */
  run?: string;
  onClose: () => void;
}

/** A new deployment of a built-in strategy or of a version of a bot (`7@1.4`), on paper or with money. */
export function NewDeploymentDialog({ strategy, run, onClose }: DialogProps) {
  const choice = useRunnable(strategy ?? 'ma-cross');
  const from = useRunInFull(run);
  const { chosen } = choice;
  const error = choice.error ?? from.error;
  return (
    <Dialog title="New deployment" onClose={onClose} wide>
      {error !== null ? (
        <ErrorState what="The form" error={error} />
      ) : choice.isWithoutVersion ? (
        <Empty>This bot has no version yet: save one in its editor.</Empty>
      ) : chosen === undefined || from.isLoading ? (
        <Skeleton rows={8} />
      ) : (
        <DeploymentForm
          key={choice.key}
          chosen={chosen}
          choice={choice}
          run={from.data === undefined ? undefined : ofRun(from.data)}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

/** A bot's name as a deployment may be called. */
const slug = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);

interface FormProps {
  chosen: Runnable;
  choice: RunnableChoice;
  run: ReturnType<typeof ofRun> | undefined;
  onClose: () => void;
}

function DeploymentForm({ chosen, choice, run, onClose }: FormProps) {
  const navigate = useNavigate();
  const accounts = useAccounts();
  const rules = useRules();
  const empty: Values = {
    name: slug(chosen.name),
    place: 'paper:virtual',
    instruments: chosen.instruments.length === 0 ? 'BTC/USDT' : chosen.instruments.join(', '),
    timeframe: chosen.timeframe ?? '15m',
    cash: '10000',
    size: 'all',
    exits: '',
    guards: '',
    limits: '',
    positions: 'long',
    leverage: '1',
    margin: 'isolated',
    schedule: '',
    fills: 'candles',
    confirm: '',
    parameters: Object.fromEntries(chosen.parameters.map(it => [it.name, it.default ?? ''])),
  };
  const form = useZodForm<Values>(fields as never, withRun(empty, run));
  const place = useWatch({ control: form.control, name: 'place' });
  const isLive = place.startsWith('live:');
  // Trades tell neither mark prices nor funding, and an exchange fills by itself.
  const isPerpetual = place.split(':')[1] === 'binance-usdm';
  const canFillOnTrades = !isLive && !isPerpetual;
  // Of coins alone nothing can be sold that is not there.
  const canSellShort = isPerpetual || !isLive;
  const places = [
    ...paper,
    ...(accounts.data ?? [])
      .filter(it => !it.isPaper && !it.isDisabled)
      .map(it => ({ value: `live:${it.venue}:${it.name}`, label: `LIVE, account ${it.name} (${it.venue})` })),
  ];

  const submit = async (values: Values, key: string) => {
    let wrong = false;
    for (const parameter of chosen.parameters) {
      const fault = parameterFault(parameter, values.parameters[parameter.name] ?? '');
      if (fault === undefined) continue;
      wrong = true;
      form.setError(`parameters.${parameter.name}`, { message: fault }, { shouldFocus: true });
    }
    if (wrong) return;
    if (isLive && values.confirm !== values.name) {
      form.setError('confirm', { message: `Type ${values.name}` }, { shouldFocus: true });
      return;
    }
    const [mode, venue, account] = values.place.split(':');
    const made = await write(
      'deploymentDetail',
      'POST',
      '/api/deployments',
      {
        name: values.name,
        ...chosen.request,
        parameters: toParameters(chosen, values.parameters),
        mode,
        venue,
        account,
        instruments: values.instruments.split(',').map(it => it.trim().toUpperCase()),
        timeframe: values.timeframe,
        cash: values.cash,
        size: values.size,
        exits: lines(values.exits),
        guards: lines(values.guards),
        limits: lines(values.limits),
        ...sidesOf(canSellShort ? values.positions : 'long', isPerpetual),
        leverage: isPerpetual ? values.leverage : undefined,
        margin: isPerpetual ? values.margin : undefined,
        schedule: values.schedule.trim() === '' ? undefined : values.schedule.trim(),
        fills: canFillOnTrades ? values.fills : undefined,
        confirm: isLive ? values.confirm : undefined,
      },
      { key },
    );
    await queryClient.invalidateQueries({ queryKey: fleetKey });
    toast.ok('Deployed', made.row.name);
    onClose();
    void navigate({ to: '/deployments/$id', params: { id: String(made.row.id) } });
  };

  return (
    <Form form={form} label="New deployment" onSubmit={submit}>
      <div className={styles.form}>
        <RunnableFields choice={choice} />
        <TextField name="name" label="Name" autoComplete="off" />
        <SelectField name="place" label="Where" choices={places} />
        <TextField name="instruments" label="Instruments" help="Separated by commas" />
        <TextField name="timeframe" label="Timeframe" />
        <TextField name="cash" label="Cash" inputMode="decimal" help="What it may use, quote asset" />
        <TextField name="size" label="Size" help={`Such as ${rules.data?.plainSizes.join(', ') ?? 'all'}`} />
        {canFillOnTrades && (
          <SelectField name="fills" label="Orders are filled on" choices={fillers} help="Trades: one instrument" />
        )}
        {canSellShort && (
          <SelectField
            name="positions"
            label="Positions"
            choices={isPerpetual ? [...positions, ...hedged] : positions}
            help={isPerpetual ? 'Beside one another: hedge mode' : undefined}
          />
        )}
        {isPerpetual && (
          <>
            <TextField name="leverage" label="Leverage" inputMode="decimal" help="1 to 125" />
            <SelectField name="margin" label="Margin" choices={margins} />
          </>
        )}
        <TextField name="schedule" label="Schedule" help="Five cron fields in UTC; empty: always running" />
      </div>
      <p className={styles.summary}>{chosen.summary}</p>
      {chosen.parameters.length > 0 && <h3 className={styles.section}>Parameters</h3>}
      <ParameterFields strategy={chosen} />
      <h3 className={styles.section}>Rules</h3>
      <div className={styles.form}>
        <RuleFields />
      </div>
      {isLive && (
        <TextField
          name="confirm"
          label="Real money: type the deployment's name"
          autoComplete="off"
          help="It trades on your account from its next candle."
        />
      )}
      <div className={styles.buttons}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind={isLive ? 'danger' : 'primary'} busy={form.formState.isSubmitting}>
          {isLive ? 'Deploy live' : 'Deploy on paper'}
        </Button>
      </div>
    </Form>
  );
}
