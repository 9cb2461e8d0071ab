import type { Strategy } from '@/api/research';
import { SelectField, TextField } from '@/ui/form';
import styles from './Lab.module.css';

const methods = [
  { value: 'grid', label: 'Grid: every combination' },
  { value: 'random', label: 'Random' },
  { value: 'tpe', label: 'TPE: learns where good ones lie' },
  { value: 'genetic', label: 'Genetic' },
];

/** What an optimisation searches, and for what. */
export function SearchFields({ strategy, method }: { strategy: Pick<Strategy, 'parameters'>; method: string }) {
  const searchable = strategy.parameters.filter(it => it.type !== 'text');
  return (
    <>
      <h3 className={styles.section}>Ranges</h3>
      <div className={styles.form}>
        {searchable.map(it => (
          <TextField
            key={it.name}
            name={`ranges.${it.name}`}
            label={`${it.name}, searched`}
            placeholder={it.choices.length > 0 ? it.choices.join(',') : 'such as 5..50:5'}
            help="Empty: the parameter above holds"
          />
        ))}
      </div>
      <h3 className={styles.section}>Search</h3>
      <div className={styles.form}>
        <SelectField name="method" label="Sampler" choices={methods} />
        {method !== 'grid' && <TextField name="trials" label="Trials" inputMode="numeric" help="Empty: the default" />}
        <TextField name="objective" label="Objective" help="A figure or a formula; the largest wins" />
        <TextField name="minTrades" label="Least trades" inputMode="numeric" />
      </div>
    </>
  );
}
