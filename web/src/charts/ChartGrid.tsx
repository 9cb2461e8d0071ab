import { type ReactNode, useState } from 'react';
import { ChartControls, type ChartSettings, plainSettings } from './ChartSettings';
import styles from './charts.module.css';
import { ChartLink, mostLinked } from './linked';

export interface Linked {
  link: ChartLink;
  settings: ChartSettings;
  height: number;
}

interface Props {
  /** What each chart is of. */
  names: readonly string[];
  timeframes?: readonly string[];
  canBox: boolean;
  /** One chart, with what makes it one of them. */
  children: (name: string, linked: Linked) => ReactNode;
}

const height = 260;

/** Two to six charts side by side: crosshair and time move together, one set of tools is for all. */
export function ChartGrid({ names, timeframes, canBox, children }: Props) {
  const [link] = useState(() => new ChartLink());
  const [settings, setSettings] = useState({ ...plainSettings, hasPanes: false });
  const shown = names.slice(0, mostLinked);
  return (
    <>
      <div className={styles.tools}>
        <ChartControls value={settings} timeframes={timeframes} canBox={canBox} hasPlots onChange={setSettings} />
        {shown.length < names.length && <p className={styles.ohlc}>{`the first ${shown.length} of ${names.length}`}</p>}
      </div>
      <div className={styles.grid} data-testid="chart-grid">
        {shown.map(name => (
          <div key={name} className={styles.chart}>
            {children(name, { link, settings, height })}
          </div>
        ))}
      </div>
    </>
  );
}
