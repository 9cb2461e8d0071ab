import type { BotCandle, BotCandles, BotNamedCandle } from './candles.ts';

/** The two assets of a pair. */
export interface BotPairAssets {
  /** What is bought and sold, e.g. `BTC`. */
  base: string;
  /** What it is priced in, e.g. `USD`. */
  quote: string;
}

/** A ladder of prices. */
export interface BotGridRequest {
  /** Lowest price, above 0. */
  low: number;
  /** Highest price, above `low`. */
  high: number;
  /** How many prices, 2 to 1,000, both ends included. */
  levels: number;
  /** `equal`: equal distances; `ratio`: equal ratios. `equal` when left out. */
  spacing?: 'equal' | 'ratio';
}

/** Helpers. */
export interface BotUtils {
  /**
   * One candle with names.
   * @param source a pair, a list of candles, or one candle
   * @param index place in the list: 0 is the oldest, −1 the newest, −2 the one before it; of a pair, in all candles of the run. −1 when left out
   * @returns the candle, or `undefined` where there is none
   * @example
   * const newest = utils.getCandle(pair);
   * const before = utils.getCandle(candles, -2);
   * if (newest && before && newest.close > before.high) console.log('closed above the last high');
   */
  getCandle(source: string | BotCandle | BotCandles, index?: number): BotNamedCandle | undefined;

  /**
   * The newest candles with names; of a pair also at a longer interval, made of all candles of the run: complete periods only, UTC, weeks from Monday.
   * @param source a pair, or a list of candles
   * @param count how many at most; all when left out
   * @param interval e.g. `'4h'`, `'1d'`, `'1w'`, for a pair only; the run's own when left out
   * @returns the candles, oldest first
   * @example
   * const days = utils.getCandles(pair, 50, '1d');
   * const trend = indicators.sma(days, 50);
   */
  getCandles(source: string | BotCandles, count?: number, interval?: string): BotNamedCandle[];

  /**
   * The assets of a pair.
   * @param pair e.g. `'BTC/USD'`
   * @returns base and quote asset
   * @example
   * const { base, quote } = utils.getPairAssets(pair);
   */
  getPairAssets(pair: string): BotPairAssets;

  /**
   * Whether a series has just risen above another one or a level: at or below it before, above it now. Values nearer than 1e-12 are equal.
   * @param first at least two numbers, the newest last
   * @param second the same, or one number as level
   * @returns true at the very candle of the crossing; false with `NaN`
   * @example
   * if (utils.isCrossOver(indicators.smaArray(candles, 14), indicators.smaArray(candles, 50))) trader.openPosition({ pair });
   */
  isCrossOver(first: readonly number[], second: readonly number[] | number): boolean;

  /**
   * Whether a series has just fallen below another one or a level: at or above it before, below it now. Values nearer than 1e-12 are equal.
   * @param first at least two numbers, the newest last
   * @param second the same, or one number as level
   * @returns true at the very candle of the crossing; false with `NaN`
   * @example
   * if (utils.isCrossUnder(indicators.smaArray(candles, 14), indicators.smaArray(candles, 50))) trader.closePosition(pair);
   */
  isCrossUnder(first: readonly number[], second: readonly number[] | number): boolean;

  /**
   * A ladder of prices, lowest first.
   * @param request ends, number of prices, spacing
   * @returns as many prices as asked for
   * @example
   * const price = trader.getPrice(pair);
   * const prices = utils.getGrid({ low: price * 0.9, high: price, levels: 5 });
   */
  getGrid(request: BotGridRequest): number[];
}
