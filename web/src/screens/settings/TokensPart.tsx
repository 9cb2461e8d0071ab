import { useState } from 'react';
import { z } from '@/zod';
import { type Token, tokensKey, useTokens } from '@/api/access';
import { write } from '@/api/client';
import { queryClient } from '@/app/queryClient';
import { dateTime } from '@/format/time';
import { mayAct, useRole } from '@/state/session';
import { Age } from '@/ui/Age';
import { Button } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyButton';
import { Dialog } from '@/ui/Dialog';
import { CheckField, Form, SelectField, TextField, useZodForm } from '@/ui/form';
import { confirm } from '@/ui/confirm';
import { Empty } from '@/ui/states';
import { type Column, DataTable, type TableRequest } from '@/ui/table';
import { toast } from '@/ui/toast';
import styles from './Settings.module.css';

const columns: Column<Token>[] = [
  { id: 'name', header: 'Name', value: row => row.name, width: 180, card: 'title' },
  { id: 'scopes', header: 'May', value: row => row.scopes.join(', '), width: 200, card: 'line' },
  {
    id: 'created',
    header: 'Made',
    numeric: true,
    width: 160,
    value: row => row.createdAt,
    cell: row => dateTime(row.createdAt),
  },
  {
    id: 'expires',
    header: 'Ends',
    numeric: true,
    width: 160,
    value: row => row.expires,
    cell: row => (row.expires === null ? 'never' : dateTime(row.expires)),
  },
  {
    id: 'seen',
    header: 'Last used',
    numeric: true,
    width: 100,
    value: row => row.lastSeen,
    cell: row => (row.lastSeen === null ? 'never' : <Age at={row.lastSeen} />),
    card: 'value',
  },
];

const revoke = (row: Token) =>
  confirm({
    title: `Revoke ${row.name}`,
    effects: [
      'Programs that use this token are refused from now on.',
      'It cannot be taken back; a new token has another secret.',
    ],
    confirmLabel: 'Revoke',
    danger: true,
    action: async key => {
      await write('none', 'DELETE', `/api/tokens/${encodeURIComponent(row.id)}`, undefined, { key });
      await queryClient.invalidateQueries({ queryKey: tokensKey });
      toast.ok('Revoked', row.name);
    },
  });
const rowActions = (row: Token) => (
  <Button kind="quiet" onClick={() => revoke(row)}>
    Revoke
  </Button>
);

/** Tokens for programs: they do what the public API does, for no more than their scopes. */
export function TokensPart() {
  const query = useTokens();
  const [making, setMaking] = useState(false);
  const [request, setRequest] = useState<TableRequest>({
    sort: [{ id: 'created', descending: true }],
    filters: {},
    text: '',
  });
  return (
    <>
      <DataTable
        id="tokens"
        title="API tokens"
        columns={columns}
        rows={query.data}
        rowKey={row => row.id}
        request={request}
        onRequest={change =>
          setRequest(before => ({ ...before, ...change, filters: { ...before.filters, ...change.filters } }))
        }
        error={query.error}
        onRetry={() => void query.refetch()}
        rowActions={rowActions}
        maxRows={16}
        actions={
          <Button kind="primary" onClick={() => setMaking(true)}>
            New token
          </Button>
        }
        empty={
          <Empty action={<Button onClick={() => setMaking(true)}>New token</Button>}>
            A token lets a program use the API: here stand yours, without their secrets.
          </Empty>
        }
      />
      {making && <TokenDialog onClose={() => setMaking(false)} />}
    </>
  );
}

const spans = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'a year' },
  { value: '', label: 'never' },
];
const form = z.object({
  name: z.string().min(1, 'A name').max(64),
  trade: z.boolean(),
  develop: z.boolean(),
  admin: z.boolean(),
  days: z.string(),
});

function TokenDialog({ onClose }: { onClose: () => void }) {
  const role = useRole();
  const [secret, setSecret] = useState<string | null>(null);
  const it = useZodForm(form, { name: '', trade: false, develop: false, admin: false, days: '90' });
  if (secret !== null) {
    return (
      <Dialog
        title="The new token"
        onClose={onClose}
        footer={
          <>
            <CopyButton text={secret} />
            <Button kind="primary" onClick={onClose}>
              Done
            </Button>
          </>
        }
      >
        <div className={styles.stack}>
          <p>It is shown this once. Programs send it as Authorization: Bearer.</p>
          <code className={styles.secret}>{secret}</code>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title="New token" onClose={onClose}>
      <Form
        form={it}
        label="New token"
        onSubmit={async (values, key) => {
          const scopes = ['read', ...(['trade', 'develop', 'admin'] as const).filter(scope => values[scope])];
          const expires = values.days === '' ? undefined : Date.now() + Number(values.days) * 86_400_000;
          const made = await write('newToken', 'POST', '/api/tokens', { name: values.name, scopes, expires }, { key });
          await queryClient.invalidateQueries({ queryKey: tokensKey });
          setSecret(made.token);
        }}
      >
        <TextField name="name" label="Name" help="What it is for" />
        <p>It may read everything, and:</p>
        {mayAct(role, 'trader') && <CheckField name="trade" label="trade" help="Start and stop, orders, commands" />}
        {mayAct(role, 'developer') && <CheckField name="develop" label="develop" help="Bots, research, data" />}
        {mayAct(role, 'owner') && <CheckField name="admin" label="administer" help="Accounts, users, settings" />}
        <SelectField name="days" label="Ends after" choices={spans} />
        <Button type="submit" kind="primary" busy={it.formState.isSubmitting}>
          Make the token
        </Button>
      </Form>
    </Dialog>
  );
}
