import type { HaltReport } from '@/api/risk';
import { StateMark } from '@/ui/StateMark';
import styles from './Stop.module.css';
import { byTrouble, left } from './stopState';

/** What is left on each account, trouble on top. */
export function StopReports({
  reports,
  flatten,
  isOver,
}: {
  reports: HaltReport[];
  flatten: boolean;
  isOver: boolean;
}) {
  const open = reports.filter(report => left(report, flatten).length > 0).length;
  return (
    <section aria-live="assertive">
      <p className={styles.verdict}>
        {reports.length === 0
          ? 'Entries are blocked. No account is open.'
          : open === 0
            ? 'Done: entries are blocked and nothing of ours is left to cancel.'
            : `${open} of ${reports.length} accounts ${isOver ? 'need you' : 'still at work'}`}
      </p>
      <ul className={styles.reports}>
        {byTrouble(reports, flatten).map(report => {
          const rest = left(report, flatten);
          return (
            <li key={report.account} className={styles.report}>
              <StateMark
                state={rest.length === 0 ? 'ok' : isOver ? 'bad' : 'starting'}
                label={rest.length === 0 ? 'done' : 'left'}
              />
              <span className={styles.account}>{report.account}</span>
              <span>{rest.length === 0 ? 'done' : rest.join('; ')}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
