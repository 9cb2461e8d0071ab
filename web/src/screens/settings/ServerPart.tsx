import { z } from '@/zod';
import { settingsKey, useSettings } from '@/api/access';
import { write } from '@/api/client';
import type { Shape } from '@/api/schemas';
import { queryClient } from '@/app/queryClient';
import { Button } from '@/ui/Button';
import { Form, SelectField, TextField, useZodForm } from '@/ui/form';
import { QueryPanel } from '@/ui/QueryPanel';
import { toast } from '@/ui/toast';
import styles from './Settings.module.css';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter(zone => zone !== 'UTC')].map(value => ({
  value,
  label: value,
}));
const known = z.object({ name: z.string().max(40, 'At most 40 characters'), timeZone: z.string() });

/** What an owner sets for everybody. */
export function ServerPart() {
  const query = useSettings();
  return (
    <QueryPanel title="Server" query={query}>
      {settings => <ServerForm key={JSON.stringify(settings)} settings={settings} />}
    </QueryPanel>
  );
}

function ServerForm({ settings }: { settings: Shape<'settings'> }) {
  const form = useZodForm(known, { name: settings.name, timeZone: settings.timeZone });
  return (
    <div className={styles.narrow}>
      <Form
        form={form}
        label="Server"
        onSubmit={async (values, key) => {
          const saved = await write('settings', 'PUT', '/api/settings', { ...settings, ...values }, { key });
          queryClient.setQueryData(settingsKey, saved);
          toast.ok('Saved');
        }}
      >
        <TextField name="name" label="Name of this server" help="Shown in the web app; empty for none" />
        <SelectField
          name="timeZone"
          label="Time zone"
          choices={zones}
          help="For everybody who has not chosen another"
        />
        <div>
          <Button type="submit" kind="primary" needs="owner" busy={form.formState.isSubmitting}>
            Save
          </Button>
        </div>
      </Form>
    </div>
  );
}
