import type { BotCandles, BotValues } from './candles.ts';

/** A line between two others, each in the quote asset. NaN during warm-up. */
export interface BotBand {
  /** The lower line. */
  lower: number;
  /** The middle line. */
  middle: number;
  /** The upper line. */
  upper: number;
}

/** What `indicators.macd` gives, in the values' unit. NaN during warm-up. */
export interface BotMacd {
  /** Fast average minus slow average. */
  macd: number;
  /** Average of `macd`. */
  signal: number;
  /** `macd` minus `signal`. */
  histogram: number;
}

/** What `indicators.adx` gives, each 0 to 100. NaN during warm-up. */
export interface BotAdx {
  /** Strength of the trend, whatever its direction. */
  adx: number;
  /** Upward movement. */
  plusDi: number;
  /** Downward movement. */
  minusDi: number;
}

/** What `indicators.topbot` gives, in the quote asset. NaN during warm-up. */
export interface BotTopBot {
  /** Highest high. */
  top: number;
  /** Lowest low. */
  bottom: number;
  /** Halfway between the two. */
  middle: number;
}

/** What `indicators.squeezeMomentum` gives. */
export interface BotSqueeze {
  /** Where price leans, quote asset; NaN during warm-up. */
  momentum: number;
  /** `on`: the Bollinger bands lie inside the Keltner channel; `off`: outside; `none`: on it, or warm-up. */
  squeeze: 'on' | 'off' | 'none';
}

/** What `indicators.linearRegression` gives. NaN during warm-up. */
export interface BotLine {
  /** The line at the newest value, in the values' unit. */
  end: number;
  /** Its rise per candle. */
  slope: number;
}

/**
 * Indicators at the newest closed candle. Given `candleData[pair]` itself, a call costs the same whatever the period, and the
 * value is made of all candles of the run, as in C# strategies, to the last bit. Given any other list (a slice, your own
 * numbers), it is made of that list. A value that needs more candles than there are is `NaN`; a comparison with `NaN` is false.
 */
export interface BotIndicators {
  /**
   * Simple moving average: the mean of the last `period` closes or numbers.
   *
   * Source: definition; equal to TradingView `ta.sma`.
   * @param values candles or numbers, oldest first
   * @param period length of the window, 1 or more
   * @returns the average, in the values' unit; `NaN` with fewer than `period` values
   * @example
   * const fast = indicators.sma(candles, 14);
   * const slow = indicators.sma(candles, 50);
   * if (fast > slow) console.log('up');
   */
  sma(values: BotValues, period: number): number;

  /**
   * The simple moving average at each candle, for `utils.isCrossOver` and for looking back.
   *
   * Source: definition.
   * @param values candles or numbers, oldest first
   * @param period length of the window, 1 or more
   * @returns as many averages as there are candles, the newest last; `NaN` where there are too few before it
   * @example
   * const averages = indicators.smaArray(candles, 14);
   * const rising = averages[averages.length - 1] > averages[averages.length - 2];
   */
  smaArray(values: BotValues, period: number): readonly number[];

  /**
   * Exponential moving average: average + 2/(period + 1) · (value − average), begun with the mean of the first `period` values.
   *
   * Source: definition; equal to TA-Lib EMA.
   * @param values candles or numbers, oldest first
   * @param period length, 1 or more
   * @returns the average, in the values' unit; `NaN` with fewer than `period` values
   * @example
   * const trend = indicators.ema(candles, 200);
   */
  ema(values: BotValues, period: number): number;

  /**
   * Volume-weighted moving average: Σ close · volume / Σ volume of the last `period` candles; the plain mean where nothing traded.
   *
   * Source: definition; equal to TradingView `ta.vwma`.
   * @param candles candles, oldest first
   * @param period length of the window, 1 or more (20 when left out)
   * @returns the average, quote asset; `NaN` with fewer than `period` candles
   * @example
   * const fair = indicators.vma(candles, 20);
   */
  vma(candles: BotCandles, period?: number): number;

  /**
   * Relative strength index: 100 · gains / (gains + losses), both smoothed by Wilder's average. 100 without losses, 50 without any change.
   *
   * Source: J. W. Wilder, New Concepts in Technical Trading Systems (1978).
   * @param values candles or numbers, oldest first
   * @param period number of changes, 1 or more (14 when left out)
   * @returns 0 to 100; `NaN` with `period` values or fewer
   * @example
   * const oversold = indicators.rsi(candles, 14) < 30;
   */
  rsi(values: BotValues, period?: number): number;

