import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { type Role, mayAct, useRole } from '@/state/session';
import styles from './Button.module.css';
import { cx } from './cx';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: 'default' | 'primary' | 'danger' | 'quiet';
  icon?: ReactNode;
  /** The least role that may do this; below it the button is disabled and says so. */
  needs?: Role;
  /** Icon only: `aria-label` is then required and shown as the tooltip. */
  square?: boolean;
  busy?: boolean;
}

export function Button({ kind = 'default', icon, needs, square, busy, children, className, title, ...rest }: Props) {
  const role = useRole();
  const refused = needs !== undefined && !mayAct(role, needs);
  const reason = refused ? `Needs the role ${needs}; yours is ${role ?? 'none'}` : undefined;
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      aria-disabled={refused || undefined}
      aria-busy={busy || undefined}
      title={reason ?? title ?? (square ? rest['aria-label'] : undefined)}
      onClick={refused ? event => event.preventDefault() : rest.onClick}
      className={cx(styles.button, styles[kind], square && styles.square, refused && styles.refused, className)}
    >
      {icon}
      {children}
      {refused && <span className="visually-hidden">({reason})</span>}
    </button>
  );
}
