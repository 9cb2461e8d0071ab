import { type MouseEvent, type ReactNode, memo } from 'react';
import { cx } from '../cx';
import styles from './DataTable.module.css';
import type { Column } from './types';

interface Props<R> {
  index: number;
  row: R;
  columns: Column<R>[];
  active: boolean;
  selected?: boolean;
  opens: boolean;
  onSelect: (event: MouseEvent) => void;
  onActivate: () => void;
  actions?: (row: R) => ReactNode;
}

const isControl = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('button, a, input, select, [role=menu]') !== null;

function RowOf<R>({ index, row, columns, active, selected, opens, onSelect, onActivate, actions }: Props<R>) {
  return (
    // The keyboard's way to the same is Enter on the table: see Grid.
    <tr
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-active={active || undefined}
      className={cx(styles.row, opens && styles.opens)}
      onClick={event => {
        if (!isControl(event.target) && getSelection()?.isCollapsed !== false) onActivate();
      }}
    >
      {selected !== undefined && (
        <td className={cx(styles.td, styles.check)}>
          <input
            type="checkbox"
            aria-label={`Select row ${index + 1}`}
            checked={selected}
            onClick={onSelect}
            readOnly
          />
        </td>
      )}
      {columns.map((column, at) => {
        const value = column.value(row);
        const Cell = at === 0 ? 'th' : 'td';
        return (
          <Cell
            key={column.id}
            scope={at === 0 ? 'row' : undefined}
            className={cx(
              styles.td,
              at === 0 && styles.first,
              (column.numeric || column.align === 'right') && styles.right,
              column.align === 'center' && styles.centre,
            )}
          >
            {column.cell !== undefined
              ? column.cell(row)
              : value === null || value === undefined || value === ''
                ? '—'
                : value}
          </Cell>
        );
      })}
      {actions !== undefined && <td className={cx(styles.td, styles.actions)}>{actions(row)}</td>}
    </tr>
  );
}

/** One row; drawn again only when its own data, place or layout changed. */
export const Row = memo(
  RowOf,
  (a, b) =>
    a.row === b.row &&
    a.index === b.index &&
    a.columns === b.columns &&
    a.active === b.active &&
    a.selected === b.selected &&
    a.actions === b.actions,
) as typeof RowOf;