  /**
   * Bollinger bands: the simple average, and `width` population standard deviations below and above it.
   *
   * Source: J. Bollinger, Bollinger on Bollinger Bands (2001).
   * @param values candles or numbers, oldest first
   * @param period length of the window, 1 or more (20 when left out)
   * @param width distance of the bands in standard deviations, above 0 (2 when left out)
   * @returns the three lines
   * @example
   * const bands = indicators.bollinger(candles, 20, 2);
   * plotter.plotSeries('bands', bands);
   */
  bollinger(values: BotValues, period?: number, width?: number): BotBand;

  /**
   * Keltner channel: the exponential average of the close, and `width` average true ranges below and above it.
   *
   * Source: C. Keltner (1960) as changed by L. Bradford Raschke.
   * @param candles candles, oldest first
   * @param period period of the average, 1 or more (20 when left out)
   * @param atrPeriod period of the average true range, 1 or more (10 when left out)
   * @param width distance in average true ranges, above 0 (2 when left out)
   * @returns the three lines
   * @example
   * const channel = indicators.keltner(candles);
   * const breakout = trader.getPrice(pair) > channel.upper;
   */
  keltner(candles: BotCandles, period?: number, atrPeriod?: number, width?: number): BotBand;

  /**
   * Moving average convergence/divergence: fast EMA − slow EMA, an EMA of that as signal, and their difference.
   *
   * Source: G. Appel, The Moving Average Convergence Divergence Trading Method (1979).
   * @param values candles or numbers, oldest first
   * @param fast period of the fast average, 1 or more (12 when left out)
   * @param slow period of the slow average, above `fast` (26 when left out)
   * @param signal period of the signal, 1 or more (9 when left out)
   * @returns the three values
   * @example
   * const { histogram } = indicators.macd(candles);
   */
  macd(values: BotValues, fast?: number, slow?: number, signal?: number): BotMacd;

  /**
   * Average true range, smoothed by Wilder's average: how far price moves in a candle. The first true range is high − low.
   *
   * Source: J. W. Wilder (1978); equal to TradingView `ta.atr`.
   * @param candles candles, oldest first
   * @param period length, 1 or more (14 when left out)
   * @returns the range, quote asset, 0 or more; `NaN` with fewer than `period` candles
   * @example
   * const stop = trader.getPrice(pair) - 3 * indicators.atr(candles, 14);
   */
  atr(candles: BotCandles, period?: number): number;

  /**
   * Directional movement: the share of upward and downward movement in the true range, and the strength of the trend.
   *
   * Source: J. W. Wilder (1978).
   * @param candles candles, oldest first
   * @param period length, 1 or more (14 when left out)
   * @returns strength and both directions, 0 to 100
   * @example
   * const { adx, plusDi, minusDi } = indicators.adx(candles);
   * const trendsUp = adx > 25 && plusDi > minusDi;
   */
  adx(candles: BotCandles, period?: number): BotAdx;

  /**
   * Accumulation/distribution line: each candle's volume times where its close lies between low (−1) and high (1), added up from 0.
   *
   * Source: M. Chaikin.
   * @param candles candles, oldest first
   * @returns the sum, base asset
   * @example
   * const line = indicators.adl(candles);
   */
  adl(candles: BotCandles): number;

  /**
   * Top and bottom: the highest high and the lowest low of the last `period` candles, the newest included (Donchian channel).
   *
   * Source: R. Donchian's four-week rule.
   * @param candles candles, oldest first
   * @param period length of the window, 1 or more (20 when left out)
   * @returns top, bottom and the middle
   * @example
   * const { top, bottom } = indicators.topbot(candles, 55);
   */
  topbot(candles: BotCandles, period?: number): BotTopBot;

  /**
   * Squeeze momentum: whether the Bollinger bands lie inside a Keltner channel of simple averages, and where price leans: the end of
   * the regression line through close − (middle of the range + average) / 2.
   *
   * Source: J. Carter's squeeze in LazyBear's version, the bands with their own factor.
   * @param candles candles, oldest first
   * @param period length of all windows, 2 or more (20 when left out)
   * @param bandWidth width of the bands in standard deviations, above 0 (2 when left out)
   * @param channelWidth width of the channel in true ranges, above 0 (1.5 when left out)
   * @returns the lean and the state
   * @example
   * const { momentum, squeeze } = indicators.squeezeMomentum(candles);
   * if (squeeze === 'off' && momentum > 0) console.log('released upwards');
   */
  squeezeMomentum(candles: BotCandles, period?: number, bandWidth?: number, channelWidth?: number): BotSqueeze;

  /**
   * Linear regression: the least-squares line through the last `period` values, at the newest, and its slope.
   *
   * Source: definition; equal to TradingView `ta.linreg(x, n, 0)`.
   * @param values candles or numbers, oldest first
   * @param period length of the window, 2 or more (14 when left out)
   * @returns end and slope
   * @example
   * const { slope } = indicators.linearRegression(candles, 14);
   */
  linearRegression(values: BotValues, period?: number): BotLine;
}
