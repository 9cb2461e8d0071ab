import { zodResolver } from '@hookform/resolvers/zod';
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type Resolver,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
import type { z } from '@/zod';
import { asApiError } from '@/api/errors';

/** A form checked by a zod schema when it is left and when it is sent; what was typed is never lost. */
export function useZodForm<T extends FieldValues>(
  schema: z.ZodType<T, FieldValues>,
  defaultValues: DefaultValues<T>,
): UseFormReturn<T, unknown, T> {
  return useForm<T, unknown, T>({
    resolver: zodResolver(schema) as unknown as Resolver<T, unknown, T>,
    defaultValues,
    mode: 'onTouched',
  });
}

/** Puts the server's refusal at its field, or above the buttons where it names none. */
export function showServerError<T extends FieldValues>(form: UseFormReturn<T, unknown, T>, error: unknown): void {
  const it = asApiError(error);
  const names = Object.keys(form.getValues());
  if (it.field !== null && names.includes(it.field)) {
    form.setError(it.field as Path<T>, { type: 'server', message: it.message }, { shouldFocus: true });
  } else {
    const id = it.correlationId === null ? '' : ` (${it.correlationId})`;
    form.setError('root', { type: it.code, message: `${it.message}${id}` });
  }
}
