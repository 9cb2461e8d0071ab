import type { ReactNode } from 'react';

export type CellValue = string | number | null | undefined;

/** One column. `value` is what sorting, filters, copying and export see: the plain number, in full precision. */
export interface Column<R> {
  id: string;
  header: string;
  /** Stands once, in the header. */
  unit?: string;
  help?: string;
  value: (row: R) => CellValue;
  cell?: (row: R) => ReactNode;
  /** Right-aligned and compared as a number. */
  numeric?: boolean;
  align?: 'left' | 'right' | 'center';
  width?: number;
  sortable?: boolean;
  filterable?: boolean;
  /** A short list of values to choose from instead of text. */
  choices?: readonly string[];
  /** Hidden until brought out. */
  hidden?: boolean;
  /** Where it stands on a phone's card; the rest is in the part that opens. */
  card?: 'title' | 'value' | 'line' | 'never';
}

export interface SortBy {
  id: string;
  descending: boolean;
}

/** What a table is asked for, as its address says it. */
export interface TableRequest {
  sort: SortBy[];
  filters: Record<string, string>;
  /** Over all columns. */
  text: string;
}
