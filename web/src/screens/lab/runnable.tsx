import { useState } from 'react';
import { languageName, useBot, useBots } from '@/api/bots';
import { type Strategy, useStrategies } from '@/api/research';
import styles from './Lab.module.css';

/** What a run can be made of: a built-in strategy, or one version of a bot. */
export interface Runnable {
  name: string;
  summary: string;
  parameters: Strategy['parameters'];
  /** How a request says it. */
  request: { strategy: string } | { bot: string };
  instruments: readonly string[];
  timeframe: string | null;
}

/** `ma-cross`, `7` (the latest version) or `7@1.4`. */
export const isBot = (key: string): boolean => /^\d+(@|$)/.test(key);

/** The choice between all there is, beginning at `initial`. */
export function useRunnable(initial: string) {
  const [key, setKey] = useState(initial);
  const strategies = useStrategies();
  const bots = useBots();
  const [id, version] = isBot(key) ? key.split('@') : [null, undefined];
  const detail = useBot(id ?? null);

  let chosen: Runnable | undefined;
  if (id != null) {
    const found = detail.data?.versions.find(it => it.version === version) ?? detail.data?.versions[0];
    if (detail.data !== undefined && found !== undefined) {
      const { bot } = detail.data;
      chosen = {
        name: bot.name,
        summary: bot.description || `${languageName(bot.language)}, version ${found.version}. ${found.note}`.trim(),
        parameters: found.parameters,
        request: { bot: `${bot.id}@${found.version}` },
        instruments: bot.instruments,
        timeframe: bot.timeframe === '' ? null : bot.timeframe,
      };
    }
  } else {
    const found = strategies.data?.find(it => it.name === key) ?? strategies.data?.[0];
    if (found !== undefined) chosen = { ...found, request: { strategy: found.name }, instruments: [], timeframe: null };
  }
  return {
    key: chosen === undefined ? key : 'bot' in chosen.request ? chosen.request.bot : chosen.request.strategy,
    setKey,
    chosen,
    strategies: strategies.data ?? [],
    bots: bots.data?.items.filter(it => it.latest !== null) ?? [],
    versions: id == null ? [] : (detail.data?.versions ?? []),
    error: strategies.error ?? bots.error ?? detail.error,
    isWithoutVersion: id != null && detail.data?.versions.length === 0,
  };
}

export type RunnableChoice = ReturnType<typeof useRunnable>;

/** The strategy or bot, and which version of it. */
export function RunnableFields({ choice }: { choice: RunnableChoice }) {
  const { key, setKey, strategies, bots, versions } = choice;
  const [id] = key.split('@');
  return (
    <>
      <label className={styles.wide}>
        <span>Strategy</span>
        <select className={styles.choice} value={isBot(key) ? id : key} onChange={event => setKey(event.target.value)}>
          {bots.length > 0 && (
            <optgroup label="Bots">
              {bots.map(it => (
                <option key={it.id} value={it.id}>
                  {it.name}
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label="Built in">
            {strategies.map(it => (
              <option key={it.name} value={it.name}>
                {it.name}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      {versions.length > 0 && (
        <label className={styles.wide}>
          <span>Version</span>
          <select className={styles.choice} value={key} onChange={event => setKey(event.target.value)}>
            {versions.map(it => (
              <option key={it.version} value={`${id}@${it.version}`}>
                {[it.version, it.label, it.note].filter(text => text !== '').join(' · ')}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}
