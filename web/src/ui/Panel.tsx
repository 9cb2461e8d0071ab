import { type ReactNode, useId } from 'react';
import { clock } from '@/format/time';
import { age } from '@/format/time';
import { useNow } from '@/state/now';
import { ErrorBoundary } from './ErrorBoundary';
import styles from './Panel.module.css';
import { cx } from './cx';

export interface PanelProps {
  title: ReactNode;
  /** Shown beside the title: a count, a state. */
  note?: ReactNode;
  actions?: ReactNode;
  /** When the data was last known to be true, where it no longer is: the header turns warn and says so. */
  staleSince?: number | null;
  /** No padding: tables and charts reach the edge. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}

/** A titled region. What fails inside it leaves the rest of the page alive. */
export function Panel({ title, note, actions, staleSince, flush, className, children }: PanelProps) {
  const id = useId();
  const stale = staleSince !== null && staleSince !== undefined;
  return (
    <section className={cx(styles.panel, stale && styles.stale, className)} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {note !== undefined && <span className={styles.note}>{note}</span>}
        {stale && <StaleNote since={staleSince} />}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={cx(styles.body, flush && styles.flush, stale && styles.greyed)}>
        <ErrorBoundary>{children}</ErrorBoundary>
      </div>
    </section>
  );
}

function StaleNote({ since }: { since: number }) {
  const now = useNow();
  return (
    <span className={styles.staleNote} role="status">
      last update {clock(since)}, {age(since, now)} ago
    </span>
  );
}
