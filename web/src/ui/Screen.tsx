import { type ReactNode, useEffect } from 'react';
import styles from './Screen.module.css';
import { cx } from './cx';

interface Props {
  title: string;
  /** The heading where it is more than the title: a name with badges. */
  heading?: ReactNode;
  actions?: ReactNode;
  /** The title is read out and names the tab but is not drawn: Fleet begins with its numbers. */
  bare?: boolean;
  /** Fills the height: its last child scrolls, not the page. */
  fill?: boolean;
  children: ReactNode;
}

/** A screen: the one h1, the tab's title, panels with 8 px between them. */
export function Screen({ title, heading, actions, bare, fill, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Argosy`;
  }, [title]);
  return (
    <div className={cx(styles.screen, fill && styles.fill)}>
      {bare ? (
        <h1 className="visually-hidden">{title}</h1>
      ) : (
        <header className={styles.header}>
          <h1 className={styles.title}>{heading ?? title}</h1>
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </div>
  );
}
