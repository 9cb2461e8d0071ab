import { type LucideIcon, RectangleHorizontal, Rows3, Ruler } from 'lucide-react';
import { Button } from '@/ui/Button';
import { Segmented } from '@/ui/Segmented';
import type { CandleKind } from './CandleChart';
import styles from './charts.module.css';

/** How a candle chart, or several together, are shown. */
export interface ChartSettings {
  kind: CandleKind;
  /** The timeframe chosen; null: the one that fits. */
  timeframe: string | null;
  hasBoxes: boolean;
  /** Whether plots of panels of their own stand below the prices. */
  hasPanes: boolean;
  isMeasuring: boolean;
}

export const plainSettings: ChartSettings = {
  kind: 'candles',
  timeframe: null,
  hasBoxes: true,
  hasPanes: true,
  isMeasuring: false,
};

const kinds = [
  { value: 'candles', label: 'Candles' },
  { value: 'heikin-ashi', label: 'Heikin-Ashi' },
  { value: 'line', label: 'Line' },
  { value: 'area', label: 'Area' },
] as const;

interface Props {
  value: ChartSettings;
  /** Timeframes to choose from; none where there is no choice. */
  timeframes?: readonly string[];
  /** Whether there are trades that can be boxed. */
  canBox: boolean;
  /** Whether there are plots for panes of their own. */
  hasPlots?: boolean;
  onChange: (value: ChartSettings) => void;
}

/** Timeframe, kind, trade boxes, panes and measure tool. */
export function ChartControls({ value, timeframes = [], canBox, hasPlots = false, onChange }: Props) {
  const set = (change: Partial<ChartSettings>) => onChange({ ...value, ...change });
  return (
    <>
      {timeframes.length > 1 && (
        <select
          aria-label="Timeframe"
          className={styles.choice}
          value={value.timeframe ?? ''}
          onChange={event => set({ timeframe: event.target.value === '' ? null : event.target.value })}
        >
          <option value="">auto</option>
          {timeframes.map(each => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      )}
      <Segmented label="Chart kind" value={value.kind} options={kinds} onChange={kind => set({ kind })} />
      {canBox && (
        <Toggle
          label="Trade boxes"
          isOn={value.hasBoxes}
          icon={RectangleHorizontal}
          onChange={hasBoxes => set({ hasBoxes })}
        />
      )}
      {hasPlots && <Toggle label="Panes" isOn={value.hasPanes} icon={Rows3} onChange={hasPanes => set({ hasPanes })} />}
      <Toggle label="Measure" isOn={value.isMeasuring} icon={Ruler} onChange={isMeasuring => set({ isMeasuring })} />
    </>
  );
}

interface ToggleProps {
  label: string;
  isOn: boolean;
  icon: LucideIcon;
  onChange: (isOn: boolean) => void;
}

function Toggle({ label, isOn, icon: Icon, onChange }: ToggleProps) {
  return (
    <Button
      kind="quiet"
      square
      aria-label={label}
      aria-pressed={isOn}
      icon={<Icon size={14} aria-hidden="true" />}
      onClick={() => onChange(!isOn)}
    />
  );
}
