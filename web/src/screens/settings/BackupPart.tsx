import { Download } from 'lucide-react';
import { useState } from 'react';
import { download } from '@/api/client';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { saveAnswer } from '@/ui/saveFile';
import { toast } from '@/ui/toast';
import styles from './Settings.module.css';

/** The whole database in one file, and how it is brought back. */
export function BackupPart() {
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      await saveAnswer(await download('/api/backup', 'POST'), 'argosy.backup');
      toast.ok('The backup is made', 'Keep the master key as well: without it the accounts’ keys stay sealed.');
    } catch (error) {
      toast.error('The backup failed', error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title="Backup">
      <div className={styles.stack}>
        <p>
          The whole database of one instant: bots, runs, deployments, orders, the audit log. Keys of accounts stay
          sealed; logins and API tokens stay behind.
        </p>
        <Button
          kind="primary"
          needs="owner"
          busy={busy}
          icon={<Download size={14} aria-hidden="true" />}
          onClick={() => void make()}
        >
          {busy ? 'Making the backup…' : 'Download a backup'}
        </Button>
      </div>
    </Panel>
  );
}
