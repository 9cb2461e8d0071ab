import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { defaults, usePreferences } from '@/state/preferences';
import { show } from '@/testing/render';
import { useState } from 'react';
import { Menu } from '../Menu';
import { DataTable } from './DataTable';
import type { Column, TableRequest } from './types';

interface Row {
  id: string;
  pnl: string;
}
const columns: Column<Row>[] = [
  { id: 'id', header: 'Id', value: row => row.id },
  { id: 'pnl', header: 'PnL', unit: 'USDT', numeric: true, value: row => row.pnl },
];
const many: Row[] = Array.from({ length: 100_000 }, (_, i) => ({ id: `row-${i}`, pnl: String(i % 97) }));

function Table({ rows, onOpen, onEnd }: { rows: Row[] | undefined; onOpen?: (row: Row) => void; onEnd?: () => void }) {
  const [request, setRequest] = useState<TableRequest>({ sort: [], filters: {}, text: '' });
  return (
    <DataTable
      id="test"
      title="Rows"
      columns={columns}
      rows={rows}
      rowKey={row => row.id}
      request={request}
      onRequest={change =>
        setRequest(before => ({ ...before, ...change, filters: { ...before.filters, ...change.filters } }))
      }
      onOpen={onOpen}
      onEnd={onEnd}
      bulk={keys => <span>bulk {keys.join(',')}</span>}
      empty={<p>nothing yet</p>}
    />
  );
}
const bodyRows = () =>
  screen
    .getAllByRole('row')
    .filter(row => row.getAttribute('aria-rowindex') !== '1' && row.getAttribute('aria-hidden') === null);

beforeEach(() => usePreferences.setState({ value: defaults }));

describe('DataTable', () => {
  it('draws a few dozen of 100,000 rows and says how many there are', () => {
    show(<Table rows={many} />);
    expect(bodyRows().length).toBeLessThan(80);
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('100001');
    expect(screen.getByText(/100,000/)).toBeDefined();
  });

  it('sorts by a press on the header and says so', () => {
    show(<Table rows={many.slice(0, 120)} />);
    fireEvent.click(screen.getByRole('button', { name: /PnL/ }));
    expect(screen.getByRole('columnheader', { name: /PnL/ }).getAttribute('aria-sort')).toBe('descending');
    expect(bodyRows()[0]?.textContent).toContain('96');
  });

  it('filters by text, and tells a filter that hides all from a list that is empty', () => {
    show(<Table rows={many.slice(0, 30)} />);
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'row-29' } });
    expect(bodyRows().length).toBe(1);
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'nowhere' } });
    fireEvent.click(screen.getByRole('button', { name: 'Clear the filter' }));
    expect(bodyRows().length).toBe(30);
  });

  it('is empty, or loading', () => {
    const { rerender } = show(<Table rows={[]} />);
    expect(screen.getByText('nothing yet')).toBeDefined();
    rerender(<Table rows={undefined} />);
    expect(screen.getByRole('status', { name: /Loading/ })).toBeDefined();
  });

  it('is walked, selected and opened by keys alone', () => {
    const open = vi.fn();
    show(<Table rows={many.slice(0, 20)} onOpen={open} />);
    const rows = screen.getByRole('group', { name: 'Rows: rows' });
    rows.focus();
    for (const key of ['ArrowDown', 'ArrowDown', ' ', 'Enter']) fireEvent.keyDown(rows, { key });
    expect(screen.getByText('bulk row-1')).toBeDefined();
    expect(open).toHaveBeenCalledExactlyOnceWith(many[1]);
  });

  it('selects a range with Shift', () => {
    show(<Table rows={many.slice(0, 20)} />);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select row 2' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select row 4' }), { shiftKey: true });
    expect(screen.getByText('bulk row-1,row-2,row-3')).toBeDefined();
  });

  it('asks for the next page when its last rows are in view', () => {
    const end = vi.fn();
    show(<Table rows={many.slice(0, 10)} onEnd={end} />);
    expect(end).toHaveBeenCalled();
  });

  it('keeps its rows while a menu of one is open, and takes the newest when it is closed', () => {
    const Newest = ({ rows }: { rows: Row[] }) => (
      <DataTable
        id="test"
        title="Rows"
        columns={columns}
        rows={rows}
        rowKey={row => row.id}
        request={{ sort: [], filters: {}, text: '' }}
        onRequest={() => {}}
        rowActions={row => <Menu label={`Actions for ${row.id}`} square items={[{ label: 'Why', onSelect() {} }]} />}
        empty={<p>nothing yet</p>}
      />
    );
    const first = () => bodyRows()[0]?.textContent;
    const toggle = (newState: 'open' | 'closed') =>
      fireEvent(
        screen.getAllByRole('menu', { hidden: true })[1] as Element,
        Object.assign(new Event('toggle'), { newState }),
      );
    const { rerender } = show(<Newest rows={many.slice(5, 20)} />);
    expect(first()).toContain('row-5');
    toggle('open');
    rerender(<Newest rows={many.slice(2, 20)} />);
    expect(first()).toContain('row-5');
    toggle('closed');
    expect(first()).toContain('row-2');
  });
});
