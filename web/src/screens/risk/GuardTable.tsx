import type { ReactNode } from 'react';
import type { Guard } from '@/api/risk';
import { useNow } from '@/state/now';
import { Age } from '@/ui/Age';
import { ScrollBox } from '@/ui/ScrollBox';
import { type Mark, StateMark } from '@/ui/StateMark';
import { leftOf, spoken, stateOf, valueOf } from './guards';
import styles from './Risk.module.css';

const marks: Record<Guard['state'], { mark: Mark; label: string }> = {
  ok: { mark: 'ok', label: 'ok' },
  tripped: { mark: 'warn', label: 'tripped' },
  off: { mark: 'stopped', label: 'not running' },
  unread: { mark: 'starting', label: 'not known yet' },
};

interface Props {
  guards: Guard[];
  /** A deployment's name, e.g. as a link to it. */
  name: (guard: Guard) => ReactNode;
}

/** Guards and limits of deployments with how each stands: its limit, what is held against it, whether it blocks and for how long. */
export function GuardTable({ guards, name }: Props) {
  const now = useNow();
  return (
    <>
      <p className="visually-hidden" role="status">
        {spoken(guards, now)}
      </p>
      <ScrollBox label="Guards">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Deployment</th>
              <th scope="col">Rule</th>
              <th scope="col" className={styles.number}>
                Limit
              </th>
              <th scope="col" className={styles.number}>
                Now
              </th>
              <th scope="col">State</th>
              <th scope="col" className={styles.number}>
                Left
              </th>
              <th scope="col" className={styles.number}>
                Last tripped
              </th>
            </tr>
          </thead>
          <tbody>
            {guards.map((guard, at) => {
              const { mark, label } = marks[stateOf(guard, now)];
              return (
                <tr key={`${guard.deployment}/${guard.rule}/${guard.instrument ?? ''}/${at}`}>
                  <th scope="row">
                    {name(guard)}
                    {guard.instrument !== null && <span className={styles.instrument}>{guard.instrument}</span>}
                  </th>
                  <td className={styles.rule}>
                    <code>{guard.rule}</code>
                  </td>
                  <td className={styles.number}>{valueOf(guard.threshold, guard)}</td>
                  <td className={styles.number}>{valueOf(guard.current, guard)}</td>
                  <td>
                    <StateMark state={mark} label={label} text />
                  </td>
                  <td className={styles.number}>{leftOf(guard, now)}</td>
                  <td className={styles.number}>
                    {guard.tripped === null ? '—' : <Age at={guard.tripped} suffix=" ago" />}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}
