import type { ReactNode } from 'react';
import styles from './Kpi.module.css';
import { cx } from './cx';

/** A row of numbers that belong together. */
export function KpiStrip({ label, lead, children }: { label: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.strip} aria-label={label}>
      {lead !== undefined && <div className={styles.lead}>{lead}</div>}
      <dl className={styles.list}>{children}</dl>
    </section>
  );
}

interface KpiProps {
  label: string;
  /** Below the number: the same in another measure. */
  sub?: ReactNode;
  large?: boolean;
  /** The exact value. */
  title?: string | null;
  children: ReactNode;
}

export function Kpi({ label, sub, large, title, children }: KpiProps) {
  return (
    <div className={styles.kpi}>
      <dt className={styles.label}>{label}</dt>
      <dd className={cx(styles.value, large && styles.large)} title={title ?? undefined}>
        {children}
      </dd>
      {sub !== undefined && <dd className={styles.sub}>{sub}</dd>}
    </div>
  );
}
