import type { ReactNode } from 'react';
import styles from './ScrollBox.module.css';

/** What may be wider than its place: it scrolls by itself, by keyboard too. */
export function ScrollBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div className={styles.box} tabIndex={0} role="group" aria-label={label}>
      {children}
    </div>
  );
}
