import { Columns3, Download, Filter } from 'lucide-react';
import { type ReactNode, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useShortcut } from '@/app/shortcuts/registry';
import { count } from '@/format/number';
import { useDensity } from '@/state/density';
import { Button } from '../Button';
import { Menu, MenuWatch } from '../Menu';
import { Panel } from '../Panel';
import { Empty, ErrorState, Skeleton } from '../states';
import { toast } from '../toast';
import { usePhone } from '../useMedia';
import { Cards } from './Cards';
import { ColumnsDialog } from './ColumnsDialog';
import styles from './DataTable.module.css';
import { Grid } from './Grid';
import { saveRows } from './export';
import { useLayout } from './layout';
import { processRows } from './request';
import type { Column, TableRequest } from './types';

export interface DataTableProps<R> {
  /** Unique in the app: layouts are kept under it. */
  id: string;
  title: ReactNode;
  columns: readonly Column<R>[];
  /** Undefined while loading. Keep the array stable between renders. */
  rows: readonly R[] | undefined;
  rowKey: (row: R) => string;
  /** What the table is asked for and how that changes: `useTableSearch`. */
  request: TableRequest;
  onRequest: (change: Partial<TableRequest>) => void;
  /** `server`: the rows come sorted and filtered, page by page; `client`: all are here. */
  mode?: 'client' | 'server';
  total?: number | null;
  onEnd?: () => void;
  /** Every row of the filtered set, for export; the rows here where it is not given. */
  loadAll?: () => Promise<readonly R[]>;
  error?: unknown;
  onRetry?: () => void;
  staleSince?: number | null;
  empty: ReactNode;
  onOpen?: (row: R) => void;
  rowActions?: (row: R) => ReactNode;
  /** Width of the actions' column. */
  actionsWidth?: number;
  /** Gives rows a check box, and this bar while some are checked. */
  bulk?: (keys: string[], clear: () => void) => ReactNode;
  /** Column totals from the server. */
  totals?: Partial<Record<string, ReactNode>>;
  actions?: ReactNode;
  note?: ReactNode;
  /** Rows in sight before it scrolls by itself; without it the table fills its place. */
  maxRows?: number;
  className?: string;
}

const noKeys: ReadonlySet<string> = new Set();

