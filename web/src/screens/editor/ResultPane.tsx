import { SlidersHorizontal } from 'lucide-react';
import { useMemo } from 'react';
import type { BotDetail, QuickResult } from '@/api/bots';
import { useSeries } from '@/api/research';
import { EquityChart, toEquityData } from '@/charts/EquityChart';
import { LinesChart } from '@/charts/LinesChart';
import { count } from '@/format/number';
import { date } from '@/format/time';
import { columnsOf } from '@/screens/lab/months';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { Empty, ErrorState } from '@/ui/states';
import { cx } from '@/ui/cx';
import styles from './Editor.module.css';
import { difference, figureRows, numberOf } from './figures';
import { type Quick, type Settings, useBaseline } from './useQuick';

interface Props {
  detail: BotDetail;
  quick: Quick;
  /** The latest version's text; null until it is known or where there is none. */
  latestText: string | null;
  onSettings: () => void;
  onRun: () => void;
}

/** What the last quick backtest found, beside the same of the latest version. */
export function ResultPane({ detail, quick, latestText, onSettings, onRun }: Props) {
  const { last } = quick;
  const version = detail.bot.latest?.version ?? null;
  const compares = last !== null && last.result.error === null && latestText !== null && latestText !== last.text;
  const baseline = useBaseline(String(detail.bot.id), compares ? version : null, compares ? last.settings : null);
  const before = compares && baseline.data?.error === null ? baseline.data : undefined;
  const equity = useMemo(() => (last === null ? undefined : toEquityData(columnsOf(last.result.equity))), [last]);
  const lines = useMemo(() => (last === null ? [] : namedApart(last.result.plots)), [last]);
  return (
    <Panel
      title="Result"
      note={quick.busy ? 'running…' : last === null ? undefined : `${count(last.result.ms)} ms`}
      flush
      className={styles.pane}
      actions={
        <>
          {quick.busy && <Button onClick={quick.cancel}>Cancel</Button>}
          <Button
            kind="quiet"
            icon={<SlidersHorizontal size={14} aria-hidden="true" />}
            needs="developer"
            onClick={onSettings}
          >
            Settings
          </Button>
        </>
      }
    >
      {quick.settings !== null && <SettingsLine settings={quick.settings} />}
      {quick.error !== null ? (
        <ErrorState what="The backtest" error={quick.error} onRetry={onRun} />
      ) : last === null ? (
        <Empty>{quick.busy ? 'The backtest runs.' : 'Ctrl Enter runs the text on the candles of your last run.'}</Empty>
      ) : (
        <div className={cx(quick.busy && styles.old)} aria-busy={quick.busy}>
          {last.result.error !== null && (
            <p className={styles.refusal} role="alert">
              {last.result.error}
            </p>
          )}
          {last.result.error === null && (
            <>
              <table className={styles.figures}>
                <thead>
                  <tr>
                    <th scope="col">{span(last.result)}</th>
                    <th scope="col">Draft</th>
                    {before !== undefined && <th scope="col">vs {version}</th>}
                  </tr>
                </thead>
                <tbody>
                  {figureRows.map(row => {
                    const value = numberOf(last.result.figures, row.id);
                    const change = before === undefined ? null : difference(row, last.result.figures, before.figures);
                    return (
                      <tr key={row.id}>
                        <th scope="row">{row.label}</th>
                        <td>{value === null ? '—' : row.show(value)}</td>
                        {before !== undefined && (
                          <td className={change === null ? undefined : styles[change.tone]}>{change?.text ?? '—'}</td>
                        )}
                      </tr>
                    );
                  })}
                </tbody>
              </table>
              {equity !== undefined && (
                <div className={styles.chart}>
                  <EquityChart data={equity} label="Equity of the draft" height={150} />
                </div>
              )}
              {lines.length > 0 && (
                <div className={styles.chart}>
                  <LinesChart lines={lines} height={110} />
                </div>
              )}
            </>
          )}
        </div>
      )}
    </Panel>
  );
}

function SettingsLine({ settings }: { settings: Settings }) {
  const series = useSeries();
  const ids = Array.isArray(settings.series) ? settings.series.map(String) : [String(settings.series ?? '')];
  const names = ids.map(id => {
    const found = series.data?.find(it => it.id === id);
    return found === undefined ? id : `${found.instrument ?? id} ${found.timeframe ?? ''}`.trim();
  });
  return <p className={styles.settings}>{names.join(', ')}</p>;
}

const span = ({ from, to }: QuickResult): string =>
  from == null || to == null ? 'Figure' : `${date(from)} to ${date(to)}`;

/** Plots of one name and several instruments say whose they are. */
function namedApart(plots: QuickResult['plots']): QuickResult['plots'] {
  const several = new Set(plots.map(it => it.instrument)).size > 1;
  return several ? plots.map(it => ({ ...it, name: `${it.name} ${it.instrument}`.trim() })) : plots;
}
