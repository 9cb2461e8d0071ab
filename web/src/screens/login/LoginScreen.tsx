import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from '@/zod';
import { write } from '@/api/client';
import { ApiError } from '@/api/errors';
import { queryClient } from '@/app/queryClient';
import { adoptSession, sessionKey } from '@/state/session';
import { Button } from '@/ui/Button';
import { Form, TextField, useZodForm } from '@/ui/form';
import { Door } from './Door';

const credentials = z.object({
  name: z.string().min(1, 'Your user name'),
  password: z.string().min(1, 'Your password'),
  totp: z.string().regex(/^(\d{6})?$/, 'Six digits'),
});

/** An address of this site, from the query; anything else leads to the fleet. */
export const safeTarget = (to: string | undefined): string => (to !== undefined && /^\/(?![/\\])/.test(to) ? to : '/');

export function LoginScreen() {
  const search: { to?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [asksTotp, setAsksTotp] = useState(false);
  const form = useZodForm(credentials, { name: '', password: '', totp: '' });

  const logIn = async ({ name, password, totp }: z.infer<typeof credentials>) => {
    try {
      const state = await write(
        'authState',
        'POST',
        '/auth/login',
        totp === '' ? { name, password } : { name, password, totp },
      );
      queryClient.clear();
      queryClient.setQueryData(sessionKey, adoptSession(state));
      await navigate({ to: safeTarget(search.to) });
    } catch (error) {
      if (error instanceof ApiError && error.code === 'totp-required' && !asksTotp) {
        setAsksTotp(true);
        return;
      }
      throw error;
    }
  };
  return (
    <Door title="Log in">
      <Form form={form} onSubmit={logIn} label="Log in">
        <TextField name="name" label="User name" autoComplete="username" autoCapitalize="none" />
        <TextField name="password" label="Password" type="password" autoComplete="current-password" />
        {asksTotp && (
          <TextField
            name="totp"
            label="Code"
            help="The six digits of your authenticator app"
            inputMode="numeric"
            autoComplete="one-time-code"
            // eslint-disable-next-line jsx-a11y/no-autofocus -- the only thing left to say
            autoFocus
          />
        )}
        <Button type="submit" kind="primary" busy={form.formState.isSubmitting}>
          {form.formState.isSubmitting ? 'Logging in…' : 'Log in'}
        </Button>
      </Form>
    </Door>
  );
}
