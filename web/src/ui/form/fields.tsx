import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import { useFormContext } from 'react-hook-form';
import styles from './form.module.css';

interface Common {
  name: string;
  label: string;
  help?: ReactNode;
}

function useField(name: string) {
  const { register, getFieldState, formState } = useFormContext();
  const id = useId();
  const message = getFieldState(name, formState).error?.message;
  return {
    id,
    message,
    input: {
      id,
      ...register(name),
      'aria-invalid': message !== undefined,
      'aria-describedby': `${id}-note`,
    },
  };
}

function Frame({
  id,
  label,
  help,
  message,
  children,
}: Omit<Common, 'name'> & { id: string; message?: string; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {children}
      <span id={`${id}-note`} className={message === undefined ? styles.help : styles.fault}>
        {message ?? help}
      </span>
    </div>
  );
}

type Input = Common & Omit<InputHTMLAttributes<HTMLInputElement>, 'name'> & { unit?: string };

/** Text, password, number: `type` says which. The unit stands inside the field. */
export function TextField({ name, label, help, unit, ...rest }: Input) {
  const { id, message, input } = useField(name);
  return (
    <Frame id={id} label={label} help={help} message={message}>
      <span className={styles.box}>
        <input className={styles.input} spellCheck={false} {...rest} {...input} />
        {unit !== undefined && <span className={styles.unit}>{unit}</span>}
      </span>
    </Frame>
  );
}

export function TextArea({ name, label, help, rows = 4 }: Common & { rows?: number }) {
  const { id, message, input } = useField(name);
  return (
    <Frame id={id} label={label} help={help} message={message}>
      <textarea className={styles.area} rows={rows} {...input} />
    </Frame>
  );
}

export interface Choice {
  value: string;
  label: string;
}

export function SelectField({ name, label, help, choices }: Common & { choices: readonly Choice[] }) {
  const { id, message, input } = useField(name);
  return (
    <Frame id={id} label={label} help={help} message={message}>
      <select className={styles.input} {...input}>
        {choices.map(choice => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export function CheckField({ name, label, help }: Common) {
  const { id, message, input } = useField(name);
  return (
    <div className={styles.check}>
      <input type="checkbox" className={styles.box} {...input} />
      <label htmlFor={id}>{label}</label>
      <span id={`${id}-note`} className={message === undefined ? styles.help : styles.fault}>
        {message ?? help}
      </span>
    </div>
  );
}
