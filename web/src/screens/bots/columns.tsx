import { type Bot, languageName } from '@/api/bots';
import { count, drawdown, ratio } from '@/format/number';
import { Age } from '@/ui/Age';
import { Badge } from '@/ui/Badge';
import type { Column } from '@/ui/table';
import styles from './Bots.module.css';

/** What the table of bots shows. */
export const botColumns: Column<Bot>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 200,
    value: row => row.name,
    cell: row => (
      <span className={styles.name} title={row.description}>
        {row.name}
        {row.hasDraft && <Badge tone="accent">draft</Badge>}
        {row.shared && <Badge>shared</Badge>}
      </span>
    ),
    card: 'title',
  },
  {
    id: 'language',
    header: 'Language',
    width: 104,
    value: row => languageName(row.language),
    choices: ['C#', 'TypeScript', 'YAML'],
    card: 'line',
  },
  {
    id: 'version',
    header: 'Version',
    width: 104,
    value: row => row.latest?.version ?? null,
    cell: row =>
      row.latest === null ? '—' : [row.latest.version, row.latest.label].filter(it => it !== '').join(' · '),
    card: 'value',
  },
  {
    id: 'tags',
    header: 'Tags',
    width: 128,
    sortable: false,
    value: row => row.tags.join(', '),
    cell: row => row.tags.map(tag => <Badge key={tag}>{tag}</Badge>),
  },
  {
    id: 'instruments',
    header: 'Instruments',
    width: 144,
    sortable: false,
    value: row => [row.instruments.join(', '), row.timeframe].join(' ').trim(),
    card: 'line',
  },
  {
    id: 'sharpe',
    header: 'Best Sharpe',
    help: 'Of its best stored run',
    numeric: true,
    width: 104,
    filterable: false,
    value: row => row.best?.sharpe ?? null,
    cell: row => (
      <span title={row.best === null ? undefined : `run ${row.best.run}, version ${row.best.version}`}>
        {ratio(row.best?.sharpe ?? null)}
      </span>
    ),
  },
  {
    id: 'maxDrawdown',
    header: 'Max DD',
    unit: '%',
    help: 'Of its best stored run',
    numeric: true,
    width: 88,
    filterable: false,
    value: row => row.best?.maxDrawdown ?? null,
    cell: row => drawdown(row.best?.maxDrawdown ?? null, { unit: false }),
  },
  {
    id: 'deployments',
    header: 'Deployments',
    numeric: true,
    width: 104,
    filterable: false,
    value: row => row.deployments,
    cell: row => count(row.deployments),
  },
  { id: 'owner', header: 'Owner', width: 96, hidden: true, value: row => row.owner },
  {
    id: 'edited',
    header: 'Edited',
    numeric: true,
    width: 88,
    filterable: false,
    value: row => row.edited,
    cell: row => <Age at={row.edited} suffix=" ago" />,
  },
];
