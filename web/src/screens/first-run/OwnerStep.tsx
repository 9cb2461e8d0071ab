import { z } from '@/zod';
import { write } from '@/api/client';
import { queryClient } from '@/app/queryClient';
import { adoptSession, sessionKey } from '@/state/session';
import { Button } from '@/ui/Button';
import { Form, TextField, useZodForm } from '@/ui/form';
import styles from './FirstRun.module.css';

const owner = z
  .object({
    name: z.string().min(1, 'A name'),
    password: z.string().min(1, 'A password'),
    again: z.string(),
    code: z.string(),
  })
  .refine(value => value.password === value.again, { path: ['again'], error: 'The two differ' });

export function OwnerStep({ needsCode }: { needsCode: boolean }) {
  const form = useZodForm(owner, { name: '', password: '', again: '', code: '' });
  return (
    <div className={styles.part}>
      <p>Whoever owns this server manages its accounts, users and settings.</p>
      <Form
        form={form}
        label="The owner"
        onSubmit={async ({ name, password, code }, key) => {
          const body = code === '' ? { name, password } : { name, password, code };
          const state = await write('authState', 'POST', '/auth/setup', body, { key });
          queryClient.setQueryData(sessionKey, adoptSession(state));
        }}
      >
        <TextField name="name" label="User name" autoComplete="username" autoCapitalize="none" />
        <div className={styles.pair}>
          <TextField name="password" label="Password" type="password" autoComplete="new-password" />
          <TextField name="again" label="Password again" type="password" autoComplete="new-password" />
        </div>
        {needsCode && (
          <TextField
            name="code"
            label="Code"
            help="Printed by argosy up, on the machine where it runs"
            autoComplete="off"
          />
        )}
        <div>
          <Button type="submit" kind="primary" busy={form.formState.isSubmitting}>
            Make the owner
          </Button>
        </div>
      </Form>
    </div>
  );
}
