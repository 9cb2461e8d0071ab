import { Pin, Star } from 'lucide-react';
import { type RunRow, figure, moneyFigure } from '@/api/lab';
import { compact, count, percent, ratio } from '@/format/number';
import { date } from '@/format/time';
import { Age } from '@/ui/Age';
import { Badge } from '@/ui/Badge';
import { Delta } from '@/ui/Delta';
import type { Column } from '@/ui/table';
import styles from './Lab.module.css';

/** A column whose values are one figure of the result; the server sorts by its name. */
const numberColumn = (
  id: string,
  header: string,
  show: (value: number | null) => string,
  rest: Partial<Column<RunRow>> = {},
): Column<RunRow> => ({
  id,
  header,
  numeric: true,
  width: 84,
  filterable: false,
  value: row => figure(row.metrics, id),
  cell: row => show(figure(row.metrics, id)),
  ...rest,
});

const plainPercent = (value: number | null) => percent(value, { unit: false });

export const runName = (row: RunRow): string =>
  row.bot === null ? row.strategy : `${row.bot.name}@${row.bot.version}`;

/** Column ids are the field names the server sorts by. */
export const runColumns: Column<RunRow>[] = [
  {
    id: 'id',
    header: 'Run',
    numeric: true,
    width: 72,
    value: row => row.id,
    cell: row => (
      <span className={styles.number}>
        {row.star && <Star size={12} aria-label="starred" className={styles.star} />}
        {row.pinned && <Pin size={12} aria-label="baseline" />}
        {row.id}
      </span>
    ),
    filterable: false,
    card: 'line',
  },
  {
    id: 'strategy',
    header: 'Strategy',
    width: 156,
    value: runName,
    card: 'title',
  },
  {
    id: 'instrument',
    header: 'Instruments',
    width: 128,
    sortable: false,
    value: row => row.instruments.join(', '),
    card: 'line',
  },
  { id: 'timeframe', header: 'Timeframe', width: 84, value: row => row.timeframe, card: 'line' },
  {
    id: 'from',
    header: 'Range',
    width: 178,
    filterable: false,
    value: row => row.from,
    cell: row => `${date(row.from)} – ${date(row.to)}`,
  },
  {
    id: 'netProfit',
    header: 'Net profit',
    numeric: true,
    width: 112,
    hidden: true,
    filterable: false,
    value: row => moneyFigure(row.metrics, 'netProfit'),
    cell: row => <Delta value={moneyFigure(row.metrics, 'netProfit')} />,
  },
  numberColumn('totalReturn', 'Net', plainPercent, {
    unit: '%',
    width: 96,
    help: 'Total return over the whole range',
    cell: row => <Delta share={figure(row.metrics, 'totalReturn')} percentSign={false} />,
    card: 'value',
  }),
  numberColumn('cagr', 'CAGR', plainPercent, { unit: '%', help: 'Return a year, compounded' }),
  numberColumn('maxDrawdown', 'Max DD', plainPercent, { unit: '%', help: 'Largest fall from the peak of equity' }),
  numberColumn('sharpe', 'Sharpe', ratio),
  numberColumn('sortino', 'Sortino', ratio, { hidden: true }),
  numberColumn('calmar', 'Calmar', ratio, { hidden: true }),
  numberColumn('profitFactor', 'Profit factor', ratio, { width: 96 }),
  numberColumn('trades', 'Trades', count, { card: 'line' }),
  numberColumn('winRate', 'Win', plainPercent, { unit: '%', width: 72 }),
  numberColumn('exposure', 'Exposure', plainPercent, { unit: '%', hidden: true }),
  {
    id: 'fees',
    header: 'Fees',
    numeric: true,
    width: 96,
    hidden: true,
    filterable: false,
    value: row => moneyFigure(row.metrics, 'fees'),
  },
  {
    id: 'pathDependent',
    header: 'Ambiguous',
    unit: '%',
    help: 'Trades whose outcome hangs on the unknown path inside a candle',
    numeric: true,
    width: 104,
    filterable: false,
    value: row => row.pathDependent,
    cell: row => percent(row.pathDependent, { unit: false }),
  },
  {
    id: 'barsPerSecond',
    header: 'Speed',
    unit: 'candles/s',
    numeric: true,
    width: 120,
    hidden: true,
    filterable: false,
    value: row => row.barsPerSecond,
    cell: row => compact(row.barsPerSecond),
  },
  {
    id: 'tag',
    header: 'Tags',
    width: 120,
    sortable: false,
    value: row => row.tags.join(', '),
    cell: row => row.tags.map(tag => <Badge key={tag}>{tag}</Badge>),
  },
  { id: 'note', header: 'Note', width: 180, sortable: false, filterable: false, value: row => row.note },
  {
    id: 'created',
    header: 'Made',
    numeric: true,
    width: 80,
    filterable: false,
    value: row => row.created,
    cell: row => <Age at={row.created} />,
  },
];
