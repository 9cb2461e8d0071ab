import type { SeriesRow } from '@/api/lab';
import { count } from '@/format/number';
import styles from './Data.module.css';

/** Where there are candles and where not, over the whole length of a series. */
export function CoverageBar({ series }: { series: SeriesRow }) {
  const { first, last, coverage, gaps, bars } = series;
  if (first === null || last === null || last <= first) return <>—</>;
  const span = last - first;
  const share = bars + gaps.missing === 0 ? 1 : bars / (bars + gaps.missing);
  const label = `${count(gaps.missing)} candles missing`;
  return (
    <svg className={styles.coverage} viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={label}>
      <title>{label}</title>
      <rect width="100" height="8" className={styles.missing} />
      {coverage === null ? (
        <rect width={share * 100} height="8" className={styles.present} />
      ) : (
        coverage.map(([from, to]) => (
          <rect
            key={from}
            x={((from - first) / span) * 100}
            width={Math.max(0.3, ((Math.min(to, last) - from) / span) * 100)}
            height="8"
            className={styles.present}
          />
        ))
      )}
    </svg>
  );
}
