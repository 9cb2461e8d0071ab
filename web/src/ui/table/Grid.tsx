import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react';
import { useShortcut } from '@/app/shortcuts/registry';
import { cx } from '../cx';
import styles from './DataTable.module.css';
import { HeaderCell } from './HeaderCell';
import { Row } from './Row';
import type { LayoutChange } from './layout';
import type { Column, TableRequest } from './types';
import { useWindow } from './useWindow';

interface Props<R> {
  label: string;
  columns: Column<R>[];
  width: (column: Column<R>) => number;
  change: (step: LayoutChange) => void;
  rows: R[];
  rowKey: (row: R) => string;
  rowHeight: number;
  request: TableRequest;
  onRequest: (change: Partial<TableRequest>) => void;
  filtering: boolean;
  total?: number;
  onEnd?: () => void;
  onOpen?: (row: R) => void;
  rowActions?: (row: R) => ReactNode;
  actionsWidth?: number;
  selected?: ReadonlySet<string>;
  onSelect: (keys: ReadonlySet<string>) => void;
  totals?: Partial<Record<string, ReactNode>>;
  maxRows?: number;
  nothing: ReactNode;
}

/** The table itself: a real one, of which only the rows in view exist. */
export function Grid<R>(props: Props<R>) {
  const { columns, width, rows, rowKey, rowHeight, selected, onSelect, rowActions, request, onRequest } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(-1);
  const anchor = useRef(-1);
  const { from, to } = useWindow(scroller, rows.length, rowHeight, props.onEnd);
  const head = 29 + (props.filtering ? 33 : 0);

  const goTo = (index: number) => {
    const at = Math.max(0, Math.min(rows.length - 1, index));
    setActive(at);
    const element = scroller.current;
    if (element === null) return;
    if (document.activeElement !== element) element.focus({ preventScroll: true });
    const top = at * rowHeight;
    const seen = element.clientHeight - head;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + seen) element.scrollTop = top + rowHeight - seen;
  };
  const toggle = (index: number, range: boolean) => {
    const row = rows[index];
    if (row === undefined || selected === undefined) return;
    const next = new Set(selected);
    const on = !next.has(rowKey(row));
    const [first, last] = range && anchor.current >= 0 ? [anchor.current, index].sort((a, b) => a - b) : [index, index];
    for (const each of rows.slice(first, (last as number) + 1)) {
      if (on) next.add(rowKey(each));
      else next.delete(rowKey(each));
    }
    anchor.current = index;
    onSelect(next);
  };
  const open = (index: number) => {
    const row = rows[index];
    if (row !== undefined) props.onOpen?.(row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return;
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - head) / rowHeight) - 1);
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    if (to !== undefined) goTo(to);
    else if (event.key === 'Enter') open(active);
    else if (event.key === ' ' && selected !== undefined) toggle(active, event.shiftKey);
    else return;
    event.preventDefault();
  };
  useShortcut('j', 'Next row', 'Tables', () => goTo(active + 1));
  useShortcut('k', 'Previous row', 'Tables', () => goTo(active - 1));

  const all = selected !== undefined && rows.length > 0 && rows.every(row => selected.has(rowKey(row)));
  const span = columns.length + (selected === undefined ? 0 : 1) + (rowActions === undefined ? 0 : 1);
  const limit = props.maxRows === undefined ? undefined : props.maxRows * rowHeight + head + 2;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- rows are walked with the arrow keys
    <div
      ref={scroller}
      className={cx(styles.scroller, limit === undefined && styles.fill)}
      style={{ maxHeight: limit, scrollPaddingTop: head }}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- rows are walked with the arrow keys
      tabIndex={0}
      role="group"
      aria-label={`${props.label}: rows`}
      onKeyDown={onKeyDown}
    >
      <table className={styles.table} aria-rowcount={(props.total ?? rows.length) + 1} aria-label={props.label}>
        <colgroup>
          {selected !== undefined && <col style={{ width: 32 }} />}
          {columns.map(column => (
            <col key={column.id} style={{ width: width(column) }} />
          ))}
          {rowActions !== undefined && <col style={{ width: props.actionsWidth ?? 96 }} />}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {selected !== undefined && (
              <th scope="col" className={cx(styles.th, styles.check)}>
                <input
                  type="checkbox"
                  aria-label="Select all rows"
                  checked={all}
                  onChange={() => onSelect(new Set(all ? [] : rows.map(rowKey)))}
                />
              </th>
            )}
            {columns.map((column, index) => (
              <HeaderCell
                key={column.id}
                column={column}
                first={index === 0}
                width={width(column)}
                request={request}
                onRequest={onRequest}
                filtering={props.filtering}
                change={props.change}
              />
            ))}
            {rowActions !== undefined && (
              <th scope="col" className={cx(styles.th, styles.actions)}>
                <span className="visually-hidden">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {from > 0 && <Spacer height={from * rowHeight} span={span} />}
          {rows.slice(from, to).map((row, offset) => (
            <Row
              key={rowKey(row)}
              index={from + offset}
              row={row}
              columns={columns}
              active={from + offset === active}
              selected={selected?.has(rowKey(row))}
              opens={props.onOpen !== undefined}
              onSelect={(event: MouseEvent) => toggle(from + offset, event.shiftKey)}
              onActivate={() => {
                setActive(from + offset);
                open(from + offset);
              }}
              actions={rowActions}
            />
          ))}
          {to < rows.length && <Spacer height={(rows.length - to) * rowHeight} span={span} />}
        </tbody>
        {props.totals !== undefined && (
          <tfoot>
            <tr>
              {selected !== undefined && <td className={styles.foot} />}
              {columns.map(column => (
                <td key={column.id} className={cx(styles.foot, column.numeric && styles.right)}>
                  {props.totals?.[column.id]}
                </td>
              ))}
              {rowActions !== undefined && <td className={styles.foot} />}
            </tr>
          </tfoot>
        )}
      </table>
      {rows.length === 0 && props.nothing}
    </div>
  );
}

function Spacer({ height, span }: { height: number; span: number }) {
  return (
    <tr aria-hidden="true" style={{ height }}>
      <td colSpan={span} className={styles.spacer} />
    </tr>
  );
}
