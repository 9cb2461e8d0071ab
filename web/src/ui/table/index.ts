export { DataTable, type DataTableProps } from './DataTable';
export { toColumnQuery } from './request';
export { useTableSearch } from './useTableSearch';
export type { Column, TableRequest } from './types';
