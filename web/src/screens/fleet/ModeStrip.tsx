import { type FleetMode } from '@/api/fleet';
import { count, drawdown, money, percent } from '@/format/number';
import { ModeBadge } from '@/ui/Badge';
import { Delta } from '@/ui/Delta';
import { Flash } from '@/ui/Flash';
import { Kpi, KpiStrip } from '@/ui/Kpi';
import { StateMark } from '@/ui/StateMark';
import { Skeleton } from '@/ui/states';
import styles from './Fleet.module.css';

const change = (value: string | null, equity: string | null): number | null => {
  const before = Number(equity) - Number(value);
  return value === null || equity === null || !(before > 0) ? null : Number(value) / before;
};

/** The numbers of one kind of money. Live and paper never share a line. */
export function ModeStrip({ modes }: { modes: FleetMode[] }) {
  return modes.map(mode => (
    <KpiStrip
      key={`${mode.mode}/${mode.currency}`}
      label={`${mode.mode === 'live' ? 'Live' : 'Paper'} money`}
      lead={<ModeBadge mode={mode.mode} />}
    >
      <Kpi label={`Equity${mode.currency ? ` ${mode.currency}` : ''}`} large title={mode.equity}>
        <Flash value={mode.equity}>{money(mode.equity)}</Flash>
      </Kpi>
      <Kpi label="Today" sub={<Delta share={change(mode.today, mode.equity)} arrow={false} />}>
        <Flash value={mode.today}>
          <Delta value={mode.today} />
        </Flash>
      </Kpi>
      <Kpi label="7 days" sub={<Delta share={change(mode.d7, mode.equity)} arrow={false} />}>
        <Delta value={mode.d7} />
      </Kpi>
      <Kpi label="30 days" sub={<Delta share={change(mode.d30, mode.equity)} arrow={false} />}>
        <Delta value={mode.d30} />
      </Kpi>
      <Kpi label="Drawdown" sub={`at most ${drawdown(mode.drawdownMax)}`}>
        {drawdown(mode.drawdownNow)}
      </Kpi>
      <Kpi label="Exposure gross" sub={`net ${percent(mode.net, { signed: true })}`}>
        {percent(mode.gross)}
      </Kpi>
      <Kpi label="Open positions">{count(mode.openPositions)}</Kpi>
      <Kpi label="Deployments">
        <span className={styles.states}>
          <span title="running">
            <StateMark state="running" /> {mode.running}
          </span>
          <span title="paused">
            <StateMark state="paused" /> {mode.paused}
          </span>
          <span title="failed" className={mode.failed > 0 ? styles.crit : undefined}>
            <StateMark state={mode.failed > 0 ? 'failed' : 'stopped'} label="failed" /> {mode.failed}
          </span>
        </span>
      </Kpi>
    </KpiStrip>
  ));
}

export function ModeStripSkeleton() {
  return (
    <div className={styles.stripSkeleton}>
      <Skeleton rows={2} label="Loading the fleet's numbers" />
    </div>
  );
}
