import { date } from '@/format/time';
import { saveFile } from '../saveFile';
import { toCsv, toJson } from './request';
import type { Column } from './types';

/** Hands rows to the browser as a file of the columns shown, numbers plain and in full precision. */
export function saveRows<R>(
  table: string,
  format: 'csv' | 'json',
  rows: readonly R[],
  columns: readonly Column<R>[],
): void {
  const text = format === 'csv' ? toCsv(rows, columns) : toJson(rows, columns);
  const type = format === 'csv' ? 'text/csv' : 'application/json';
  saveFile(new Blob([text], { type }), `argosy-${table}-${date(Date.now())}.${format}`);
}
