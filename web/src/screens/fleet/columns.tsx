import type { DeploymentRow } from '@/api/fleet';
import { drawdown, money, percent } from '@/format/number';
import { Age } from '@/ui/Age';
import { ModeBadge } from '@/ui/Badge';
import { Delta } from '@/ui/Delta';
import { Flash } from '@/ui/Flash';
import { Sparkline } from '@/ui/Sparkline';
import { type Mark, StateMark } from '@/ui/StateMark';
import type { Column } from '@/ui/table';
import styles from './Fleet.module.css';

const marks: Record<DeploymentRow['state'], Mark> = {
  starting: 'starting',
  running: 'running',
  paused: 'paused',
  closing: 'paused',
  waiting: 'starting',
  stopped: 'stopped',
  disabled: 'disabled',
};

export const deploymentColumns: Column<DeploymentRow>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 160,
    value: row => row.name,
    cell: row => (
      <span className={styles.name}>
        <StateMark state={row.error === null ? marks[row.state] : 'failed'} label={row.error ?? row.state} />
        <span className={styles.cut}>{row.name}</span>
      </span>
    ),
    card: 'title',
  },
  { id: 'state', header: 'State', width: 80, value: row => row.state, choices: Object.keys(marks), hidden: true },
  {
    id: 'bot',
    header: 'Bot',
    width: 124,
    value: row => (row.bot ? `${row.bot} ${row.version ?? ''}`.trim() : row.strategy),
  },
  { id: 'venue', header: 'Venue', width: 100, value: row => row.account || row.venue },
  {
    id: 'instruments',
    header: 'Instruments',
    width: 118,
    value: row => `${row.instruments.join(', ')} ${row.timeframe}`,
    card: 'line',
  },
  {
    id: 'mode',
    header: 'Mode',
    width: 66,
    value: row => row.mode,
    choices: ['live', 'paper'],
    cell: row => <ModeBadge mode={row.mode} />,
    card: 'line',
  },
  {
    id: 'week',
    header: '7 days',
    width: 80,
    sortable: false,
    filterable: false,
    value: row => row.sparkline.at(-1) ?? null,
    cell: row => <Sparkline values={row.sparkline} label={`Equity of ${row.name} over 7 days`} />,
  },
  {
    id: 'today',
    header: 'Today',
    numeric: true,
    width: 92,
    value: row => row.todayPnl,
    cell: row => (
      <Flash value={row.todayPnl}>
        <Delta value={row.todayPnl} />
      </Flash>
    ),
    card: 'value',
  },
  {
    id: 'total',
    header: 'Total',
    numeric: true,
    width: 112,
    hidden: true,
    value: row => row.totalPnl,
    cell: row => <Delta value={row.totalPnl} />,
  },
  {
    id: 'return',
    header: 'Total',
    unit: '%',
    numeric: true,
    width: 84,
    value: row => row.totalReturn,
    cell: row => <Delta share={row.totalReturn} percentSign={false} />,
  },
  {
    id: 'drawdown',
    header: 'Max DD',
    unit: '%',
    help: 'Largest fall from the peak of equity',
    numeric: true,
    width: 78,
    value: row => row.maxDrawdown,
    cell: row => drawdown(row.maxDrawdown, { unit: false }),
  },
  {
    id: 'win',
    header: 'Win',
    unit: '%',
    help: 'Share of the trades that ended with a profit',
    numeric: true,
    width: 62,
    value: row => row.winRate,
    cell: row => percent(row.winRate, { unit: false }),
  },
  {
    id: 'last',
    header: 'Last order',
    numeric: true,
    width: 78,
    value: row => row.lastOrder,
    cell: row => <Age at={row.lastOrder} />,
    card: 'line',
  },
  { id: 'free', header: 'Free', numeric: true, width: 88, value: row => row.free, cell: row => money(row.free) },
  { id: 'guard', header: 'Guard', width: 84, value: row => row.guard ?? 'ok' },
];
