import type { BotCandles } from './candles.ts';

/**
 * Candlestick patterns at the newest candle of a list. The body lies between open and close, the shadows from it to high and low; a
 * candle without a body has none of the patterns but the dojis. Values nearer than 1e-12 are equal.
 */
export interface BotCandlestickPatterns {
  /**
   * Small body on top of a long lower shadow: lower shadow ≥ 2 · body, upper ≤ ½ · body.
   * @param candles candles, oldest first
   * @returns whether the newest candle is one
   * @example
   * if (candlestickPatterns.hammer(candles)) trader.openPosition({ pair, stopLoss: '2%' });
   */
  hammer(candles: BotCandles): boolean;

  /**
   * Small body under a long upper shadow: upper shadow ≥ 1.5 · body, lower ≤ ½ · body.
   * @param candles candles, oldest first
   * @returns whether the newest candle is one
   * @example
   * if (candlestickPatterns.shootingStar(candles)) trader.closePosition(pair);
   */
  shootingStar(candles: BotCandles): boolean;

  /**
   * A hammer whose close is above the simple average of the last 20 closes: the end of a rise.
   * @param candles candles, oldest first
   * @returns whether the newest candle is one
   * @example
   * const warns = candlestickPatterns.hangingMan(candles);
   */
  hangingMan(candles: BotCandles): boolean;

  /**
   * A shooting star's shape whose close is below the simple average of the last 20 closes: the end of a fall.
   * @param candles candles, oldest first
   * @returns whether the newest candle is one
   * @example
   * const turns = candlestickPatterns.inverseHammer(candles);
   */
  inverseHammer(candles: BotCandles): boolean;

  /**
   * A rising body that engulfs the falling one before it: open ≤ previous close, close ≥ previous open, a greater body.
   * @param candles candles, oldest first
   * @returns whether the newest candle is one
   * @example
   * if (candlestickPatterns.bullishEngulfing(candles)) trader.openPosition({ pair });
   */
  bullishEngulfing(candles: BotCandles): boolean;

  /**
   * A falling body that engulfs the rising one before it: open ≥ previous close, close ≤ previous open, a greater body.
   * @param candles candles, oldest first
   * @returns whether the newest candle is one
   * @example
   * if (candlestickPatterns.bearishEngulfing(candles)) trader.closePosition(pair);
   */
  bearishEngulfing(candles: BotCandles): boolean;

  /**
   * A small rising body inside the falling one before it.
   * @param candles candles, oldest first
   * @returns whether the newest candle is one
   * @example
   * const pauses = candlestickPatterns.bullishHarami(candles);
   */
  bullishHarami(candles: BotCandles): boolean;

  /**
   * A small falling body inside the rising one before it.
   * @param candles candles, oldest first
   * @returns whether the newest candle is one
   * @example
   * const pauses = candlestickPatterns.bearishHarami(candles);
   */
  bearishHarami(candles: BotCandles): boolean;

  /**
   * No body to speak of: |close − open| ≤ 0.1 · (high − low), with a range above 0.
   * @param candles candles, oldest first
   * @returns whether the newest candle is one
   * @example
   * const undecided = candlestickPatterns.doji(candles);
   */
  doji(candles: BotCandles): boolean;

  /**
   * A doji at the top of its range: upper shadow ≤ 0.1 · range.
   * @param candles candles, oldest first
   * @returns whether the newest candle is one
   * @example
   * const bought = candlestickPatterns.dragonflyDoji(candles);
   */
  dragonflyDoji(candles: BotCandles): boolean;

  /**
   * A doji at the bottom of its range: lower shadow ≤ 0.1 · range.
   * @param candles candles, oldest first
   * @returns whether the newest candle is one
   * @example
   * const sold = candlestickPatterns.gravestoneDoji(candles);
   */
  gravestoneDoji(candles: BotCandles): boolean;

  /**
   * Nearly all body: |close − open| ≥ 0.95 · (high − low).
   * @param candles candles, oldest first
   * @returns 1 for a rising one, −1 for a falling one, 0 for none
   * @example
   * const push = candlestickPatterns.marubozu(candles);
   */
  marubozu(candles: BotCandles): -1 | 0 | 1;

  /**
   * A small body between two longer shadows: each shadow above the body, the body at most 0.3 of the range and no doji.
   * @param candles candles, oldest first
   * @returns whether the newest candle is one
   * @example
   * const balanced = candlestickPatterns.spinningTop(candles);
   */
  spinningTop(candles: BotCandles): boolean;

  /**
   * A fall, a small body that reaches its close or below, a rise above the middle of the fall: outside bodies of at least half their range, inside at most 0.3.
   * @param candles candles, oldest first
   * @returns whether the newest three are one
   * @example
   * if (candlestickPatterns.morningStar(candles)) trader.openPosition({ pair, stopLoss: '3%' });
   */
  morningStar(candles: BotCandles): boolean;

  /**
   * A rise, a small body that reaches its close or above, a fall below the middle of the rise: outside bodies of at least half their range, inside at most 0.3.
   * @param candles candles, oldest first
   * @returns whether the newest three are one
   * @example
   * if (candlestickPatterns.eveningStar(candles)) trader.closePosition(pair);
   */
  eveningStar(candles: BotCandles): boolean;

  /**
   * Three rising bodies of at least half their range, each opening inside the body before and closing above it.
   * @param candles candles, oldest first
   * @returns whether the newest three are one
   * @example
   * const strong = candlestickPatterns.threeWhiteSoldiers(candles);
   */
  threeWhiteSoldiers(candles: BotCandles): boolean;

  /**
   * Three falling bodies of at least half their range, each opening inside the body before and closing below it.
   * @param candles candles, oldest first
   * @returns whether the newest three are one
   * @example
   * const weak = candlestickPatterns.threeBlackCrows(candles);
   */
  threeBlackCrows(candles: BotCandles): boolean;

  /**
   * A fall, then a candle that opens below its close and closes above the middle of its body, below its open.
   * @param candles candles, oldest first
   * @returns whether the newest two are one
   * @example
   * const turns = candlestickPatterns.piercingLine(candles);
   */
  piercingLine(candles: BotCandles): boolean;

  /**
   * A rise, then a candle that opens above its close and closes below the middle of its body, above its open.
   * @param candles candles, oldest first
   * @returns whether the newest two are one
   * @example
   * const turns = candlestickPatterns.darkCloudCover(candles);
   */
  darkCloudCover(candles: BotCandles): boolean;
}
