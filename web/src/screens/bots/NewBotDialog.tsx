import { useState } from 'react';
import { type Template, botsKey, languageName, useTemplates } from '@/api/bots';
import { write } from '@/api/client';
import { queryClient } from '@/app/queryClient';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, TextField, useZodForm } from '@/ui/form';
import { Segmented } from '@/ui/Segmented';
import { ErrorState, Skeleton } from '@/ui/states';
import { z } from '@/zod';
import styles from './Bots.module.css';
import { botFields, listOf } from './fields';

const fields = z.object(botFields);

/** A new bot, from a template in the language chosen. */
export function NewBotDialog({ onMade, onClose }: { onMade: (id: number) => void; onClose: () => void }) {
  const templates = useTemplates();
  return (
    <Dialog title="New bot" onClose={onClose} wide>
      {templates.isError ? (
        <ErrorState what="The templates" error={templates.error} onRetry={() => void templates.refetch()} />
      ) : templates.data === undefined ? (
        <Skeleton rows={8} />
      ) : (
        <NewBotForm templates={templates.data} onMade={onMade} onClose={onClose} />
      )}
    </Dialog>
  );
}

function NewBotForm({
  templates,
  onMade,
  onClose,
}: {
  templates: Template[];
  onMade: (id: number) => void;
  onClose: () => void;
}) {
  const languages = [...new Set(['csharp', 'typescript', ...templates.map(it => it.language)])];
  const [language, setLanguage] = useState('csharp');
  const offered = templates.filter(it => it.language === language);
  const [name, setName] = useState<string | null>(null);
  const chosen = offered.find(it => it.name === name) ?? offered[0];
  const form = useZodForm<z.infer<typeof fields>>(fields, {
    name: '',
    description: '',
    tags: '',
    instruments: '',
    timeframe: '',
  });
  return (
    <Form
      form={form}
      label="New bot"
      onSubmit={async (values, key) => {
        const made = await write(
          'botDetail',
          'POST',
          '/api/bots',
          {
            name: values.name.trim(),
            language,
            ...(chosen === undefined ? { text: '' } : { template: chosen.name }),
            description: values.description.trim() || undefined,
            tags: listOf(values.tags),
            instruments: listOf(values.instruments.toUpperCase()),
            timeframe: values.timeframe.trim() || undefined,
          },
          { key },
        );
        await queryClient.invalidateQueries({ queryKey: botsKey });
        onClose();
        onMade(made.bot.id);
      }}
    >
      <div className={styles.fields}>
        <TextField name="name" label="Name" autoComplete="off" data-autofocus />
        <TextField name="instruments" label="Instruments" help="Such as BTC/USDT, ETH/USDT; may be empty" />
        <TextField name="timeframe" label="Timeframe" help="Such as 15m; may be empty" />
        <TextField name="tags" label="Tags" help="Separated by commas" />
      </div>
      <TextField name="description" label="What it does" help="One sentence; may be empty" />
      <Segmented
        label="Language"
        value={language}
        options={languages.map(value => ({ value, label: languageName(value) }))}
        onChange={setLanguage}
      />
      {offered.length === 0 ? (
        <p className={styles.dim}>It begins empty: this server has no template for it.</p>
      ) : (
        <fieldset className={styles.templates}>
          <legend>Begin with</legend>
          {offered.map(it => (
            <div key={it.name}>
              <input
                id={`template-${it.name}`}
                type="radio"
                name="template"
                checked={it.name === chosen?.name}
                onChange={() => setName(it.name)}
              />
              <label htmlFor={`template-${it.name}`}>
                <strong>{it.title}</strong> <span className={styles.dim}>{it.summary}</span>
              </label>
            </div>
          ))}
        </fieldset>
      )}
      <div className={styles.buttons}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" busy={form.formState.isSubmitting}>
          Make the bot
        </Button>
      </div>
    </Form>
  );
}
