import { type Decimal, percent, pnl, sign } from '@/format/number';
import { cx } from './cx';
import styles from './Delta.module.css';

function Arrow({ up }: { up: boolean }) {
  return (
    <svg viewBox="0 0 8 8" width="7" height="7" aria-hidden="true" className={styles.arrow}>
      <path d={up ? 'M4 1 L8 7 L0 7 Z' : 'M0 1 L8 1 L4 7 Z'} fill="currentColor" />
    </svg>
  );
}

interface Props {
  /** Profit or loss in quote money, as the server sent it. */
  value?: Decimal;
  /** Or a ratio, shown as percent. */
  share?: number | null;
  unit?: string;
  arrow?: boolean;
  /** Percent sign after a ratio; off where the column's header carries it. */
  percentSign?: boolean;
}

/** A gain or a loss: sign, arrow and colour together. Copying yields the full-precision number. */
export function Delta({ value, share, unit, arrow = true, percentSign = true }: Props) {
  const isShare = value === undefined;
  const direction = isShare ? sign(share, 4) : sign(value);
  const text = isShare ? percent(share, { signed: true, unit: percentSign }) : pnl(value);
  const exact = isShare ? (share === null || share === undefined ? undefined : String(share)) : (value ?? undefined);
  return (
    <span
      className={cx(styles.delta, direction > 0 && styles.up, direction < 0 && styles.down)}
      title={exact}
      data-copy={exact}
    >
      {arrow && direction !== 0 && <Arrow up={direction > 0} />}
      {text}
      {unit !== undefined && <span className={styles.unit}> {unit}</span>}
    </span>
  );
}
