import { z } from '@/zod';
import { write } from '@/api/client';
import { queryClient } from '@/app/queryClient';
import { adoptSession, sessionKey, useSession } from '@/state/session';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, TextField, useZodForm } from '@/ui/form';

const proof = z.object({ password: z.string().min(1, 'Your password'), totp: z.string() });

/** The password once more, 15 quiet minutes after the last time. */
export function ElevationDialog({ onDone }: { onDone: (proven: boolean) => void }) {
  const hasTotp = useSession().data?.user?.hasTotp ?? false;
  const form = useZodForm(proof, { password: '', totp: '' });
  return (
    <Dialog title="Confirm that it is you" onClose={() => onDone(false)}>
      <p>An action with money or access asks for the password again after 15 minutes.</p>
      <Form
        form={form}
        label="Confirm that it is you"
        onSubmit={async ({ password, totp }, key) => {
          const state = await write(
            'authState',
            'POST',
            '/auth/elevate',
            totp === '' ? { password } : { password, totp },
            { key },
          );
          queryClient.setQueryData(sessionKey, adoptSession(state));
          onDone(true);
        }}
      >
        <TextField name="password" label="Password" type="password" autoComplete="current-password" />
        {hasTotp && (
          <TextField
            name="totp"
            label="Code"
            inputMode="numeric"
            autoComplete="one-time-code"
            help="The six digits of your authenticator app"
          />
        )}
        <Button type="submit" kind="primary" busy={form.formState.isSubmitting}>
          Confirm
        </Button>
      </Form>
    </Dialog>
  );
}
