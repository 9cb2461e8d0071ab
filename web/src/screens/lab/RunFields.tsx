import { useRules } from '@/api/lab';
import { CheckField, TextArea, TextField } from '@/ui/form';
import styles from './Lab.module.css';

const examples = (rules: { example: string }[] | undefined): string =>
  `One a line, such as ${
    rules
      ?.slice(0, 3)
      .map(it => it.example)
      .join(' · ') ?? ''
  }`;

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

/** Exits and guards, one rule a line. */
export function RuleFields() {
  const rules = useRules();
  return (
    <>
      <TextArea name="exits" label="Exits" rows={2} help={examples(rules.data?.exits)} />
      <TextArea name="guards" label="Guards" rows={2} help={examples(rules.data?.guards)} />
    </>
  );
}
