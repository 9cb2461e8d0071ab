import { RotateCw } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { asApiError, errorReport } from '@/api/errors';
import { Button } from './Button';
import { CopyButton } from './CopyButton';
import styles from './states.module.css';
import { cx } from './cx';

/** Grey lines of the final shape, after 150 ms: what comes sooner never flickers. */
export function Skeleton({ rows = 4, height, label = 'Loading' }: { rows?: number; height?: number; label?: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div
      role="status"
      aria-label={label}
      className={cx(styles.skeleton, !late && styles.hidden)}
      style={height === undefined ? undefined : { height }}
    >
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className={styles.bone} style={{ width: `${92 - ((row * 23) % 40)}%` }} />
      ))}
    </div>
  );
}

/** One sentence on what would be here and the one button that makes it so. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p>{children}</p>
      {action}
    </div>
  );
}

interface ErrorProps {
  /** What failed: "The fleet", "Orders". */
  what: string;
  error: unknown;
  onRetry?: () => void;
}

/** What failed, the server's code and correlation id with Copy, and Retry. */
export function ErrorState({ what, error, onRetry }: ErrorProps) {
  const it = asApiError(error);
  return (
    <div className={styles.error} role="alert">
      <p className={styles.errorTitle}>{what} could not be shown</p>
      <p>{it.message}</p>
      <dl className={styles.facts}>
        <dt>Code</dt>
        <dd>{it.code}</dd>
        {it.correlationId !== null && (
          <>
            <dt>Correlation id</dt>
            <dd>{it.correlationId}</dd>
          </>
        )}
      </dl>
      <div className={styles.buttons}>
        {onRetry !== undefined && (
          <Button icon={<RotateCw size={14} aria-hidden="true" />} onClick={onRetry}>
            Retry
          </Button>
        )}
        <CopyButton text={errorReport(error)} />
      </div>
    </div>
  );
}