/** The one table of the app: virtual rows, and all that section 4 of the design asks of tables. */
export function DataTable<R>(props: DataTableProps<R>) {
  const { id, columns, rowKey, request, onRequest, mode = 'client', bulk, loadAll } = props;
  // Hundreds of rows that change at once are drawn bit by bit between frames; what a hand does comes first.
  const newest = useDeferredValue(props.rows);
  // A row whose menu is open stays where it is: new ones would push it, and the menu with it, out of sight.
  const [held, setHeld] = useState<typeof newest>(undefined);
  const latest = useRef(newest);
  useEffect(() => {
    latest.current = newest;
  });
  const watchMenus = useCallback((isOpen: boolean) => setHeld(isOpen ? latest.current : undefined), []);
  const rows = held ?? newest;
  const phone = usePhone();
  const rowHeight = useDensity();
  const { shown, ordered, layout, width, change } = useLayout(id, columns);
  const [filtering, setFiltering] = useState(() => Object.keys(request.filters).length > 0);
  const [choosing, setChoosing] = useState(false);
  const [selected, setSelected] = useState<ReadonlySet<string>>(noKeys);
  const search = useRef<HTMLInputElement>(null);
  const done = useMemo(
    () => (rows === undefined ? undefined : mode === 'client' ? processRows(rows, columns, request) : (rows as R[])),
    [rows, columns, request, mode],
  );
  const save = useCallback(
    async (format: 'csv' | 'json') => {
      try {
        const all = mode === 'server' && loadAll !== undefined ? await loadAll() : (done ?? []);
        saveRows(id, format, all, shown);
      } catch (error) {
        toast.error('The export failed', error);
      }
    },
    [mode, loadAll, done, id, shown],
  );
  useShortcut('/', 'Filter the table', 'Tables', () => search.current?.focus());
  useShortcut('e', 'Export as CSV', 'Tables', () => void save('csv'));

  const total = mode === 'client' ? rows?.length : (props.total ?? undefined);
  const filtered = mode === 'client' && done !== undefined && rows !== undefined && done.length !== rows.length;
  const number =
    total === undefined || total === null ? '' : filtered ? `${count(done.length)} of ${count(total)}` : count(total);
  const isFiltered = request.text !== '' || Object.values(request.filters).some(text => text !== '');
  const chosen = useMemo(() => [...selected], [selected]);
  const clear = useCallback(() => setSelected(noKeys), []);

  const actions = (
    <>
      {props.actions}
      <input
        ref={search}
        type="search"
        className={styles.search}
        placeholder="Filter   /"
        aria-label={`Filter ${typeof props.title === 'string' ? props.title.toLowerCase() : 'rows'}`}
        value={request.text}
        onChange={event => onRequest({ text: event.target.value })}
        onKeyDown={event => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      {!phone && (
        <Button
          kind="quiet"
          square
          aria-label="Filter by column"
          aria-pressed={filtering}
          icon={<Filter size={14} aria-hidden="true" />}
          onClick={() => setFiltering(!filtering)}
        />
      )}
      {!phone && (
        <Button
          kind="quiet"
          square
          aria-label="Columns"
          icon={<Columns3 size={14} aria-hidden="true" />}
          onClick={() => setChoosing(true)}
        />
      )}
      <Menu
        label="Export"
        kind="quiet"
        square
        icon={<Download size={14} aria-hidden="true" />}
        items={[
          { label: 'CSV of all rows', onSelect: () => void save('csv') },
          { label: 'JSON of all rows', onSelect: () => void save('json') },
        ]}
      />
    </>
  );

  return (
    <Panel
      title={props.title}
      note={
        <>
          {number} {props.note}
        </>
      }
      actions={actions}
      staleSince={done === undefined ? null : props.staleSince}
      flush
      className={props.className}
    >
      {bulk !== undefined && chosen.length > 0 && (
        <div className={styles.bulk} role="toolbar" aria-label="Selected rows">
          <span>{count(chosen.length)} selected</span>
          {bulk(chosen, clear)}
          <Button kind="quiet" onClick={clear}>
            Clear
          </Button>
        </div>
      )}
      {done === undefined ? (
        props.error !== undefined && props.error !== null ? (
          <ErrorState
            what={typeof props.title === 'string' ? props.title : 'The list'}
            error={props.error}
            onRetry={props.onRetry}
          />
        ) : (
          <Skeleton rows={8} label={`Loading ${typeof props.title === 'string' ? props.title.toLowerCase() : ''}`} />
        )
      ) : done.length === 0 && !isFiltered ? (
        props.empty
      ) : done.length === 0 && phone ? (
        <Nothing onClear={() => onRequest(cleared(request))} />
      ) : (
        <MenuWatch value={watchMenus}>
          {phone ? (
            <Cards
              columns={ordered}
              rows={done}
              rowKey={rowKey}
              onOpen={props.onOpen}
              rowActions={props.rowActions}
              onEnd={props.onEnd}
            />
          ) : (
            <Grid
              label={typeof props.title === 'string' ? props.title : id}
              columns={shown}
              width={width}
              change={change}
              rows={done}
              rowKey={rowKey}
              rowHeight={rowHeight}
              request={request}
              onRequest={onRequest}
              filtering={filtering}
              total={total ?? undefined}
              onEnd={props.onEnd}
              onOpen={props.onOpen}
              rowActions={props.rowActions}
              actionsWidth={props.actionsWidth}
              selected={bulk === undefined ? undefined : selected}
              onSelect={setSelected}
              totals={props.totals}
              maxRows={props.maxRows}
              nothing={<Nothing onClear={() => onRequest(cleared(request))} />}
            />
          )}
        </MenuWatch>
      )}
      {choosing && (
        <ColumnsDialog
          columns={ordered}
          layout={layout}
          width={width}
          change={change}
          onClose={() => setChoosing(false)}
        />
      )}
    </Panel>
  );
}

const cleared = (request: TableRequest): Partial<TableRequest> => ({
  text: '',
  filters: Object.fromEntries(Object.keys(request.filters).map(id => [id, ''])),
});

function Nothing({ onClear }: { onClear: () => void }) {
  return <Empty action={<Button onClick={onClear}>Clear the filter</Button>}>No row fits the filter.</Empty>;
}
