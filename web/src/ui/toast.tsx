import { X } from 'lucide-react';
import { useEffect } from 'react';
import { create } from 'zustand';
import { asApiError, errorReport } from '@/api/errors';
import { Button } from './Button';
import { CopyButton } from './CopyButton';
import styles from './toast.module.css';
import { cx } from './cx';

interface Toast {
  id: number;
  kind: 'ok' | 'error' | 'undo' | 'info';
  text: string;
  detail?: string;
  report?: string;
  undo?: () => void;
}

const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));
let next = 1;

function show(toast: Omit<Toast, 'id'>): void {
  const id = next++;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-4), { ...toast, id }] }));
}
const dismiss = (id: number): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter(toast => toast.id !== id) }));

export const toast = {
  ok: (text: string, detail?: string) => show({ kind: 'ok', text, detail }),
  info: (text: string, detail?: string) => show({ kind: 'info', text, detail }),
  /** Stays until it is dismissed. */
  error: (text: string, error: unknown) =>
    show({ kind: 'error', text, detail: asApiError(error).message, report: errorReport(error) }),
  /** Confirm level 1: done already, and for 8 s one press takes it back. */
  undo: (text: string, undo: () => void) => show({ kind: 'undo', text, undo }),
};

function Item({ toast: it }: { toast: Toast }) {
  useEffect(() => {
    if (it.kind === 'error') return undefined;
    const timer = setTimeout(() => dismiss(it.id), it.kind === 'undo' ? 8000 : 5000);
    return () => clearTimeout(timer);
  }, [it]);
  return (
    <li className={cx(styles.toast, styles[it.kind])}>
      <div className={styles.text} role={it.kind === 'error' ? 'alert' : 'status'}>
        <strong>{it.text}</strong>
        {it.detail !== undefined && <span>{it.detail}</span>}
      </div>
      {it.report !== undefined && <CopyButton text={it.report} />}
      {it.undo !== undefined && (
        <Button
          onClick={() => {
            it.undo?.();
            dismiss(it.id);
          }}
        >
          Undo
        </Button>
      )}
      <Button
        kind="quiet"
        square
        aria-label="Dismiss"
        onClick={() => dismiss(it.id)}
        icon={<X size={14} aria-hidden="true" />}
      />
    </li>
  );
}

/** Shows the toasts; once in the app. */
export function ToastHost() {
  const toasts = useToasts(state => state.toasts);
  return (
    <section aria-label="Notices">
      <ol className={styles.host}>
        {toasts.map(it => (
          <Item key={it.id} toast={it} />
        ))}
      </ol>
    </section>
  );
}
