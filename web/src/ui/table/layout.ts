import { useCallback, useMemo } from 'react';
import { type TableLayout, setTableLayout, usePreferences } from '@/state/preferences';
import type { Column } from './types';

/** Columns in the person's order; those the layout does not know keep their own place behind their neighbour. */
export function orderColumns<R>(columns: readonly Column<R>[], order: readonly string[] = []): Column<R>[] {
  const result = columns.filter(column => order.includes(column.id));
  result.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  columns.forEach((column, index) => {
    if (order.includes(column.id)) return;
    const before = columns[index - 1];
    const at = before === undefined ? 0 : result.indexOf(before) + 1;
    result.splice(at, 0, column);
  });
  return result;
}

export const isShown = <R>(column: Column<R>, layout: TableLayout): boolean =>
  column.hidden === true
    ? (layout.shown?.includes(column.id) ?? false)
    : !(layout.hidden?.includes(column.id) ?? false);

export type LayoutChange =
  | { do: 'show' | 'hide'; id: string }
  | { do: 'move'; id: string; by: number }
  | { do: 'place'; id: string; before: string }
  | { do: 'width'; id: string; width: number }
  | { do: 'reset' };

const without = (list: readonly string[] | undefined, id: string): string[] => (list ?? []).filter(it => it !== id);

export function changeLayout<R>(layout: TableLayout, columns: readonly Column<R>[], change: LayoutChange): TableLayout {
  switch (change.do) {
    case 'reset':
      return {};
    case 'width':
      return {
        ...layout,
        widths: { ...layout.widths, [change.id]: Math.round(Math.max(48, Math.min(800, change.width))) },
      };
    case 'show':
      return {
        ...layout,
        hidden: without(layout.hidden, change.id),
        shown: [...without(layout.shown, change.id), change.id],
      };
    case 'hide':
      return {
        ...layout,
        shown: without(layout.shown, change.id),
        hidden: [...without(layout.hidden, change.id), change.id],
      };
    case 'move':
    case 'place': {
      const ids = orderColumns(columns, layout.order).map(column => column.id);
      const from = ids.indexOf(change.id);
      if (from < 0) return layout;
      const rest = ids.filter(id => id !== change.id);
      const to =
        change.do === 'move' ? Math.max(0, Math.min(rest.length, from + change.by)) : rest.indexOf(change.before);
      if (to < 0) return layout;
      return { ...layout, order: [...rest.slice(0, to), change.id, ...rest.slice(to)] };
    }
  }
}

const none: TableLayout = {};
const standard = (column: Column<never>): number => column.width ?? (column.numeric ? 96 : 132);

/** A table's columns as this person laid them out, kept under the table's name. */
export function useLayout<R>(table: string, columns: readonly Column<R>[]) {
  const layout = usePreferences(state => state.value.tables[table] ?? none);
  const change = useCallback(
    (step: LayoutChange) => {
      const current = usePreferences.getState().value.tables[table] ?? none;
      setTableLayout(table, changeLayout(current, columns, step));
    },
    [table, columns],
  );
  return useMemo(() => {
    const ordered = orderColumns(columns, layout.order);
    const shown = ordered.filter(column => isShown(column, layout));
    const width = (column: Column<R>) => layout.widths?.[column.id] ?? standard(column as Column<never>);
    return { layout, ordered, shown, width, change };
  }, [columns, layout, change]);
}
