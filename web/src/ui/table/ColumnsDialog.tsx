import { ArrowDown, ArrowUp, Minus, Plus } from 'lucide-react';
import type { TableLayout } from '@/state/preferences';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import styles from './ColumnsDialog.module.css';
import { type LayoutChange, isShown } from './layout';
import type { Column } from './types';

interface Props<R> {
  columns: Column<R>[];
  layout: TableLayout;
  width: (column: Column<R>) => number;
  change: (step: LayoutChange) => void;
  onClose: () => void;
}

/** Shows, hides, moves and sizes columns: the buttons' way to what dragging does. */
export function ColumnsDialog<R>({ columns, layout, width, change, onClose }: Props<R>) {
  return (
    <Dialog
      title="Columns"
      onClose={onClose}
      footer={
        <>
          <Button onClick={() => change({ do: 'reset' })}>Reset</Button>
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <ul className={styles.list}>
        {columns.map((column, index) => {
          const name = column.unit === undefined ? column.header : `${column.header} (${column.unit})`;
          const shown = isShown(column, layout);
          return (
            <li key={column.id} className={styles.item}>
              <label className={styles.name}>
                <input
                  type="checkbox"
                  checked={shown}
                  onChange={() => change({ do: shown ? 'hide' : 'show', id: column.id })}
                />
                {name || column.id}
              </label>
              <span className={styles.width}>{width(column)} px</span>
              <Button
                kind="quiet"
                square
                aria-label={`Narrower: ${name}`}
                icon={<Minus size={14} aria-hidden="true" />}
                onClick={() => change({ do: 'width', id: column.id, width: width(column) - 16 })}
              />
              <Button
                kind="quiet"
                square
                aria-label={`Wider: ${name}`}
                icon={<Plus size={14} aria-hidden="true" />}
                onClick={() => change({ do: 'width', id: column.id, width: width(column) + 16 })}
              />
              <Button
                kind="quiet"
                square
                aria-label={`Earlier: ${name}`}
                disabled={index === 0}
                icon={<ArrowUp size={14} aria-hidden="true" />}
                onClick={() => change({ do: 'move', id: column.id, by: -1 })}
              />
              <Button
                kind="quiet"
                square
                aria-label={`Later: ${name}`}
                disabled={index === columns.length - 1}
                icon={<ArrowDown size={14} aria-hidden="true" />}
                onClick={() => change({ do: 'move', id: column.id, by: 1 })}
              />
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
