import { useNavigate, useSearch } from '@tanstack/react-router';
import { Download, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { download, write } from '@/api/client';
import type { AuditLine } from '@/api/lab';
import type { Shape } from '@/api/schemas';
import { useKeyset } from '@/api/useKeyset';
import { count, missing } from '@/format/number';
import { dateTime } from '@/format/time';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Screen } from '@/ui/Screen';
import { saveAnswer } from '@/ui/saveFile';
import { Empty } from '@/ui/states';
import { type Column, DataTable, useTableSearch } from '@/ui/table';
import { toast } from '@/ui/toast';
import styles from './Audit.module.css';

const summary = (data: unknown): string => {
  if (typeof data !== 'object' || data === null) return String(data ?? '');
  return Object.entries(data)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' · ');
};

const columns: Column<AuditLine>[] = [
  {
    id: 'sequence',
    header: 'No',
    numeric: true,
    width: 76,
    value: row => row.sequence,
    sortable: false,
    filterable: false,
  },
  {
    id: 'time',
    header: 'Time',
    width: 188,
    value: row => row.time,
    cell: row => (row.time === 0 ? missing : dateTime(row.time, true)),
    sortable: false,
    filterable: false,
    card: 'line',
  },
  { id: 'actor', header: 'Actor', width: 128, value: row => row.actor, sortable: false, card: 'value' },
  { id: 'kind', header: 'Kind', width: 156, value: row => row.kind, sortable: false, card: 'title' },
  {
    id: 'data',
    header: 'What happened',
    width: 520,
    value: row => JSON.stringify(row.data),
    cell: row => <span className={styles.summary}>{summary(row.data)}</span>,
    sortable: false,
    filterable: false,
    card: 'line',
  },
  {
    id: 'hash',
    header: 'Hash',
    width: 108,
    value: row => row.hash,
    cell: row => <code className={styles.hash}>{row.hash.slice(0, 12)}</code>,
    sortable: false,
    filterable: false,
  },
];

/** Everything that was done and decided, in a chain of hashes that shows every change made to it afterwards. */
export function AuditScreen() {
  const [request, change] = useTableSearch();
  const search: { line?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const list = useKeyset('auditLines', ['audit'], '/api/audit', {
    kind: request.filters.kind,
    actor: request.filters.actor,
    text: request.text,
  });
  const [chain, setChain] = useState<Shape<'chain'> | null>(null);
  const [busy, setBusy] = useState(false);
  const open = list.rows?.find(row => String(row.sequence) === search.line);
  const show = (line?: string) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, line }), replace: true });

  const verify = async () => {
    setBusy(true);
    try {
      setChain(await write('chain', 'POST', '/api/audit/verify'));
    } catch (error) {
      toast.error('The chain could not be verified', error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Screen
      title="Audit"
      fill
      actions={
        <>
          {chain !== null && (
            <Badge tone={chain.ok ? 'ok' : 'crit'}>
              {chain.ok ? `chain verified: ${count(chain.lines)} lines` : (chain.error ?? 'the chain is broken')}
            </Badge>
          )}
          <Button
            needs="trader"
            busy={busy}
            icon={<ShieldCheck size={14} aria-hidden="true" />}
            onClick={() => void verify()}
          >
            Verify chain
          </Button>
          <Button
            needs="owner"
            icon={<Download size={14} aria-hidden="true" />}
            onClick={() =>
              void download('/api/audit/export')
                .then(response => saveAnswer(response, 'audit.jsonl'))
                .catch((error: unknown) => toast.error('The export failed', error))
            }
          >
            Whole log
          </Button>
        </>
      }
    >
      <DataTable
        id="audit"
        title="Events"
        columns={columns}
        rows={list.rows}
        rowKey={row => String(row.sequence)}
        mode="server"
        total={list.total}
        onEnd={list.onEnd}
        loadAll={list.loadAll}
        error={list.query.error}
        onRetry={() => void list.query.refetch()}
        request={request}
        onRequest={change}
        onOpen={row => show(String(row.sequence))}
        empty={<Empty>The first event appears here as soon as something is done.</Empty>}
      />
      {open !== undefined && (
        <Dialog title={`Event ${open.sequence}: ${open.kind}`} onClose={() => show()} wide>
          <dl className={styles.facts}>
            <dt>Time</dt>
            <dd>{dateTime(open.time, true)}</dd>
            <dt>Actor</dt>
            <dd>{open.actor}</dd>
            <dt>Hash</dt>
            <dd>
              <code>{open.hash}</code>
            </dd>
          </dl>
          <pre className={styles.json}>{JSON.stringify(open.data, null, 2)}</pre>
        </Dialog>
      )}
    </Screen>
  );
}
