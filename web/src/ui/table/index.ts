export { DataTable, type DataTableProps } from './DataTable';
export { toApiQuery, useTableSearch } from './useTableSearch';
export type { Column, TableRequest } from './types';
