import { type PointerEvent, useRef } from 'react';
import { cx } from '../cx';
import styles from './DataTable.module.css';
import type { LayoutChange } from './layout';
import { pressSort } from './request';
import type { Column, TableRequest } from './types';

interface Props<R> {
  column: Column<R>;
  first: boolean;
  width: number;
  request: TableRequest;
  onRequest: (change: Partial<TableRequest>) => void;
  filtering: boolean;
  change: (step: LayoutChange) => void;
}

/** A column's head: sorts (Shift adds), moves by dragging, resizes at its edge. The Columns dialog does all three with buttons. */
export function HeaderCell<R>({ column, first, width, request, onRequest, filtering, change }: Props<R>) {
  const at = request.sort.findIndex(by => by.id === column.id);
  const by = request.sort[at];
  const sortable = column.sortable !== false;
  const start = useRef<{ x: number; width: number } | null>(null);

  const onPointerMove = (event: PointerEvent) => {
    if (start.current !== null)
      change({ do: 'width', id: column.id, width: start.current.width + event.clientX - start.current.x });
  };
  const title = (
    <>
      <span className={styles.name}>{column.header}</span>
      {column.unit !== undefined && <span className={styles.unit}>{column.unit}</span>}
      {by !== undefined && (
        <span className={styles.sort} aria-hidden="true">
          {by.descending ? '↓' : '↑'}
          {request.sort.length > 1 ? at + 1 : ''}
        </span>
      )}
    </>
  );
  return (
    <th
      scope="col"
      title={column.help}
      aria-sort={by === undefined ? (sortable ? 'none' : undefined) : by.descending ? 'descending' : 'ascending'}
      className={cx(styles.th, first && styles.first, (column.numeric || column.align === 'right') && styles.right)}
      draggable={start.current === null}
      onDragStart={event => event.dataTransfer.setData('text/x-column', column.id)}
      onDragOver={event => {
        if (event.dataTransfer.types.includes('text/x-column')) event.preventDefault();
      }}
      onDrop={event => {
        const id = event.dataTransfer.getData('text/x-column');
        if (id !== '' && id !== column.id) change({ do: 'place', id, before: column.id });
      }}
    >
      {sortable ? (
        <button
          type="button"
          className={styles.headButton}
          onClick={event => onRequest({ sort: pressSort(request.sort, column.id, event.shiftKey) })}
        >
          {title}
        </button>
      ) : (
        <span className={styles.headButton}>{title}</span>
      )}
      <span
        className={styles.resize}
        aria-hidden="true"
        onPointerDown={event => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          start.current = { x: event.clientX, width };
        }}
        onPointerMove={onPointerMove}
        onPointerUp={() => (start.current = null)}
        onDoubleClick={() => change({ do: 'width', id: column.id, width: column.width ?? 132 })}
      />
      {filtering && column.filterable !== false && (
        <FilterBox
          column={column}
          value={request.filters[column.id] ?? ''}
          onChange={text => onRequest({ filters: { [column.id]: text } })}
        />
      )}
      {filtering && column.filterable === false && <span className={styles.filterGap} />}
    </th>
  );
}

function FilterBox<R>({
  column,
  value,
  onChange,
}: {
  column: Column<R>;
  value: string;
  onChange: (text: string) => void;
}) {
  const label = `Filter ${column.header}`;
  return column.choices !== undefined ? (
    <select className={styles.filter} aria-label={label} value={value} onChange={event => onChange(event.target.value)}>
      <option value="">all</option>
      {column.choices.map(choice => (
        <option key={choice} value={choice}>
          {choice}
        </option>
      ))}
    </select>
  ) : (
    <input
      className={styles.filter}
      aria-label={label}
      placeholder={column.numeric ? '> 0' : ''}
      title={column.numeric ? 'A bound or a range: >5, <=0.1, 1..2' : 'Part of the text; =exactly, !not'}
      value={value}
      onChange={event => onChange(event.target.value)}
    />
  );
}
