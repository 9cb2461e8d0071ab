import type { Strategy } from '@/api/research';
import { SelectField, TextField } from '@/ui/form';
import styles from './Lab.module.css';

const range = (min: number | null, max: number | null): string =>
  min === null && max === null ? '' : ` (${min ?? '…'} to ${max ?? '…'})`;

/** The fields of a strategy's parameters, made from what it says of them. */
export function ParameterFields({ strategy }: { strategy: Pick<Strategy, 'parameters'> }) {
  if (strategy.parameters.length === 0) return null;
  return (
    <div className={styles.form}>
      {strategy.parameters.map(parameter => {
        const name = `parameters.${parameter.name}`;
        const choices = parameter.type === 'flag' ? ['true', 'false'] : parameter.choices;
        return choices.length > 0 ? (
          <SelectField
            key={name}
            name={name}
            label={parameter.name}
            help={parameter.help}
            choices={choices.map(value => ({ value, label: value }))}
          />
        ) : (
          <TextField
            key={name}
            name={name}
            label={parameter.name}
            help={parameter.help + range(parameter.min, parameter.max)}
            unit={parameter.unit ?? undefined}
          />
        );
      })}
    </div>
  );
}
