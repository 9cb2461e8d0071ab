import { useState } from 'react';
import { z } from '@/zod';
import { write } from '@/api/client';
import type { Shape } from '@/api/schemas';
import { queryClient } from '@/app/queryClient';
import { sessionKey } from '@/state/session';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyButton';
import { Form, TextField, useZodForm } from '@/ui/form';
import { Panel } from '@/ui/Panel';
import { confirm } from '@/ui/confirm';
import { toast } from '@/ui/toast';
import { QrCode } from './QrCode';
import styles from './Settings.module.css';

const code = z.object({ code: z.string().regex(/^\d{6}$/, 'Six digits') });

/** A code of an authenticator app beside the password. */
export function SecondFactor({ isOn }: { isOn: boolean }) {
  const [made, setMade] = useState<Shape<'totpSetup'> | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useZodForm(code, { code: '' });
  const begin = async () => {
    setBusy(true);
    try {
      setMade(await write('totpSetup', 'POST', '/api/me/totp'));
    } catch (error) {
      toast.error('The second factor could not be begun', error);
    } finally {
      setBusy(false);
    }
  };
  const remove = () =>
    confirm({
      title: 'Take the second factor off',
      effects: ['You log in by password alone from now on.'],
      confirmLabel: 'Take it off',
      danger: true,
      action: async key => {
        await write('none', 'DELETE', '/api/me/totp', undefined, { key });
        await queryClient.invalidateQueries({ queryKey: sessionKey });
      },
    });
  return (
    <Panel title="Second factor" note={<Badge tone={isOn ? 'ok' : 'warn'}>{isOn ? 'on' : 'off'}</Badge>}>
      <div className={styles.stack}>
        {isOn ? (
          <>
            <p>A login takes the code of your authenticator app as well.</p>
            <Button kind="danger" onClick={remove}>
              Take it off…
            </Button>
          </>
        ) : made === null ? (
          <>
            <p>With a second factor a stolen password alone opens nothing. Recommended before real money is traded.</p>
            <Button kind="primary" busy={busy} onClick={() => void begin()}>
              Set it up
            </Button>
          </>
        ) : (
          <>
            <div className={styles.scan}>
              <QrCode text={made.uri} label="Code to scan with an authenticator app" className={styles.code} />
              <div className={styles.stack}>
                <p>Scan this with your authenticator app, or type the secret into it:</p>
                <code className={styles.secret}>{made.secret}</code>
                <CopyButton text={made.secret} />
              </div>
            </div>
            <Form
              form={form}
              label="Second factor"
              onSubmit={async (values, key) => {
                await write('none', 'POST', '/api/me/totp/confirm', values, { key });
                setMade(null);
                form.reset();
                await queryClient.invalidateQueries({ queryKey: sessionKey });
                toast.ok('The second factor is on');
              }}
            >
              <div className={styles.narrow}>
                <TextField name="code" label="Code it shows now" inputMode="numeric" autoComplete="one-time-code" />
              </div>
              <div>
                <Button type="submit" kind="primary" busy={form.formState.isSubmitting}>
                  Take it into use
                </Button>
              </div>
            </Form>
          </>
        )}
      </div>
    </Panel>
  );
}
