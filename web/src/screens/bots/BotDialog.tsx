import { type Bot, botsKey } from '@/api/bots';
import { write } from '@/api/client';
import { queryClient } from '@/app/queryClient';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { CheckField, Form, TextField, useZodForm } from '@/ui/form';
import { z } from '@/zod';
import styles from './Bots.module.css';
import { botFields, listOf } from './fields';

const fields = z.object({ ...botFields, shared: z.boolean() });

/** What a bot is called and what stands beside its name. */
export function BotDialog({ bot, onClose }: { bot: Bot; onClose: () => void }) {
  const form = useZodForm<z.infer<typeof fields>>(fields, {
    name: bot.name,
    description: bot.description,
    tags: bot.tags.join(', '),
    instruments: bot.instruments.join(', '),
    timeframe: bot.timeframe,
    shared: bot.shared,
  });
  return (
    <Dialog title={`Details of ${bot.name}`} onClose={onClose}>
      <Form
        form={form}
        label="Details"
        onSubmit={async (values, key) => {
          await write(
            'botDetail',
            'PATCH',
            `/api/bots/${bot.id}`,
            {
              name: values.name.trim(),
              description: values.description.trim(),
              tags: listOf(values.tags),
              instruments: listOf(values.instruments.toUpperCase()),
              timeframe: values.timeframe.trim(),
              shared: values.shared,
            },
            { key },
          );
          await queryClient.invalidateQueries({ queryKey: botsKey });
          onClose();
        }}
      >
        <TextField name="name" label="Name" autoComplete="off" />
        <TextField name="description" label="What it does" />
        <TextField name="tags" label="Tags" help="Separated by commas" />
        <TextField name="instruments" label="Instruments" />
        <TextField name="timeframe" label="Timeframe" />
        <CheckField name="shared" label="Everybody here may see it" help="Only you may edit it" />
        <div className={styles.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" busy={form.formState.isSubmitting}>
            Save
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
