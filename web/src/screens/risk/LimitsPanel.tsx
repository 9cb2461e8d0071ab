import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { write } from '@/api/client';
import { type Risk, riskKey } from '@/api/risk';
import { useAccounts } from '@/api/trading';
import { queryClient } from '@/app/queryClient';
import { count, money } from '@/format/number';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, SelectField, TextField, useZodForm } from '@/ui/form';
import { QueryPanel } from '@/ui/QueryPanel';
import { Empty } from '@/ui/states';
import { toast } from '@/ui/toast';
import { z } from '@/zod';
import styles from './Risk.module.css';

/** What is used of a limit where its name does not say so. */
const names: Record<string, string> = {
  'max-order': 'max order (largest today)',
  'max-position': 'max position (largest)',
  'max-entries-per-minute': 'max entries per minute (last minute)',
};

const amountOf = (value: string | null, unit: string): string =>
  unit === 'orders' && value !== null ? count(Number(value)) : money(value);

/** Limits of accounts, each with a bar of what is used. */
export function LimitsPanel({ query }: { query: UseQueryResult<Risk> }) {
  const [editing, setEditing] = useState(false);
  return (
    <>
      <QueryPanel
        title="Limits"
        query={query}
        flush
        actions={
          <Button needs="trader" onClick={() => setEditing(true)}>
            Change limits
          </Button>
        }
        isEmpty={data => data.limits.length === 0}
        empty={
          <Empty>No account has a limit: the largest order, position, and number of orders can be set here.</Empty>
        }
      >
        {data => (
          <ul className={styles.limits}>
            {data.limits.map(limit => {
              const share =
                limit.used === null || Number(limit.limit) === 0 ? null : Number(limit.used) / Number(limit.limit);
              return (
                <li key={`${limit.scope}/${limit.name}`}>
                  <span>
                    {limit.scope}: {names[limit.name] ?? limit.name.replaceAll('-', ' ')}
                  </span>
                  <meter min={0} max={1} high={0.8} value={share ?? 0} aria-label={`${limit.scope} ${limit.name}`} />
                  <span className={styles.used}>
                    {amountOf(limit.used, limit.unit)} / {amountOf(limit.limit, limit.unit)} {limit.unit}
                  </span>
                </li>
              );
            })}
          </ul>
        )}
      </QueryPanel>
      {editing && <LimitsDialog onClose={() => setEditing(false)} />}
    </>
  );
}

const amount = z.string().regex(/^(\d+(\.\d+)?)?$/, 'An amount; empty for none');
const whole = z.string().regex(/^\d*$/, 'A whole number; empty for none');
const fields = z.object({
  account: z.string().min(1, 'An account'),
  maxOrder: amount,
  maxPosition: amount,
  maxOpenOrders: whole,
  maxEntriesPerMinute: whole,
});

function LimitsDialog({ onClose }: { onClose: () => void }) {
  const accounts = useAccounts();
  const choices = (accounts.data ?? []).map(it => ({ value: it.name, label: `${it.name} (${it.venue})` }));
  const form = useZodForm(fields, {
    account: '',
    maxOrder: '',
    maxPosition: '',
    maxOpenOrders: '',
    maxEntriesPerMinute: '',
  });
  return (
    <Dialog title="Limits of an account" onClose={onClose}>
      <Form
        form={form}
        label="Limits"
        onSubmit={async (values, key) => {
          const number = (text: string) => (text === '' ? undefined : Number(text));
          await write(
            'accountLimits',
            'PUT',
            '/api/risk/limits',
            {
              account: values.account,
              maxOrder: values.maxOrder === '' ? undefined : values.maxOrder,
              maxPosition: values.maxPosition === '' ? undefined : values.maxPosition,
              maxOpenOrders: number(values.maxOpenOrders),
              maxEntriesPerMinute: number(values.maxEntriesPerMinute),
            },
            { key },
          );
          await queryClient.invalidateQueries({ queryKey: riskKey });
          toast.ok('Limits set', values.account);
          onClose();
        }}
      >
        <SelectField name="account" label="Account" choices={[{ value: '', label: 'Choose…' }, ...choices]} />
        <TextField name="maxOrder" label="Largest order" unit="quote" inputMode="decimal" />
        <TextField name="maxPosition" label="Largest position" unit="quote" inputMode="decimal" />
        <TextField name="maxOpenOrders" label="Most open orders" inputMode="numeric" />
        <TextField
          name="maxEntriesPerMinute"
          label="Most entries a minute"
          inputMode="numeric"
          help="A tighter limit holds at once; only the owner loosens one. Empty: none."
        />
        <Button type="submit" kind="primary" busy={form.formState.isSubmitting}>
          Set
        </Button>
      </Form>
    </Dialog>
  );
}
