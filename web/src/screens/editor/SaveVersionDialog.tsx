import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import type { BotDetail, BotVersion, Problem } from '@/api/bots';
import { write } from '@/api/client';
import { ApiError } from '@/api/errors';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { CheckField, Form, TextField, useZodForm } from '@/ui/form';
import { z } from '@/zod';
import styles from './Editor.module.css';
import { nextVersion } from './versions';

const fields = z.object({ note: z.string().max(400), label: z.string().max(40), major: z.boolean() });

interface Props {
  detail: BotDetail;
  text: string;
  onSaved: (version: BotVersion) => void;
  onClose: () => void;
}

/** The text becomes a version: numbered by the server, kept for good once something ran on it. */
export function SaveVersionDialog({ detail, text, onSaved, onClose }: Props) {
  const form = useZodForm<z.infer<typeof fields>>(fields, { note: '', label: '', major: false });
  const major = useWatch({ control: form.control, name: 'major' });
  const [problems, setProblems] = useState<Problem[]>([]);
  const next = nextVersion(detail.bot.latest?.version, major);
  return (
    <Dialog title={`Save ${detail.bot.name}${next === '' ? '' : ` as version ${next}`}`} onClose={onClose}>
      <Form
        form={form}
        label="Save version"
        onSubmit={async (values, key) => {
          setProblems([]);
          try {
            const version = await write(
              'botVersion',
              'POST',
              `/api/bots/${detail.bot.id}/versions`,
              body(text, values),
              {
                key,
              },
            );
            onSaved(version);
          } catch (error) {
            if (error instanceof ApiError && Array.isArray(error.body.problems))
              setProblems(error.body.problems as Problem[]);
            throw error;
          }
        }}
      >
        <TextField name="note" label="Note" help="What changed, for the list of versions" autoComplete="off" />
        <TextField name="label" label="Label" help="A word to find it by, such as stable" autoComplete="off" />
        <CheckField name="major" label="A new major version" help="Where parameters or state are no longer the same" />
        {problems.length > 0 && (
          <ol className={styles.refused} aria-label="Problems">
            {problems.slice(0, 8).map((it, index) => (
              <li key={index}>
                L{it.line}:{it.column} {it.code} {it.message}
              </li>
            ))}
          </ol>
        )}
        <div className={styles.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" busy={form.formState.isSubmitting}>
            Save version
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

const body = (text: string, { note, label, major }: z.infer<typeof fields>) => ({
  text,
  note: note.trim() || undefined,
  label: label.trim() || undefined,
  major: major || undefined,
});
