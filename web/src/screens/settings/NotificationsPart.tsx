import { BellRing } from 'lucide-react';
import { useState } from 'react';
import { z } from '@/zod';
import { write } from '@/api/client';
import { type Notifications, notificationsKey, useNotifications } from '@/api/services';
import { queryClient } from '@/app/queryClient';
import { Age } from '@/ui/Age';
import { Button } from '@/ui/Button';
import { confirm } from '@/ui/confirm';
import { CheckField, Form, SelectField, TextField, useZodForm } from '@/ui/form';
import { QueryPanel } from '@/ui/QueryPanel';
import { toast } from '@/ui/toast';
import styles from './Settings.module.css';

type Kind = Notifications['kinds'][number];

const names: Record<Kind, { label: string; help: string }> = {
  orders: { label: 'Orders', help: 'Refused exits, foreign or unexplained fills, differences to the venue' },
  bots: { label: 'Bots', help: 'Disabled bots, deployments and schedules that cannot go on' },
  venues: { label: 'Venues', help: 'Lost streams, clocks that drift, instruments nobody knows' },
  'kill-switch': { label: 'Kill switch', help: 'Tripped, what it did, what it could not do' },
  server: { label: 'Server', help: 'Database, audit log, faults' },
};

const severities = [
  { value: 'info', label: 'everything' },
  { value: 'warning', label: 'warnings and what is critical' },
  { value: 'critical', label: 'only what is critical' },
];

/** Which alerts go where: every one stands in the web app; a webhook is told the wanted ones. */
export function NotificationsPart() {
  const query = useNotifications();
  return (
    <QueryPanel title="Notifications" query={query}>
      {settings => <WebhookForm key={JSON.stringify([settings.place, settings.muted])} settings={settings} />}
    </QueryPanel>
  );
}

const schema = z.object({
  isOn: z.boolean(),
  address: z.string().max(2000, 'At most 2,000 characters'),
  secret: z.string().max(200, 'At most 200 characters'),
  least: z.enum(['info', 'warning', 'critical']),
  tell: z.record(z.string(), z.boolean()),
});

const keep = (settings: Notifications) => queryClient.setQueryData(notificationsKey, settings);

const forget = () =>
  confirm({
    title: 'Forget the webhook',
    effects: ['Alerts stand in the web app alone from now on.', 'Its address and secret are removed from the server.'],
    confirmLabel: 'Forget',
    danger: true,
    action: async key => {
      await write('none', 'DELETE', '/api/notifications/webhook', undefined, { key });
      await queryClient.invalidateQueries({ queryKey: notificationsKey });
    },
  });

function WebhookForm({ settings }: { settings: Notifications }) {
  const isSet = settings.place !== null;
  const form = useZodForm(schema, {
    isOn: isSet ? settings.isOn : true,
    address: '',
    secret: '',
    least: settings.least,
    tell: Object.fromEntries(settings.kinds.map(kind => [kind, !settings.muted.includes(kind)])),
  });
  return (
    <div className={styles.stack}>
      <p className={styles.lead}>
        Every alert stands in the web app, under the bell. A webhook is told at once, too: a chat, a pager, a program of
        yours. The same alert is told once in ten minutes, at most twenty a minute.
      </p>
      <Form
        form={form}
        label="Webhook"
        onSubmit={async ({ address, secret, tell, ...values }, key) => {
          const muted = settings.kinds.filter(kind => tell[kind] === false);
          const body = { ...values, muted, address: address || null, secret: secret || null };
          keep(await write('notifications', 'PUT', '/api/notifications/webhook', body, { key }));
          toast.ok('Saved');
        }}
      >
        <CheckField name="isOn" label="Post alerts to a webhook" help="As JSON, format argosy-alert/1" />
        <TextField
          name="address"
          label="Address"
          type="url"
          autoComplete="off"
          placeholder={settings.place ?? 'https://example.org/hook'}
          help={isSet ? 'It is set and not shown again; leave it empty to keep it' : 'https, or http on this machine'}
        />
        <TextField
          name="secret"
          label="Secret"
          type="password"
          autoComplete="new-password"
          help={
            settings.hasSecret
              ? 'One is set; leave it empty to keep it'
              : 'Sent as X-Argosy-Secret, by which the receiver knows us; empty for none'
          }
        />
        <SelectField name="least" label="Tell" choices={severities} />
        <fieldset className={styles.kinds}>
          <legend>About</legend>
          {settings.kinds.map(kind => (
            <CheckField key={kind} name={`tell.${kind}`} label={names[kind].label} help={names[kind].help} />
          ))}
        </fieldset>
        <div className={styles.buttons}>
          <Button type="submit" kind="primary" needs="owner" busy={form.formState.isSubmitting}>
            Save
          </Button>
          {isSet && <TestButton />}
          {isSet && (
            <Button needs="owner" kind="quiet" onClick={forget}>
              Forget
            </Button>
          )}
        </div>
      </Form>
      {settings.lastAt !== null && (
        <p className={styles.lead} role="status">
          Last posted <Age at={settings.lastAt} suffix=" ago" />:{' '}
          {settings.lastError === null ? 'taken' : settings.lastError}
        </p>
      )}
    </div>
  );
}

function TestButton() {
  const [busy, setBusy] = useState(false);
  const test = async () => {
    setBusy(true);
    try {
      keep(await write('notifications', 'POST', '/api/notifications/webhook/test'));
      toast.ok('The receiver took the test alert');
    } catch (error) {
      toast.error('The test alert was not taken', error);
      await queryClient.invalidateQueries({ queryKey: notificationsKey });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button needs="owner" busy={busy} icon={<BellRing size={14} aria-hidden="true" />} onClick={() => void test()}>
      Send a test
    </Button>
  );
}
