import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Pause, Play, Square, SquareDashed, Zap } from 'lucide-react';
import { useDeployment } from '@/api/trading';
import { useLink } from '@/live/status';
import { askDeployment, mayRunNow } from '@/screens/fleet/RowActions';
import { OrderTable } from '@/screens/orders/OrderTable';
import { TradeTable } from '@/screens/trades/TradeTable';
import { Badge, ModeBadge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Screen } from '@/ui/Screen';
import { Segmented } from '@/ui/Segmented';
import { ErrorState, Skeleton } from '@/ui/states';
import { BotCard } from './BotCard';
import { BotChart } from './BotChart';
import { BotLog } from './BotLog';
import { BotPlots } from './BotPlots';
import { BotSettings } from './BotSettings';
import { BotStates } from './BotStates';
import { BotStatistics } from './BotStatistics';
import { FillTable } from './FillTable';
import { UpdateMenu } from './UpdateMenu';
import { askStop } from './stop';
import styles from './LiveBot.module.css';

const tabs = [
  { value: 'orders', label: 'Orders' },
  { value: 'fills', label: 'Fills' },
  { value: 'trades', label: 'Trades' },
  { value: 'plots', label: 'Plots' },
  { value: 'state', label: 'State' },
  { value: 'logs', label: 'Log' },
  { value: 'statistics', label: 'Statistics' },
  { value: 'settings', label: 'Settings' },
] as const;
type Tab = (typeof tabs)[number]['value'];

/** One deployment: its chart with orders and fills, what it holds, and what it did. */
export function LiveBotScreen() {
  const { id = '' } = useParams({ strict: false });
  const search: { tab?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const tab: Tab = tabs.find(it => it.value === search.tab)?.value ?? 'orders';
  const query = useDeployment(id);
  const lostAt = useLink(link => link.lostAt);
  if (query.data === undefined) {
    return (
      <Screen title={`Deployment ${id}`}>
        {query.isError ? (
          <ErrorState what={`Deployment ${id}`} error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton rows={12} />
        )}
      </Screen>
    );
  }
  const { row, spec } = query.data;
  const runs = row.state === 'running' || row.state === 'starting' || row.state === 'waiting';
  return (
    <Screen
      title={row.name}
      heading={
        <>
          <Link to="/deployments">Deployments</Link> / {row.name}
          <span className={styles.dim}>
            {row.botId != null ? (
              <Link to="/bots/$id/edit" params={{ id: String(row.botId) }}>
                {row.bot} {row.version}
              </Link>
            ) : row.bot === null || row.bot === row.name ? (
              row.strategy
            ) : (
              `${row.bot} ${row.version ?? ''}`
            )}{' '}
            · {row.account ?? row.venue} · {row.instruments.join(', ')} {row.timeframe}
          </span>
          <Badge tone={row.error !== null ? 'crit' : row.state === 'running' ? 'ok' : 'plain'}>{row.state}</Badge>
          <ModeBadge mode={row.mode} />
        </>
      }
      actions={
        <>
          {runs && (
            <Button
              needs="trader"
              icon={<Pause size={14} aria-hidden="true" />}
              onClick={() => askDeployment(row, 'pause')}
            >
              Pause entries
            </Button>
          )}
          {row.state === 'paused' && (
            <Button
              needs="trader"
              icon={<Play size={14} aria-hidden="true" />}
              onClick={() => askDeployment(row, 'resume')}
            >
              Resume
            </Button>
          )}
          {(row.state === 'stopped' || row.state === 'disabled') && (
            <Button
              needs="trader"
              kind="primary"
              icon={<Play size={14} aria-hidden="true" />}
              onClick={() => askDeployment(row, 'start')}
            >
              Start
            </Button>
          )}
          {mayRunNow(row) && (
            <Button
              needs="trader"
              icon={<Zap size={14} aria-hidden="true" />}
              onClick={() => askDeployment(row, 'run-now')}
            >
              Run now
            </Button>
          )}
          <UpdateMenu row={row} />
          {row.state !== 'stopped' && (
            <Button needs="trader" icon={<Square size={14} aria-hidden="true" />} onClick={() => askStop(row)}>
              Stop
            </Button>
          )}
          <Button
            needs="trader"
            kind="danger"
            icon={<SquareDashed size={14} aria-hidden="true" />}
            onClick={() => askDeployment(row, 'flatten')}
          >
            Flatten
          </Button>
        </>
      }
    >
      {row.error !== null && (
        <p className={styles.error} role="alert">
          {row.error}
        </p>
      )}
      <div className={styles.split}>
        <BotChart detail={query.data} />
        <BotCard row={row} isPerpetual={spec.margin != null} staleSince={lostAt} />
      </div>
      <div className={styles.tabs}>
        <Segmented<Tab>
          label="Part of the deployment"
          value={tab}
          options={tabs}
          onChange={value =>
            void navigate({ to: '.', search: (before: object) => ({ ...before, tab: value }), replace: true })
          }
        />
      </div>
      {tab === 'orders' && <OrderTable deployment={id} maxRows={14} />}
      {tab === 'fills' && <FillTable deployment={id} />}
      {tab === 'trades' && <TradeTable deployment={id} maxRows={14} />}
      {tab === 'plots' && <BotPlots id={id} />}
      {tab === 'state' && <BotStates id={id} />}
      {tab === 'logs' && <BotLog id={id} />}
      {tab === 'statistics' && <BotStatistics id={id} />}
      {tab === 'settings' && <BotSettings detail={query.data} />}
    </Screen>
  );
}
