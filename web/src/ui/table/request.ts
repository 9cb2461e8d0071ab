import type { CellValue, Column, SortBy, TableRequest } from './types';

/** `-created,name` and back. */
export const parseSort = (text: string | undefined): SortBy[] =>
  (text ?? '')
    .split(',')
    .filter(part => part.length > 0 && part !== '-')
    .map(part => (part.startsWith('-') ? { id: part.slice(1), descending: true } : { id: part, descending: false }));

export const formatSort = (sort: SortBy[]): string => sort.map(by => (by.descending ? '-' : '') + by.id).join(',');

/** A press on a header: first down (newest, largest first), then up, then off; with Shift it joins the others. */
export function pressSort(sort: SortBy[], id: string, add: boolean): SortBy[] {
  const now = sort.find(by => by.id === id);
  const next: SortBy[] =
    now === undefined ? [{ id, descending: true }] : now.descending ? [{ id, descending: false }] : [];
  if (!add) return next;
  const at = sort.findIndex(by => by.id === id);
  return at < 0 ? [...sort, ...next] : [...sort.slice(0, at), ...next, ...sort.slice(at + 1)];
}

const number = (value: CellValue): number | null => {
  if (value === null || value === undefined || value === '') return null;
  const it = Number(value);
  return Number.isNaN(it) ? null : it;
};

function compare(a: CellValue, b: CellValue, numeric: boolean): number {
  if (numeric) {
    const [x, y] = [number(a), number(b)];
    return x === null || y === null ? 0 : x - y;
  }
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}

const isAbsent = (value: CellValue, numeric: boolean): boolean =>
  value === null || value === undefined || (numeric && number(value) === null);

/** `>5`, `<=0.1`, `1..2`, `=word`, `!word`; anything else is part of the text, whatever its case. */
export function matchesFilter(value: CellValue, filter: string): boolean {
  const text = filter.trim();
  if (text === '') return true;
  const range = /^(-?[\d.]+)\.\.(-?[\d.]+)$/.exec(text);
  const bound = /^(>=|<=|>|<)\s*(-?[\d.]+)$/.exec(text);
  const it = number(value);
  if (range !== null) return it !== null && it >= Number(range[1]) && it <= Number(range[2]);
  if (bound !== null) {
    const limit = Number(bound[2]);
    if (it === null) return false;
    switch (bound[1]) {
      case '>':
        return it > limit;
      case '>=':
        return it >= limit;
      case '<':
        return it < limit;
      default:
        return it <= limit;
    }
  }
  const own = String(value ?? '').toLowerCase();
  if (text.startsWith('=')) return own === text.slice(1).trim().toLowerCase();
  if (text.startsWith('!')) return !own.includes(text.slice(1).trim().toLowerCase());
  return own.includes(text.toLowerCase());
}

/** Sorts and filters in the browser, for lists that are all here. What has no value comes last either way. */
export function processRows<R>(rows: readonly R[], columns: readonly Column<R>[], request: TableRequest): R[] {
  const byId = new Map(columns.map(column => [column.id, column]));
  const filters = Object.entries(request.filters).filter(([id, text]) => text !== '' && byId.has(id));
  const words = request.text.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = rows.filter(
    row =>
      filters.every(([id, text]) => matchesFilter(byId.get(id)?.value(row), text)) &&
      words.every(word =>
        columns.some(column =>
          String(column.value(row) ?? '')
            .toLowerCase()
            .includes(word),
        ),
      ),
  );
  const order = request.sort.flatMap(by => {
    const column = byId.get(by.id);
    return column === undefined ? [] : [{ column, factor: by.descending ? -1 : 1 }];
  });
  if (order.length === 0) return kept;
  return kept.sort((a, b) => {
    for (const { column, factor } of order) {
      const [x, y] = [column.value(a), column.value(b)];
      const numeric = column.numeric === true;
      const [noX, noY] = [isAbsent(x, numeric), isAbsent(y, numeric)];
      if (noX !== noY) return noX ? 1 : -1;
      const result = noX ? 0 : compare(x, y, numeric) * factor;
      if (result !== 0) return result;
    }
    return 0;
  });
}

/**
 * A request as query parameters of a list of the API, of the table's own columns alone: the address may still hold what
 * another tab's table was asked for.
 */
export function toColumnQuery<R>(request: TableRequest, columns: readonly Column<R>[]): Record<string, string> {
  const ids = new Set(columns.map(column => column.id));
  const sort = request.sort.filter(by => ids.has(by.id));
  return {
    ...Object.fromEntries(Object.entries(request.filters).filter(([id, text]) => ids.has(id) && text !== '')),
    ...(request.text === '' ? {} : { q: request.text }),
    ...(sort.length === 0 ? {} : { sort: formatSort(sort) }),
  };
}

const cell = (value: CellValue): string => {
  const text = value === null || value === undefined ? '' : String(value);
  // A leading = + - @ is a formula to a spreadsheet; numbers stay numbers.
  const safe = /^[=+\-@\t]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export function toCsv<R>(rows: readonly R[], columns: readonly Column<R>[]): string {
  const head = columns.map(column => cell(column.unit ? `${column.header} (${column.unit})` : column.header));
  const lines = rows.map(row => columns.map(column => cell(column.value(row))).join(','));
  return `${[head.join(','), ...lines].join('\r\n')}\r\n`;
}

export const toJson = <R>(rows: readonly R[], columns: readonly Column<R>[]): string =>
  JSON.stringify(
    rows.map(row => Object.fromEntries(columns.map(column => [column.id, column.value(row) ?? null]))),
    null,
    1,
  );
