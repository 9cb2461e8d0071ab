import { TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { type RunRow, figure, moneyFigure, useRunEquity, useRunResult } from '@/api/lab';
import { EquityChart, toEquityData } from '@/charts/EquityChart';
import { count, money, percent, ratio } from '@/format/number';
import { duration } from '@/format/time';
import { Delta } from '@/ui/Delta';
import { Kpi, KpiStrip } from '@/ui/Kpi';
import { Panel } from '@/ui/Panel';
import { QueryPanel } from '@/ui/QueryPanel';
import { Empty, Skeleton } from '@/ui/states';
import styles from './Lab.module.css';
import { MonthTable } from './MonthTable';
import { NoteField } from './NoteField';
import { columnsOf } from './months';

/** The figures, the curve, the months, and what a sceptic would point out. */
export function RunOverview({ id, row, onNote }: { id: string; row: RunRow; onNote: (note: string) => void }) {
  const equity = useRunEquity(id);
  const result = useRunResult(id);
  const data = useMemo(
    () => (equity.data === undefined ? undefined : toEquityData(columnsOf(equity.data.equity))),
    [equity.data],
  );
  const of = (name: string) => figure(row.metrics, name);
  const quote = row.instruments[0]?.split('/')[1] ?? '';
  const band = result.data?.band;
  return (
    <>
      <KpiStrip label="Figures">
        <Kpi label="Total return" large sub={<Delta value={moneyFigure(row.metrics, 'netProfit')} unit={quote} />}>
          <Delta share={of('totalReturn')} />
        </Kpi>
        <Kpi label="Buy and hold">
          <Delta share={of('buyAndHoldReturn')} />
        </Kpi>
        <Kpi label="CAGR">{percent(of('cagr'))}</Kpi>
        <Kpi
          label="Max drawdown"
          sub={of('maxDrawdownDays') === null ? undefined : `${ratio(of('maxDrawdownDays'))} days`}
        >
          {percent(of('maxDrawdown'))}
        </Kpi>
        <Kpi
          label="Sharpe"
          sub={of('deflatedSharpe') === null ? undefined : `deflated ${percent(of('deflatedSharpe'))}`}
        >
          {ratio(of('sharpe'))}
        </Kpi>
        <Kpi label="Sortino">{ratio(of('sortino'))}</Kpi>
        <Kpi label="Calmar">{ratio(of('calmar'))}</Kpi>
        <Kpi label="Profit factor">{ratio(of('profitFactor'))}</Kpi>
        <Kpi
          label="Trades"
          sub={of('avgTradeMinutes') === null ? undefined : `${duration((of('avgTradeMinutes') ?? 0) * 60_000)} each`}
        >
          {count(of('trades'))}
        </Kpi>
        <Kpi label="Win">{percent(of('winRate'))}</Kpi>
        <Kpi label="Exposure">{percent(of('exposure'))}</Kpi>
        <Kpi label="Fees" sub={quote}>
          {money(moneyFigure(row.metrics, 'fees'))}
        </Kpi>
      </KpiStrip>
      <div className={styles.split}>
        <div className={styles.wide}>
          <QueryPanel
            title="Equity"
            query={equity}
            what="The equity curve"
            skeleton={<Skeleton height={260} rows={6} />}
          >
            {() =>
              data !== undefined && <EquityChart data={data} label={`Equity of run ${id}`} unit={quote} height={260} />
            }
          </QueryPanel>
          <QueryPanel title="Months" query={equity} what="The months" flush>
            {it => <MonthTable points={it.daily ?? it.equity} />}
          </QueryPanel>
        </div>
        <div className={styles.wide}>
          <Panel title="What a sceptic would say" note={row.warnings?.length ?? 0} flush>
            {(row.warnings?.length ?? 0) === 0 ? (
              <Empty>Nothing stands out: enough trades, a complete history, costs accounted for.</Empty>
            ) : (
              <ul className={styles.warnings}>
                {row.warnings?.map(text => (
                  <li key={text}>
                    <TriangleAlert size={14} aria-hidden="true" className={styles.warnIcon} />
                    <span>{text}</span>
                  </li>
                ))}
              </ul>
            )}
          </Panel>
          <Panel title="Ambiguity band" flush>
            {band === null || band === undefined ? (
              <Empty>This run made no band: whether the path inside candles matters is not known.</Empty>
            ) : (
              <dl className={styles.facts}>
                <dt>Final equity, worst path</dt>
                <dd>{money(band.low)}</dd>
                <dt>Final equity, best path</dt>
                <dd>{money(band.high)}</dd>
                <dt>Trades that hang on it</dt>
                <dd>{count(band.pathDependentTrades)}</dd>
              </dl>
            )}
          </Panel>
          <Panel title="Note">
            <NoteField note={row.note} onSave={onNote} />
          </Panel>
        </div>
      </div>
    </>
  );
}
