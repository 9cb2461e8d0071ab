import type { ReactNode } from 'react';
import styles from './Badge.module.css';
import { cx } from './cx';

export type Tone = 'plain' | 'ok' | 'warn' | 'crit' | 'accent';

/** A short word in a frame: a state, a count. `solid` only for LIVE. */
export function Badge({ tone = 'plain', solid, children }: { tone?: Tone; solid?: boolean; children: ReactNode }) {
  return <span className={cx(styles.badge, styles[tone], solid && styles.solid)}>{children}</span>;
}

/** Live or paper money, in the one place where capitals are allowed. */
export function ModeBadge({ mode }: { mode: 'live' | 'paper' | 'mixed' }) {
  return (
    <Badge tone={mode === 'live' ? 'crit' : 'warn'} solid={mode !== 'paper'}>
      {mode.toUpperCase()}
    </Badge>
  );
}
