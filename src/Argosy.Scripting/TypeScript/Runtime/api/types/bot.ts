import type { BotConfig, BotInput, BotState } from './input.ts';
import type { BotFill } from './trader.ts';

/** A parameter with its range. */
export interface BotParameter {
  /** Value used when none is given; its type is the parameter's. */
  default: number | string | boolean;
  /** Smallest value allowed, of a number. */
  min?: number;
  /** Largest value allowed, of a number. */
  max?: number;
  /** Step of a number, for forms and the optimiser. */
  step?: number;
  /** What a text may be. */
  choices?: readonly string[];
  /** Whether only whole numbers are allowed; true when left out and default, min, max and step are whole. */
  whole?: boolean;
  /** What it means, one phrase. */
  help?: string;
  /** Unit for display, e.g. `'bars'`. */
  unit?: string;
}

/** What a bot declares by `export const parameters`: by name a default value, or one with its range. */
export type BotParameters = {
  readonly [name: string]: number | string | boolean | BotParameter;
};

/** What a bot's file holds: `onData`, and of the others what it needs. Exported, or plain functions of the file. */
export interface BotFile {
  /**
   * The bot's parameters. Command line, forms and the optimiser know them; their values are in `config.parameters`.
   * @example
   * export const parameters: BotParameters = { period: { default: 20, min: 2, max: 500, help: 'length of the average', unit: 'bars' } };
   *
   * export function onData({ candleData, config, indicators }: BotInput) {
   *   const average = indicators.sma(candleData[config.pairs[0]], config.parameters.period);
   * }
   */
  parameters?: BotParameters;

  /**
   * Once, before the first candle: fill the state. What it returns, if anything, becomes the state.
   * @param config what the run is
   * @param state the bot's memory, empty
   * @example
   * export function initializeState(config: BotConfig, state: BotState) {
   *   state.entries = 0;
   * }
   *
   * export function onData({ state }: BotInput) {
   *   state.entries++;
   * }
   */
  initializeState?(config: BotConfig, state: BotState): BotState | void;

  /**
   * Once for each instant at which candles close: decide here.
   * @param input candles, account, orders, indicators, memory
   * @example
   * export function onData({ candleData, config, indicators, trader }: BotInput) {
   *   const pair = config.pairs[0];
   *   if (indicators.rsi(candleData[pair]) < 30) trader.openPosition({ pair, stopLoss: '3%' });
   * }
   */
  onData(input: BotInput): void;

  /**
   * For each fill of one of the bot's orders, before the candles of its instant. A bot without it runs faster.
   * @param fill what was executed
   * @param input as `onData` is given it
   * @example
   * export function onData({ config, trader }: BotInput) {
   *   if (trader.getOpenOrders().length === 0) trader.openPosition({ pair: config.pairs[0], amount: 0.01, takeProfit: '1%' });
   * }
   *
   * export function onFill(fill: BotFill, { console }: BotInput) {
   *   console.log(fill.direction, fill.amount, 'at', fill.price);
   * }
   */
  onFill?(fill: BotFill, input: BotInput): void;

  /**
   * Once after the update of a deployed bot to a new version: turns the state of the old version into the new one's.
   * Not called where the same version goes on, as after a change of parameters, or where a deployment goes back to an older
   * version that ran in it before: these take back what they had kept themselves.
   * @param state the state of the version before
   * @param fromVersion that version, e.g. `'1.3'`
   * @returns the new state; nothing where `state` itself was changed. Without this function the old one is kept as it is
   * @example
   * export function migrateState(state: BotState, fromVersion: string) {
   *   return { ...state, entries: state.entries ?? 0 };
   * }
   *
   * export function onData({ state }: BotInput) {
   *   state.entries++;
   * }
   */
  migrateState?(state: BotState, fromVersion: string): BotState | void;
}
