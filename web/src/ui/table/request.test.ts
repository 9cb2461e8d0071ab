import { describe, expect, it } from 'vitest';
import { formatSort, matchesFilter, parseSort, pressSort, processRows, toColumnQuery, toCsv, toJson } from './request';
import type { Column } from './types';

interface Row {
  name: string;
  pnl: string | null;
  side: string;
}
const rows: Row[] = [
  { name: 'b', pnl: '-2.5', side: 'buy' },
  { name: 'a10', pnl: '10', side: 'sell' },
  { name: 'a9', pnl: null, side: 'buy' },
  { name: 'c', pnl: '9.75', side: 'buy' },
];
const columns: Column<Row>[] = [
  { id: 'name', header: 'Name', value: row => row.name },
  { id: 'pnl', header: 'PnL', unit: 'USDT', numeric: true, value: row => row.pnl },
  { id: 'side', header: 'Side', value: row => row.side },
];
const ask = (change: object) => ({ sort: [], filters: {}, text: '', ...change });
const names = (result: Row[]) => result.map(row => row.name).join(' ');

describe('sort', () => {
  it('reads and writes -created,name', () => {
    expect(parseSort('-created,name')).toEqual([
      { id: 'created', descending: true },
      { id: 'name', descending: false },
    ]);
    expect(formatSort(parseSort('-created,name'))).toBe('-created,name');
    expect(parseSort(undefined)).toEqual([]);
    expect(parseSort('-,')).toEqual([]);
  });

  it('goes down, up, off at each press; with Shift it joins the others in their place', () => {
    const down = pressSort([], 'pnl', false);
    expect(formatSort(down)).toBe('-pnl');
    expect(formatSort(pressSort(down, 'pnl', false))).toBe('pnl');
    expect(pressSort(pressSort(down, 'pnl', false), 'pnl', false)).toEqual([]);
    expect(formatSort(pressSort(down, 'name', true))).toBe('-pnl,-name');
    expect(formatSort(pressSort(parseSort('-pnl,-name'), 'pnl', true))).toBe('pnl,-name');
    expect(formatSort(pressSort(parseSort('-pnl,-name'), 'side', false))).toBe('-side');
  });

  it('compares numbers as numbers and puts what is missing last either way', () => {
    expect(names(processRows(rows, columns, ask({ sort: parseSort('-pnl') })))).toBe('a10 c b a9');
    expect(names(processRows(rows, columns, ask({ sort: parseSort('pnl') })))).toBe('b c a10 a9');
    expect(names(processRows(rows, columns, ask({ sort: parseSort('name') })))).toBe('a9 a10 b c');
    expect(names(processRows(rows, columns, ask({ sort: parseSort('side,-pnl') })))).toBe('c b a9 a10');
  });

  it('leaves the rows it was given as they are', () => {
    processRows(rows, columns, ask({ sort: parseSort('name') }));
    expect(names(rows)).toBe('b a10 a9 c');
  });
});

describe('filters', () => {
  it.each([
    ['10', '>9', true],
    ['9', '>9', false],
    ['9', '>=9', true],
    ['-3', '<0', true],
    ['1.5', '1..2', true],
    ['2.5', '1..2', false],
    [null, '>0', false],
    ['BTC/USDT', 'btc', true],
    ['BTC/USDT', '=btc', false],
    ['btc', '=BTC', true],
    ['ETH', '!btc', true],
    ['anything', '', true],
  ])('%s under %s: %s', (value, filter, expected) => {
    expect(matchesFilter(value, filter)).toBe(expected);
  });

  it('need every column to agree, and every word to be somewhere', () => {
    expect(names(processRows(rows, columns, ask({ filters: { side: 'buy', pnl: '>0' } })))).toBe('c');
    expect(names(processRows(rows, columns, ask({ text: 'a sell' })))).toBe('a10');
    expect(names(processRows(rows, columns, ask({ filters: { unknown: 'x' } })))).toBe('b a10 a9 c');
  });
});

describe('export', () => {
  it('writes plain numbers, quotes what needs it, and defuses formulas', () => {
    const evil: Row[] = [
      { name: '=HYPERLINK("x")', pnl: '-2.500', side: 'a,b' },
      { name: 'say "hi"', pnl: null, side: '' },
    ];
    expect(toCsv(evil, columns)).toBe(
      'Name,PnL (USDT),Side\r\n"\'=HYPERLINK(""x"")",-2.500,"a,b"\r\n"say ""hi""",,\r\n',
    );
    expect(JSON.parse(toJson(evil, columns))[1]).toEqual({ name: 'say "hi"', pnl: null, side: '' });
  });
});

describe('what a list of the API is asked for', () => {
  it('is sort, words and filters of the own columns, without empty ones', () => {
    const sort = parseSort('-pnl,decisionTime,name');
    const filters = { side: 'buy', name: '', purpose: 'exit' };
    expect(toColumnQuery(ask({ sort, filters, text: 'a9' }), columns)).toEqual({
      side: 'buy',
      q: 'a9',
      sort: '-pnl,name',
    });
    expect(toColumnQuery(ask({}), columns)).toEqual({});
  });
});
