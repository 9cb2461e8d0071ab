import { type ReactNode, useEffect } from 'react';
import { Mark } from '@/app/shell/Mark';
import styles from './Door.module.css';
import { cx } from '@/ui/cx';

/** The page in front of the shell: the mark, one heading, one panel. */
export function Door({
  title,
  lead,
  wide,
  children,
}: {
  title: string;
  lead?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Argosy`;
  }, [title]);
  return (
    <main className={styles.page}>
      <div className={cx(styles.column, wide && styles.wide)}>
        <div className={styles.brand}>
          <Mark size={28} />
          <span>Argosy</span>
        </div>
        <section className={styles.panel}>
          <h1 className={styles.title}>{title}</h1>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
          {children}
        </section>
      </div>
    </main>
  );
}
