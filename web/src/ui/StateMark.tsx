import styles from './StateMark.module.css';
import { cx } from './cx';

export type Mark = 'running' | 'paused' | 'stopped' | 'disabled' | 'starting' | 'failed' | 'ok' | 'warn' | 'bad';

const shapes: Record<Mark, { tone: string; path: string }> = {
  running: { tone: 'ok', path: 'M6 2 A4 4 0 1 1 5.99 2 Z' },
  ok: { tone: 'ok', path: 'M6 2 A4 4 0 1 1 5.99 2 Z' },
  paused: { tone: 'warn', path: 'M3 2 H5 V10 H3 Z M7 2 H9 V10 H7 Z' },
  warn: { tone: 'warn', path: 'M6 1.5 L11 10.5 H1 Z' },
  stopped: { tone: 'plain', path: 'M2.5 2.5 H9.5 V9.5 H2.5 Z' },
  disabled: { tone: 'crit', path: 'M2 3.4 3.4 2 6 4.6 8.6 2 10 3.4 7.4 6 10 8.6 8.6 10 6 7.4 3.4 10 2 8.6 4.6 6 Z' },
  failed: { tone: 'crit', path: 'M2 3.4 3.4 2 6 4.6 8.6 2 10 3.4 7.4 6 10 8.6 8.6 10 6 7.4 3.4 10 2 8.6 4.6 6 Z' },
  bad: { tone: 'crit', path: 'M2 3.4 3.4 2 6 4.6 8.6 2 10 3.4 7.4 6 10 8.6 8.6 10 6 7.4 3.4 10 2 8.6 4.6 6 Z' },
  starting: { tone: 'accent', path: 'M6 2 A4 4 0 0 1 6 10 Z' },
};

/** A state as shape and colour, with its word for who cannot see either. */
export function StateMark({ state, label, text }: { state: Mark; label?: string; text?: boolean }) {
  const shape = shapes[state];
  return (
    <span className={cx(styles.mark, styles[shape.tone])} title={label ?? state}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d={shape.path} fill="currentColor" />
      </svg>
      <span className={text ? styles.text : 'visually-hidden'}>{label ?? state}</span>
    </span>
  );
}
