import { useSession } from '@/state/session';
import { Panel } from '@/ui/Panel';
import { Screen } from '@/ui/Screen';
import styles from './About.module.css';

/** What this is, and the notice the chart library's licence asks for. */
export function AboutScreen() {
  const version = useSession().data?.version ?? '';
  return (
    <Screen title="About">
      <Panel title="Argosy">
        <div className={styles.text}>
          <p>A self-hosted platform for algorithmic trading: your machine, your keys, your data.</p>
          <p>Version {version}</p>
          <p>
            The whole interface is built on the public HTTP API; its description is at{' '}
            <a href="/api/openapi.json">/api/openapi.json</a>.
          </p>
        </div>
      </Panel>
      <Panel title="Licences">
        <div className={styles.text}>
          <p>
            Candle charts: TradingView Lightweight Charts™
            <br />
            Copyright (с) 2025 TradingView, Inc. <a href="https://www.tradingview.com/">https://www.tradingview.com/</a>
          </p>
          <p>
            Licensed under the Apache License, Version 2.0, a copy of which is at{' '}
            <a href="http://www.apache.org/licenses/LICENSE-2.0">apache.org/licenses/LICENSE-2.0</a>. It is distributed
            on an “as is” basis, without warranties or conditions of any kind, either express or implied.
          </p>
          <p>
            Also in this page: React, TanStack Router and Query, Zustand, SignalR, Radix primitives (cmdk), React Hook
            Form, Zod, uPlot (MIT); Lucide (ISC); the fonts Inter and JetBrains Mono (SIL Open Font License 1.1).
          </p>
        </div>
      </Panel>
    </Screen>
  );
}
