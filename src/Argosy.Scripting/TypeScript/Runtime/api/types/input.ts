import type { BotCandle } from './candles.ts';
import type { BotIndicators } from './indicators.ts';
import type { BotConsole, BotPlotter } from './output.ts';
import type { BotCandlestickPatterns } from './patterns.ts';
import type { BotFill, BotTrader } from './trader.ts';
import type { BotUtils } from './utils.ts';

/** What may be traded and in which steps. */
export interface BotInstrument {
  /** E.g. `'BTC/USD'`. */
  readonly pair: string;
  /** What is bought and sold. */
  readonly base: string;
  /** What it is priced in. */
  readonly quote: string;
  /** Smallest price step, quote asset. */
  readonly tick: number;
  /** Smallest step of an amount, base asset. */
  readonly step: number;
  /** Smallest amount of an order, base asset. */
  readonly minAmount: number;
  /** Smallest price · amount of an order, quote asset. */
  readonly minNotional: number;
}

/** What the run is; fixed from its beginning. */
export interface BotConfig {
  /** The pairs it trades, e.g. `['BTC/USD', 'ETH/USD']`. */
  readonly pairs: readonly string[];
  /** Length of a candle and of the time between two calls of `onData`, e.g. `'1m'`, `'4h'`, `'1d'`. */
  readonly runInterval: string;
  /** The same in ms. */
  readonly runIntervalMs: number;
  /** Where orders go, e.g. `'backtest'`, `'paper'` or a venue's name. */
  readonly exchange: string;
  /** Steps and minimums, one for each of `pairs`. */
  readonly instruments: readonly BotInstrument[];
  /** The values of the parameters that the bot declares by `export const parameters`. */
  readonly parameters: { readonly [name: string]: any };
  /** Fee of an order that takes liquidity, ratio. */
  readonly takerFee: number;
  /** Fee of an order that adds liquidity, ratio. */
  readonly makerFee: number;
  /** Whether short positions are allowed. */
  readonly allowShort: boolean;
  /** Cash at the start, quote asset. */
  readonly startingCash: number;
}

/** The bot's own memory: anything JSON can hold. Kept when a call returned, put back as it was when it threw. */
export type BotState = { [name: string]: any };

/** What `onData` is given, once for each instant at which candles close. Everything is known at that close, nothing later. */
export interface BotInput {
  /**
   * The newest 1,000 closed candles of each pair, oldest first. Read it anew in each call. (`utils.getCandles` reaches further back.)
   * @example
   * const newest = candleData[pair][candleData[pair].length - 1];
   * const [time, open, close, high, low, volume] = newest;
   */
  readonly candleData: { readonly [pair: string]: readonly BotCandle[] };
  /**
   * What the run is.
   * @example
   * const [first] = config.pairs;
   */
  readonly config: BotConfig;
  /**
   * The bot's own memory.
   * @example
   * state.calls = (state.calls ?? 0) + 1;
   */
  state: BotState;
  /** Account and orders. */
  readonly trader: BotTrader;
  /** Indicators at the newest candle. */
  readonly indicators: BotIndicators;
  /** Candlestick patterns at the newest candle. */
  readonly candlestickPatterns: BotCandlestickPatterns;
  /** Helpers. */
  readonly utils: BotUtils;
  /** Draws into the run's chart. */
  readonly plotter: BotPlotter;
  /** The run's log; the same as the global `console`. */
  readonly console: BotConsole;
  /**
   * Now: the close of the newest candle (of a fill: its time), Unix ms; `Date.now()` gives the same.
   * @example
   * const hour = new Date(input.time).getUTCHours();
   */
  readonly time: number;
  /**
   * The pairs of which a candle closed now.
   * @example
   * for (const closed of input.closedPairs) console.log(closed, trader.getPrice(closed));
   */
  readonly closedPairs: readonly string[];
  /**
   * Fills of the bot's orders since the last call of `onData`, oldest first.
   * @example
   * for (const fill of input.fills) console.log(fill.direction, fill.amount, 'at', fill.price);
   */
  readonly fills: readonly BotFill[];
  /**
   * Whether this candle only warms up: orders are ignored.
   * @example
   * if (input.isWarmUp) console.log('warming up');
   */
  readonly isWarmUp: boolean;
}
