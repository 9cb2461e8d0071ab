import { ChevronDown } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './Cards.module.css';
import type { Column } from './types';

interface Props<R> {
  columns: Column<R>[];
  rows: R[];
  rowKey: (row: R) => string;
  onOpen?: (row: R) => void;
  rowActions?: (row: R) => ReactNode;
  onEnd?: () => void;
}

const content = <R,>(column: Column<R>, row: R): ReactNode => {
  const value = column.value(row);
  return column.cell !== undefined
    ? column.cell(row)
    : value === null || value === undefined || value === ''
      ? '—'
      : value;
};

/** A table on a phone: name and result, then what matters; the rest opens. The browser skips cards out of sight. */
export function Cards<R>({ columns, rows, rowKey, onOpen, rowActions, onEnd }: Props<R>) {
  const title = columns.find(column => column.card === 'title') ?? columns[0];
  const value = columns.find(column => column.card === 'value');
  const lines = columns.filter(column => column.card === 'line');
  const rest = columns.filter(column => column.card === undefined && column !== title);
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (end.current === null || onEnd === undefined) return undefined;
    const observer = new IntersectionObserver(entries => {
      if (entries.some(entry => entry.isIntersecting)) onEnd();
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [onEnd, rows.length]);
  return (
    <ul className={styles.cards}>
      {rows.map(row => (
        <li key={rowKey(row)} className={styles.card}>
          <details>
            <summary className={styles.summary}>
              <span className={styles.title}>{title && content(title, row)}</span>
              <span className={styles.value}>{value && content(value, row)}</span>
              <span className={styles.line}>
                {lines
                  .filter(column => column.value(row) !== null)
                  .map(column => (
                    <span key={column.id}>
                      <span className="visually-hidden">{column.header} </span>
                      {content(column, row)}
                    </span>
                  ))}
              </span>
              <ChevronDown size={16} aria-hidden="true" className={styles.chevron} />
            </summary>
            <dl className={styles.rest}>
              {rest.map(column => (
                <div key={column.id}>
                  <dt>{column.unit === undefined ? column.header : `${column.header} ${column.unit}`}</dt>
                  <dd>{content(column, row)}</dd>
                </div>
              ))}
            </dl>
            <div className={styles.actions}>
              {onOpen !== undefined && (
                <button type="button" className={styles.open} onClick={() => onOpen(row)}>
                  Open
                </button>
              )}
              {rowActions?.(row)}
            </div>
          </details>
        </li>
      ))}
      <li ref={end} aria-hidden="true" />
    </ul>
  );
}
