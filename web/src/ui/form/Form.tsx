import { type ReactNode, useRef } from 'react';
import { type FieldValues, FormProvider, type UseFormReturn } from 'react-hook-form';
import { newKey } from '@/api/client';
import { asApiError } from '@/api/errors';
import styles from './form.module.css';
import { showServerError } from './useZodForm';

interface Props<T extends FieldValues> {
  form: UseFormReturn<T, unknown, T>;
  /** Sends it; `key` is the same at every try of this form, so that twice is once. What it throws is shown in place. */
  onSubmit: (values: T, key: string) => Promise<unknown>;
  children: ReactNode;
  label?: string;
}

export function Form<T extends FieldValues>({ form, onSubmit, children, label }: Props<T>) {
  const key = useRef(newKey());
  const busy = useRef(false);
  const submit = form.handleSubmit(async values => {
    if (busy.current) return;
    busy.current = true;
    try {
      await onSubmit(values, key.current);
    } catch (error) {
      showServerError(form, error);
      // Refused is an answer: what follows is a new request. No answer keeps the key: it may have been done already.
      if (asApiError(error).status !== 0) key.current = newKey();
    } finally {
      busy.current = false;
    }
  });
  const problem = form.formState.errors.root?.message;
  return (
    <FormProvider {...form}>
      <form className={styles.form} aria-label={label} noValidate onSubmit={event => void submit(event)}>
        {children}
        {problem !== undefined && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
      </form>
    </FormProvider>
  );
}
