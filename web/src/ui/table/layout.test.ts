import { describe, expect, it } from 'vitest';
import { changeLayout, isShown, orderColumns } from './layout';
import type { Column } from './types';
import { rowsInView } from './useWindow';

const column = (id: string, hidden = false): Column<never> => ({ id, header: id, value: () => null, hidden });
const columns = [column('a'), column('b'), column('c', true), column('d')];
const ids = (list: Column<never>[]) => list.map(it => it.id).join('');

describe('layout', () => {
  it('moves columns, and keeps the place of those it does not know', () => {
    const moved = changeLayout({}, columns, { do: 'move', id: 'd', by: -2 });
    expect(ids(orderColumns(columns, moved.order))).toBe('adbc');
    const placed = changeLayout(moved, columns, { do: 'place', id: 'c', before: 'a' });
    expect(ids(orderColumns(columns, placed.order))).toBe('cadb');
    const more = [...columns, column('e')];
    expect(ids(orderColumns(more, ['d', 'a', 'b', 'c']))).toBe('deabc');
    expect(ids(orderColumns(columns, ['gone', 'b', 'a']))).toBe('bcda');
  });

  it('shows and hides, also what is hidden from the start', () => {
    const shown = changeLayout({}, columns, { do: 'show', id: 'c' });
    expect(columns.map(it => isShown(it, shown))).toEqual([true, true, true, true]);
    const hidden = changeLayout(shown, columns, { do: 'hide', id: 'a' });
    expect(columns.map(it => isShown(it, hidden))).toEqual([false, true, true, true]);
    expect(columns.map(it => isShown(it, changeLayout(hidden, columns, { do: 'reset' })))).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  it('keeps widths within reason', () => {
    expect(changeLayout({}, columns, { do: 'width', id: 'a', width: 3 }).widths).toEqual({ a: 48 });
    expect(changeLayout({}, columns, { do: 'width', id: 'a', width: 120.4 }).widths).toEqual({ a: 120 });
  });
});

describe('rowsInView', () => {
  it('draws what is seen and a few around, whatever the length', () => {
    expect(rowsInView(0, 280, 28, 100_000)).toEqual({ from: 0, to: 22 });
    expect(rowsInView(28_000, 280, 28, 100_000)).toEqual({ from: 988, to: 1022 });
    expect(rowsInView(99_999 * 28, 280, 28, 100_000).to).toBe(100_000);
    expect(rowsInView(5_000, 280, 28, 10)).toEqual({ from: 0, to: 10 });
  });
});
