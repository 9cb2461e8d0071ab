import { useWatch } from 'react-hook-form';
import { write } from '@/api/client';
import { type Position, deploymentKey, ordersKey, positionsKey } from '@/api/trading';
import { queryClient } from '@/app/queryClient';
import { price, quantity } from '@/format/number';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, TextField, useZodForm } from '@/ui/form';
import { toast } from '@/ui/toast';
import { z } from '@/zod';
import styles from './Protect.module.css';
import { type Proposal, changeOf, effectsOf } from './protection';

const level = z.string().regex(/^(\d{1,15}(\.\d{1,12})?)?$/, 'A price such as 62450.5; empty for none');
const fields = z.object({ stop: level, target: level });

/** Sets, moves or takes away a position's stop and take-profit, after saying exactly what that does. */
export function ProtectDialog({
  position,
  proposal,
  onClose,
}: {
  position: Position;
  proposal: Proposal;
  onClose: () => void;
}) {
  const ruled = position.stopRuled === true;
  const form = useZodForm(fields, {
    stop: proposal.stop ?? position.stop ?? '',
    target: proposal.target ?? position.target ?? '',
  });
  const wanted = useWatch({ control: form.control }) as { stop?: string; target?: string };
  const now = { stop: (wanted.stop ?? '').trim(), target: (wanted.target ?? '').trim() };
  const effects = fields.safeParse(now).success ? effectsOf(position, now) : [];
  return (
    <Dialog title={`Protect ${quantity(position.quantity)} ${position.instrument}`} onClose={onClose}>
      <Form
        form={form}
        label="Protection"
        onSubmit={async (values, key) => {
          const body = changeOf(position, { stop: values.stop.trim(), target: values.target.trim() });
          if (body === null) return;
          const { deployment, instrument } = position;
          const done = await write(
            'protection',
            'POST',
            '/api/positions/stop',
            { deployment, instrument, ...body },
            { key },
          );
          toast.ok('Protected', done.answer);
          onClose();
          await Promise.all(
            [positionsKey, ordersKey, deploymentKey(String(deployment))].map(queryKey =>
              queryClient.invalidateQueries({ queryKey }),
            ),
          );
        }}
      >
        <p className={styles.facts}>
          {position.side === 'long' ? 'Long' : 'Short'}, entry {price(position.entry)}, mark {price(position.mark)};{' '}
          {position.name}
          {position.mode === 'live' ? ', live' : ', paper'}
        </p>
        <TextField
          name="stop"
          label="Stop"
          inputMode="decimal"
          autoComplete="off"
          help={
            ruled
              ? `It follows the price by a rule, now at ${price(position.stop)}. Empty takes it away; only then another can be set.`
              : `${position.side === 'long' ? 'Below' : 'Above'} the mark. Empty: none.`
          }
        />
        <TextField
          name="target"
          label="Take-profit"
          inputMode="decimal"
          autoComplete="off"
          help={`${position.side === 'long' ? 'Above' : 'Below'} the mark. Empty: none.`}
        />
        <ul className={styles.effects} aria-label="What this does">
          {effects.length === 0 ? <li>Nothing changes yet.</li> : effects.map(line => <li key={line}>{line}</li>)}
        </ul>
        <div className={styles.buttons}>
          <Button onClick={onClose} disabled={form.formState.isSubmitting}>
            Cancel
          </Button>
          <Button
            type="submit"
            kind={
              effects.some(line => line.startsWith('The stop') && line.includes('taken away')) ? 'danger' : 'primary'
            }
            needs="trader"
            disabled={effects.length === 0}
            busy={form.formState.isSubmitting}
          >
            {form.formState.isSubmitting ? 'Sending…' : 'Confirm'}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
