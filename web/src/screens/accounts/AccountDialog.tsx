import { useWatch } from 'react-hook-form';
import { write } from '@/api/client';
import { type Account, accountsKey } from '@/api/trading';
import { queryClient } from '@/app/queryClient';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, SelectField, TextField, useZodForm } from '@/ui/form';
import { toast } from '@/ui/toast';
import { z } from '@/zod';

const venues = [
  { value: 'binance', label: 'Binance spot' },
  { value: 'binance-usdm', label: 'Binance USD-M futures' },
  { value: 'paper', label: 'Paper' },
];
const added = z
  .object({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Small letters, digits and dashes'),
    venue: z.string(),
    key: z.string(),
    secret: z.string(),
    url: z.string(),
  })
  .refine(it => it.venue === 'paper' || it.key.trim() !== '', { path: ['key'], message: 'The public part of the key' })
  .refine(it => it.venue === 'paper' || it.secret.trim() !== '', { path: ['secret'], message: 'The secret part' });

/** A new account, or another key for one. The key is tried at the venue before it is stored. */
export function AccountDialog({ account, onClose }: { account?: Account; onClose: () => void }) {
  const form = useZodForm(added, {
    name: account?.name ?? '',
    venue: account?.venue ?? 'binance',
    key: '',
    secret: '',
    url: '',
  });
  const venue = useWatch({ control: form.control, name: 'venue' });
  return (
    <Dialog title={account === undefined ? 'Add account' : `New key for ${account.name}`} onClose={onClose}>
      <Form
        form={form}
        label="Account"
        onSubmit={async (values, key) => {
          if (account === undefined) {
            const { name, url } = values;
            const paper = values.venue === 'paper';
            const body = {
              name,
              venue: values.venue,
              key: paper ? undefined : values.key.trim(),
              secret: paper ? undefined : values.secret.trim(),
              url: url.trim() === '' ? undefined : url.trim(),
            };
            await write('account', 'POST', '/api/accounts', body, { key });
          } else {
            const path = `/api/accounts/${encodeURIComponent(account.name)}/rotate`;
            await write('account', 'POST', path, { key: values.key.trim(), secret: values.secret.trim() }, { key });
          }
          await queryClient.invalidateQueries({ queryKey: accountsKey });
          toast.ok(account === undefined ? 'Added' : 'The new key works', values.name);
          onClose();
        }}
      >
        {account === undefined && (
          <>
            <TextField name="name" label="Name" autoComplete="off" />
            <SelectField name="venue" label="Venue" choices={venues} />
          </>
        )}
        {venue !== 'paper' && (
          <>
            <TextField name="key" label="API key" autoComplete="off" />
            <TextField
              name="secret"
              label="Secret"
              type="password"
              autoComplete="off"
              help="It is stored encrypted and never shown again. A key that may withdraw is refused."
            />
            {account === undefined && (
              <TextField name="url" label="Address" help="Only for test networks; empty: the venue's own" />
            )}
          </>
        )}
        <Button type="submit" kind="primary" busy={form.formState.isSubmitting}>
          {account === undefined ? 'Try and add' : 'Try and store'}
        </Button>
      </Form>
    </Dialog>
  );
}
