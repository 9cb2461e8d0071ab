import { z } from '@/zod';
import { type User, usersKey } from '@/api/access';
import { write } from '@/api/client';
import { queryClient } from '@/app/queryClient';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, SelectField, TextField, useZodForm } from '@/ui/form';
import { toast } from '@/ui/toast';

const roles = ['viewer', 'trader', 'developer', 'owner'] as const;
const choices = roles.map(value => ({ value, label: value }));

const added = z.object({
  name: z.string().min(1, 'A name'),
  role: z.enum(roles),
  password: z.string().min(1, 'A first password; the user changes it in Settings'),
});
const changed = added.extend({ password: z.string() });

/** Adds a user, or changes role and password of one. */
export function UserDialog({ user, onClose }: { user?: User; onClose: () => void }) {
  const form = useZodForm(user === undefined ? added : changed, {
    name: user?.name ?? '',
    role: user?.role ?? 'viewer',
    password: '',
  });
  return (
    <Dialog title={user === undefined ? 'Add user' : `Change ${user.name}`} onClose={onClose}>
      <Form
        form={form}
        label={user === undefined ? 'Add user' : 'Change user'}
        onSubmit={async ({ name, role, password }, key) => {
          if (user === undefined) await write('user', 'POST', '/api/users', { name, role, password }, { key });
          else {
            const body = password === '' ? { role } : { role, password };
            await write('user', 'PATCH', `/api/users/${encodeURIComponent(user.name)}`, body, { key });
          }
          await queryClient.invalidateQueries({ queryKey: usersKey });
          toast.ok(user === undefined ? 'Added' : 'Changed', name);
          onClose();
        }}
      >
        {user === undefined && <TextField name="name" label="User name" autoComplete="off" autoCapitalize="none" />}
        <SelectField name="role" label="Role" choices={choices} help="Each role may do what those before it may" />
        <TextField
          name="password"
          label={user === undefined ? 'First password' : 'New password'}
          type="password"
          autoComplete="new-password"
          help={user === undefined ? undefined : 'Empty keeps the present one. Every login of this user ends.'}
        />
        <Button type="submit" kind="primary" busy={form.formState.isSubmitting}>
          {user === undefined ? 'Add' : 'Save'}
        </Button>
      </Form>
    </Dialog>
  );
}
