import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from '@/zod';
import { write } from '@/api/client';
import { type Services, servicesKey, useServices } from '@/api/services';
import { queryClient } from '@/app/queryClient';
import { dateTime } from '@/format/time';
import { Age } from '@/ui/Age';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { confirm } from '@/ui/confirm';
import { CopyButton } from '@/ui/CopyButton';
import { Dialog } from '@/ui/Dialog';
import { Form, TextField, useZodForm } from '@/ui/form';
import { QueryPanel } from '@/ui/QueryPanel';
import { toast } from '@/ui/toast';
import styles from './Settings.module.css';

/** Where commands come from, and the door for chart programs. */
export function ServicesPart() {
  const query = useServices();
  const [secret, setSecret] = useState<string | null>(null);
  const [trying, setTrying] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: servicesKey });
  const open = async () => {
    try {
      setSecret((await write('chartAlertsOpened', 'POST', '/api/services/chart-alerts')).secret);
      await refresh();
    } catch (error) {
      toast.error('Chart alerts could not be opened', error);
    }
  };
  const ask = (again: boolean) =>
    again
      ? confirm({
          title: 'New secret for chart alerts',
          effects: ['Messages with the secret of now are refused at once.', 'The new one is shown this once.'],
          confirmLabel: 'Make a new secret',
          action: open,
        })
      : void open();
  const shut = () =>
    confirm({
      title: 'Shut chart alerts',
      effects: ['Messages of chart programs are refused from now on.', 'Their secret is forgotten.'],
      confirmLabel: 'Shut',
      danger: true,
      action: async key => {
        await write('none', 'DELETE', '/api/services/chart-alerts', undefined, { key });
        await refresh();
      },
    });
  return (
    <>
      <QueryPanel title="Services" query={query}>
        {services => (
          <dl className={styles.rows}>
            <Row name="Console" note="Commands typed in the web app" isOn={services.trades}>
              <Said services={services} mouth="web" /> · <Link to="/console">Open the console</Link>
            </Row>
            <Row name="HTTP" note="POST /api/commands, with an API token that may trade" isOn={services.trades}>
              Counted with the console ·{' '}
              <Link to="/settings" search={{ part: 'tokens' }}>
                API tokens
              </Link>
            </Row>
            <Row
              name="Chart alerts"
              note="POST /webhook, for programs that can only send a message"
              isOn={services.chartAlerts}
            >
              <Said services={services} mouth="webhook" />
              {services.openedAt !== null && ` · opened by ${services.openedBy} at ${dateTime(services.openedAt)}`}
              <span className={styles.buttons}>
                <Button needs="owner" disabled={!services.trades} onClick={() => ask(services.chartAlerts)}>
                  {services.chartAlerts ? 'New secret' : 'Open'}
                </Button>
                {services.chartAlerts && (
                  <>
                    <Button needs="owner" onClick={() => setTrying(true)}>
                      Test
                    </Button>
                    <Button needs="owner" kind="quiet" onClick={shut}>
                      Shut
                    </Button>
                  </>
                )}
              </span>
            </Row>
          </dl>
        )}
      </QueryPanel>
      {secret !== null && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
      {trying && <TryDialog onClose={() => setTrying(false)} />}
    </>
  );
}

function Row(props: { name: string; note: string; isOn: boolean; children: React.ReactNode }) {
  return (
    <div className={styles.row}>
      <dt>
        {props.name} <Badge tone={props.isOn ? 'ok' : 'plain'}>{props.isOn ? 'open' : 'shut'}</Badge>
        <small>{props.note}</small>
      </dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** What a mouth said among the last thousand commands. */
function Said({ services, mouth }: { services: Services; mouth: string }) {
  const it = services.mouths.find(each => each.name === mouth);
  if (it === undefined) return 'No command yet';
  return (
    <>
      {it.commands === 1 ? '1 command' : `${it.commands} commands`}, the last <Age at={it.last} suffix=" ago" />
    </>
  );
}

function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const address = `${location.origin}/webhook?secret=${secret}`;
  return (
    <Dialog
      title="Chart alerts are open"
      wide
      onClose={onClose}
      footer={
        <>
          <CopyButton text={address} />
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <p>
          It is shown this once. Let the chart program post its message here; the message is a command, and what changes
          something brings an id with it, so that it is carried out once.
        </p>
        <code className={styles.secret}>{address}</code>
        <code className={styles.secret}>{'{"command": "buy btc 80 -m paper", "id": "{{timenow}}"}'}</code>
      </div>
    </Dialog>
  );
}

const wish = z.object({ secret: z.string().min(1, 'The secret'), text: z.string().min(1, 'A command') });

function TryDialog({ onClose }: { onClose: () => void }) {
  const form = useZodForm(wish, { secret: '', text: 'buy btc 80 -m paper' });
  const [meaning, setMeaning] = useState<string | null>(null);
  return (
    <Dialog title="Test chart alerts" onClose={onClose}>
      <Form
        form={form}
        label="Test chart alerts"
        onSubmit={async (values, key) => {
          setMeaning(null);
          const tried = await write('chartAlertTest', 'POST', '/api/services/chart-alerts/test', values, { key });
          setMeaning(`${tried.parsed}: ${tried.meaning}`);
        }}
      >
        <TextField name="secret" label="Secret" type="password" autoComplete="off" />
        <TextField name="text" label="Message" help="Nothing is carried out" />
        {meaning !== null && <p role="status">{meaning}</p>}
        <Button type="submit" kind="primary" busy={form.formState.isSubmitting}>
          Test
        </Button>
      </Form>
    </Dialog>
  );
}
