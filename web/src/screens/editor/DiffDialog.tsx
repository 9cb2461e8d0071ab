import { useState } from 'react';
import { type BotDetail, useVersionText } from '@/api/bots';
import { DiffEditor } from '@/editor/DiffEditor';
import { Dialog } from '@/ui/Dialog';
import { ErrorState, Skeleton } from '@/ui/states';
import styles from './Editor.module.css';
import { monacoLanguage } from './files';

const draft = 'draft';

interface Props {
  detail: BotDetail;
  text: string;
  version: string;
  onClose: () => void;
}

/** Two versions, or a version and the draft, beside one another. */
export function DiffDialog({ detail, text, version, onClose }: Props) {
  const id = String(detail.bot.id);
  const [left, setLeft] = useState(version);
  const [right, setRight] = useState(draft);
  const before = useVersionText(id, left);
  const after = useVersionText(id, right === draft ? null : right);
  const [was, is] = [before.data?.text, right === draft ? text : after.data?.text];
  const error = before.error ?? after.error;
  const versions = detail.versions.map(it => it.version);
  return (
    <Dialog title={`Difference: ${detail.bot.name}`} onClose={onClose} wide>
      <div className={styles.sides}>
        <Side label="Left" value={left} choices={versions} onChange={setLeft} />
        <Side label="Right" value={right} choices={[draft, ...versions]} onChange={setRight} />
        {was !== undefined && was === is && <span>The two are the same.</span>}
      </div>
      <div className={styles.diff}>
        {error !== null ? (
          <ErrorState what="The difference" error={error} />
        ) : was === undefined || is === undefined ? (
          <Skeleton rows={12} />
        ) : (
          <DiffEditor
            language={monacoLanguage(detail.bot.language)}
            labels={{ before: `Version ${left}`, after: right === draft ? 'Draft' : `Version ${right}` }}
            before={was}
            after={is}
            height="100%"
          />
        )}
      </div>
    </Dialog>
  );
}

function Side({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: string;
  choices: string[];
  onChange: (value: string) => void;
}) {
  return (
    <label className={styles.side}>
      <span>{label}</span>
      <select value={value} onChange={event => onChange(event.target.value)}>
        {choices.map(it => (
          <option key={it}>{it}</option>
        ))}
      </select>
    </label>
  );
}
