import { Link } from '@tanstack/react-router';
import type { Attention, Fleet } from '@/api/fleet';
import { Age } from '@/ui/Age';
import { Panel } from '@/ui/Panel';
import { StateMark } from '@/ui/StateMark';
import styles from './Fleet.module.css';

const rank = (severity: string): number =>
  severity.startsWith('crit') || severity === 'error' ? 0 : severity.startsWith('warn') ? 1 : 2;

/** What needs a person, the worst and oldest first. */
export function AttentionList({ items, fleet }: { items: Attention[]; fleet: Fleet }) {
  const names = new Map(fleet.deployments.map(row => [row.id, row.name]));
  const sorted = [...items].sort((a, b) => rank(a.severity) - rank(b.severity) || (a.since ?? 0) - (b.since ?? 0));
  return (
    <Panel title="Attention" note={items.length} flush className={styles.attention}>
      <ul className={styles.attentionList} aria-live="polite">
        {sorted.map(item => (
          <li key={`${item.kind}/${item.deployment}/${item.account}/${item.since}`} className={styles.attentionItem}>
            <StateMark state={rank(item.severity) === 0 ? 'bad' : 'warn'} label={item.severity} />
            <span className={styles.attentionText}>
              {(item.deployment ?? item.account) !== null && (
                <strong>
                  {item.deployment === null
                    ? item.account
                    : (names.get(item.deployment) ?? `deployment ${item.deployment}`)}{' '}
                </strong>
              )}
              {item.message}
            </span>
            <span className={styles.dim}>{item.since !== null && <Age at={item.since} suffix=" ago" />}</span>
            {item.deployment !== null ? (
              <Link className={styles.open} to="/deployments/$id" params={{ id: String(item.deployment) }}>
                Open
              </Link>
            ) : (
              <Link className={styles.open} to={item.account === null ? '/health' : '/accounts'}>
                Open
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
