import { z } from '@/zod';
import { write } from '@/api/client';
import { useSession } from '@/state/session';
import { Button } from '@/ui/Button';
import { Form, TextField, useZodForm } from '@/ui/form';
import { Panel } from '@/ui/Panel';
import { toast } from '@/ui/toast';
import styles from './Settings.module.css';
import { SecondFactor } from './SecondFactor';

const passwords = z
  .object({
    old: z.string().min(1, 'The present password'),
    new: z.string().min(1, 'A new password'),
    again: z.string(),
  })
  .refine(value => value.new === value.again, { path: ['again'], error: 'The two differ' });

export function SecurityPart() {
  const user = useSession().data?.user;
  const form = useZodForm(passwords, { old: '', new: '', again: '' });
  return (
    <>
      <Panel title="Password">
        <div className={styles.narrow}>
          <Form
            form={form}
            label="Password"
            onSubmit={async (values, key) => {
              await write('none', 'POST', '/api/me/password', { old: values.old, new: values.new }, { key });
              form.reset();
              toast.ok('The password is changed', 'Your other logins have ended.');
            }}
          >
            <input type="text" name="username" autoComplete="username" defaultValue={user?.name} hidden readOnly />
            <TextField name="old" label="Present password" type="password" autoComplete="current-password" />
            <TextField name="new" label="New password" type="password" autoComplete="new-password" />
            <TextField name="again" label="New password again" type="password" autoComplete="new-password" />
            <Button type="submit" kind="primary" busy={form.formState.isSubmitting}>
              Change the password
            </Button>
          </Form>
        </div>
      </Panel>
      <SecondFactor isOn={user?.hasTotp ?? false} />
    </>
  );
}
