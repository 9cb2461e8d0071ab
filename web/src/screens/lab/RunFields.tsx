import { useRules } from '@/api/lab';
import { CheckField, SelectField, TextArea, TextField } from '@/ui/form';
import styles from './Lab.module.css';

const examples = (rules: { example: string }[] | undefined): string =>
  `One a line, such as ${
    rules
      ?.slice(0, 3)
      .map(it => it.example)
      .join(' · ') ?? ''
  }`;

/** Which candles a backtest runs on. */
export function SeriesFields({ choices }: { choices: { value: string; label: string }[] }) {
  return (
    <>
      <SelectField
        name="series"
        label="Candles"
        choices={choices}
        help={choices.length === 0 ? 'There are none yet: see Data' : undefined}
      />
      <TextField name="from" label="From" type="date" help="Empty: from the first candle" />
      <TextField name="to" label="To" type="date" help="Empty: to the last candle" />
    </>
  );
}

/** The fields every backtest has besides its strategy and its candles. */
export function MoneyFields() {
  const rules = useRules();
  return (
    <>
      <h3 className={styles.section}>Money and costs</h3>
      <div className={styles.form}>
        <TextField name="cash" label="Cash" inputMode="decimal" help="Quote asset" />
        <TextField name="fee" label="Fee" inputMode="decimal" help="Ratio of the notional" />
        <TextField name="slippageBps" label="Slippage" unit="bps" inputMode="decimal" />
        <TextField
          name="size"
          label="Size"
          help={`Such as ${rules.data?.plainSizes.join(', ') ?? 'all, equity:10%'}`}
        />
        <CheckField name="short" label="May sell short" />
      </div>
    </>
  );
}

/** Exits, guards and limits, one rule a line. */
export function RuleFields() {
  const rules = useRules();
  return (
    <>
      <TextArea name="exits" label="Exits" rows={2} help={examples(rules.data?.exits)} />
      <TextArea name="guards" label="Guards" rows={2} help={examples(rules.data?.guards)} />
      <TextArea name="limits" label="Limits" rows={2} help={examples(rules.data?.limits)} />
    </>
  );
}
