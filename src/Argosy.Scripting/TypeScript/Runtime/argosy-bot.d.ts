// The API of TypeScript bots, made from the runtime that runs them (npm run bots-api in web/). Do not change it by hand.
// Everything here is global in a bot: a bot needs no import.

/**
 * One candle as a tuple: open time (Unix ms, UTC), open, close, high, low, volume (base asset).
 * Mind the order: the close comes before high and low.
 */
type BotCandle = readonly [time: number, open: number, close: number, high: number, low: number, volume: number];

/** One candle with names, as `utils.getCandle` gives it. */
interface BotNamedCandle {
  /** When it began, Unix ms, UTC. */
  time: number;

  /** First price, quote asset. */
  open: number;

  /** Highest price, quote asset. */
  high: number;

  /** Lowest price, quote asset. */
  low: number;

  /** Last price, quote asset. */
  close: number;

  /** Traded quantity, base asset. */
  volume: number;
}

/** What indicators over candles take: `candleData[pair]`, or any list of candles, oldest first. */
type BotCandles = readonly BotCandle[] | readonly BotNamedCandle[];

/** What indicators over one series take: candles (their closes count) or numbers, oldest first. */
type BotValues = BotCandles | readonly number[];

/** A line between two others, each in the quote asset. NaN during warm-up. */
interface BotBand {
  /** The lower line. */
  lower: number;

  /** The middle line. */
  middle: number;

  /** The upper line. */
  upper: number;
}

/** What `indicators.macd` gives, in the values' unit. NaN during warm-up. */
interface BotMacd {
  /** Fast average minus slow average. */
  macd: number;

  /** Average of `macd`. */
  signal: number;

  /** `macd` minus `signal`. */
  histogram: number;
}

/** What `indicators.adx` gives, each 0 to 100. NaN during warm-up. */
interface BotAdx {
  /** Strength of the trend, whatever its direction. */
  adx: number;

  /** Upward movement. */
  plusDi: number;

  /** Downward movement. */
  minusDi: number;
}

/** What `indicators.topbot` gives, in the quote asset. NaN during warm-up. */
interface BotTopBot {
  /** Highest high. */
  top: number;

  /** Lowest low. */
  bottom: number;

  /** Halfway between the two. */
  middle: number;
}

/** What `indicators.squeezeMomentum` gives. */
interface BotSqueeze {
  /** Where price leans, quote asset; NaN during warm-up. */
  momentum: number;

  /** `on`: the Bollinger bands lie inside the Keltner channel; `off`: outside; `none`: on it, or warm-up. */
  squeeze: 'on' | 'off' | 'none';
}

/** What `indicators.linearRegression` gives. NaN during warm-up. */
interface BotLine {
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
interface BotIndicators {
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

/**
 * Candlestick patterns at the newest candle of a list. The body lies between open and close, the shadows from it to high and low; a
 * candle without a body has none of the patterns but the dojis. Values nearer than 1e-12 are equal.
 */
interface BotCandlestickPatterns {
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

/** A distance as a share of the price, e.g. `'2%'`. */
type BotPercent = `${number}%`;

/** Where a stop or a target lies: a price (quote asset), or a distance from the entry's fill price, e.g. `'2%'`. */
type BotLevel = number | BotPercent;

/** When and at what price an order may fill. */
type BotOrderType = 'market' | 'limit' | 'stop' | 'takeProfit' | 'stopLimit' | 'trailingStop';

/** Stop and target that go live with the fill of an entry, in the filled amount; a fill of one reduces the other by as much. */
interface BotProtection {
  /** Leave at the market when the price falls (for a short: rises) to here. */
  stopLoss?: BotLevel;

  /** Leave at this price or better. */
  takeProfit?: BotLevel;

  /** Instead of `stopLoss`: a stop that follows the best price at this distance. */
  trailingStop?: BotPercent;
}

/** An order as a bot wants it. */
interface BotOrderRequest extends BotProtection {
  /** One of `config.pairs`, e.g. `'BTC/USD'`. */
  pair: string;

  /** When and at what price it may fill. */
  type: BotOrderType;

  /** Which way. */
  direction: 'buy' | 'sell';

  /** How much, above 0: base asset, or quote asset with `amountIn: 'quote'`. Rounded down to the pair's step. */
  amount: number;

  /** What `amount` counts; `'base'` when left out. In the quote asset, the amount to spend, fee included. */
  amountIn?: 'base' | 'quote';

  /** Limit price of `limit` and `stopLimit`, quote asset. Of `stop` and `takeProfit` without `stopPrice`: the trigger. */
  price?: number;

  /** Price that triggers a `stop`, `takeProfit` or `stopLimit`, quote asset. */
  stopPrice?: number;

  /** Distance of a `trailingStop` from the best price since it went live. */
  trail?: BotPercent;

  /** How long it rests: until cancelled (`gtc`, the usual), fill at once what can be (`ioc`), all at once or nothing (`fok`), until `expires` (`gtd`). */
  timeInForce?: 'gtc' | 'ioc' | 'fok' | 'gtd';

  /** When a `gtd` order ends, Unix ms. */
  expires?: number;

  /** Refuse to take liquidity. */
  postOnly?: boolean;

  /** Refuse to enlarge the position. */
  reduceOnly?: boolean;
}

/** One of the bot's orders, as it stands now. Ask `trader.getOrder` again to see what has become of it. */
interface BotOrder {
  /** Its number, from 1. Orders that the engine made to protect an entry have negative numbers. */
  id: number;

  /** Its pair. */
  pair: string;

  /** Its type. */
  type: BotOrderType;

  /** Which way. */
  direction: 'buy' | 'sell';

  /** As asked for: base asset, or quote asset with `amountIn: 'quote'`. */
  amount: number;

  /** What `amount` counts. */
  amountIn: 'base' | 'quote';

  /** Limit price, quote asset. */
  price?: number;

  /** Trigger price, quote asset. */
  stopPrice?: number;

  /**
   * `pending`: asked for in this very call; `held`: waits for the fill of another; `submitted`, `working`, `partlyFilled`: at the venue;
   * then one of `filled`, `cancelled`, `expired`, `rejected` (by the venue), `refused` (by the risk gate).
   */
  state:
    | 'pending'
    | 'held'
    | 'submitted'
    | 'working'
    | 'partlyFilled'
    | 'filled'
    | 'cancelled'
    | 'expired'
    | 'rejected'
    | 'refused';

  /** Whether it may still fill. */
  open: boolean;

  /** Filled so far, base asset. */
  filled: number;

  /** Mean price of what was filled, quote asset; 0 before the first fill. */
  averagePrice: number;

  /** Fees so far, quote asset. */
  fee: number;

  /** Why it ended without filling whole, e.g. `below-minimum`; empty otherwise. */
  reason: string;

  /** When it was asked for, Unix ms. */
  time: number;

  /** Whether the engine made it to protect an entry. */
  protective: boolean;
}

/** What the bot holds of one pair. */
interface BotPosition {
  /** The pair. */
  pair: string;

  /** Which way; `flat` when nothing is held. */
  direction: 'long' | 'short' | 'flat';

  /** Base asset, 0 or more. */
  amount: number;

  /** Average entry price, quote asset; 0 when flat. */
  entryPrice: number;

  /** Worth at the last close, quote asset, negative for a short. */
  value: number;

  /** Profit at the last close, fees left aside, quote asset. */
  profit: number;

  /** `profit` as a share of what the entry cost; 0 when flat. */
  profitRatio: number;
}

/** A position to open. */
interface BotOpening extends BotProtection {
  /** One of `config.pairs`. */
  pair: string;

  /** `long` when left out. A run that does not allow shorts takes `short` as flat. */
  direction?: 'long' | 'short';

  /** How much, base asset; left out: the run's own size (`--size`), and what is held the other way is closed first. */
  amount?: number;
}

/** One execution of one of the bot's orders, as `onFill` is given it. */
interface BotFill {
  /** The order's number; 0 for one that the venue made, e.g. a liquidation. */
  orderId: number;

  /** Its pair. */
  pair: string;

  /** Which way. */
  direction: 'buy' | 'sell';

  /** Quote asset. */
  price: number;

  /** Base asset, above 0. */
  amount: number;

  /** Fee, in `feeAsset`. */
  fee: number;

  /** What the fee was taken in. */
  feeAsset: string;

  /** Whether it added liquidity. */
  maker: boolean;

  /** Why the order existed: `signal`, `stop`, `target`, `trailing`, … */
  reason: string;

  /** Unix ms. */
  time: number;
}

/**
 * Account and orders. An order asked for is judged when the call has returned and is at work at the next open of its pair: until then
 * it is `pending`. During warm-up whatever is asked for is ignored. What cannot be an order (an unknown pair, an amount that
 * is no number above 0, a missing price) throws an error that says what was expected; what the run's rules do not allow becomes an order in
 * state `refused` with its `reason`.
 */
interface BotTrader {
  /**
   * What the bot holds: quantity by asset, the quote asset's cash included (orders at work not taken off).
   * @returns e.g. `{ USD: 9000, BTC: 0.1 }`; of a short the quantity is negative
   * @example
   * for (const [asset, amount] of Object.entries(trader.getPortfolio())) console.log(asset, amount);
   */
  getPortfolio(): Record<string, number>;

  /**
   * Balance of one asset.
   * @param asset e.g. `'USD'` or `'BTC'`
   * @returns quantity of that asset; 0 for one that this run does not trade
   * @example
   * const { base, quote } = utils.getPairAssets(pair);
   * const cash = trader.getBalance(quote);
   * const held = trader.getBalance(base);
   */
  getBalance(asset: string): number;

  /**
   * What an entry may spend now: the cash less what orders at work have reserved.
   * @returns quote asset
   * @example
   * const half = trader.getBuyingPower() / 2;
   */
  getBuyingPower(): number;

  /**
   * Worth of everything at the last closes.
   * @returns quote asset
   * @example
   * plotter.plotSeries('equity', trader.getPortfolioValue(), 'account');
   */
  getPortfolioValue(): number;

  /**
   * The last close of a pair.
   * @param pair one of `config.pairs`
   * @returns quote asset; `NaN` before its first candle
   * @example
   * const price = trader.getPrice(pair);
   */
  getPrice(pair: string): number;

  /**
   * What is held of a pair.
   * @param pair one of `config.pairs`
   * @returns direction, amount, entry price, profit
   * @example
   * if (trader.getPosition(pair).profitRatio > 0.1) trader.closePosition(pair);
   */
  getPosition(pair: string): BotPosition;

  /**
   * One of the bot's orders, open or ended.
   * @param id its number, or an order that this API gave
   * @returns the order as it stands, or `undefined` when there never was one
   * @example
   * const order = trader.getOrder(state.order ?? 0);
   * if (order?.state === 'filled') console.log('bought at', order.averagePrice);
   */
  getOrder(id: number | BotOrder): BotOrder | undefined;

  /**
   * The orders at work, oldest first.
   * @param pair only those of this pair; all when left out
   * @returns the orders, the pending ones of this call included
   * @example
   * for (const order of trader.getOpenOrders(pair)) trader.cancelOrder(order);
   */
  getOpenOrders(pair?: string): BotOrder[];

  /**
   * Asks for an order. A stop, a target or a trailing stop given with it goes live with its fill.
   * @param request what to trade and how
   * @returns the order; keep its `id` in `state` to look at it later
   * @example
   * const order = trader.placeOrder({ pair, type: 'limit', direction: 'buy', amount: 0.01, price: trader.getPrice(pair) * 0.99 });
   * state.order = order.id;
   */
  placeOrder(request: BotOrderRequest): BotOrder;

  /**
   * Asks for two orders of one pair of which a fill of one reduces the other by as much (one cancels the other).
   * @param first one order
   * @param second the other
   * @returns both orders
   * @example
   * const price = trader.getPrice(pair);
   * const held = trader.getPosition(pair).amount;
   * if (held > 0 && trader.getOpenOrders(pair).length === 0) {
   *   trader.placeOco(
   *     { pair, type: 'limit', direction: 'sell', amount: held, price: price * 1.05 },
   *     { pair, type: 'stop', direction: 'sell', amount: held, stopPrice: price * 0.97 },
   *   );
   * }
   */
  placeOco(first: BotOrderRequest, second: BotOrderRequest): [BotOrder, BotOrder];

  /**
   * Asks to cancel an order. One asked for in this very call is never sent.
   * @param id its number, or an order that this API gave
   * @returns whether there was such an open order
   * @example
   * if (state.order) trader.cancelOrder(state.order);
   */
  cancelOrder(id: number | BotOrder): boolean;

  /**
   * Opens a position at the market. Without `amount` it states where to stand: saying it again sends nothing.
   * @param opening pair, direction, amount, stop loss, take profit
   * @returns the order, or `undefined` without `amount`
   * @example
   * trader.openPosition({ pair, direction: 'long', stopLoss: '2%', takeProfit: '4%' });
   */
  openPosition(opening: BotOpening): BotOrder | undefined;

  /**
   * Closes what is held of a pair at the market, and takes back an entry that `openPosition` has under way.
   * @param pair one of `config.pairs`, or its position
   * @param amount how much to close, base asset; all when left out
   * @returns the order of a part, or `undefined`
   * @example
   * if (indicators.rsi(candles) > 70) trader.closePosition(pair);
   */
  closePosition(
    pair:
      | string
      | {
          pair: string;
        },
    amount?: number,
  ): BotOrder | undefined;
}

/** The two assets of a pair. */
interface BotPairAssets {
  /** What is bought and sold, e.g. `BTC`. */
  base: string;

  /** What it is priced in, e.g. `USD`. */
  quote: string;
}

/** A ladder of prices. */
interface BotGridRequest {
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
interface BotUtils {
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

/** Draws into the run's chart. A value that is not finite (an indicator's warm-up) draws nothing. */
interface BotPlotter {
  /**
   * One point: something that happens now and then, e.g. a signal.
   * @param name what the points are called
   * @param value where it lies
   * @param panel `'price'` (when left out) draws over the candles; any other name is a panel of its own
   * @example
   * if (candlestickPatterns.hammer(candles)) plotter.plotPoint('hammer', trader.getPrice(pair));
   */
  plotPoint(name: string, value: number, panel?: string): void;

  /**
   * The newest value of a line, or of several at once.
   * @param name what the line is called; several are called `name.key`
   * @param values a number, or an object of numbers such as an indicator's bands
   * @param panel `'price'` (when left out) draws over the candles; any other name is a panel of its own
   * @example
   * plotter.plotSeries('sma', indicators.sma(candles, 14));
   * plotter.plotSeries('macd', indicators.macd(candles), 'momentum');
   */
  plotSeries(name: string, values: number | object, panel?: string): void;
}

/** The run's log. Texts are written as they are, everything else as JSON would be; a line is cut at 1,000 characters. */
interface BotConsole {
  /**
   * Adds a line.
   * @param values what to write
   * @example
   * console.log('close', trader.getPrice(pair));
   */
  log(...values: unknown[]): void;

  /**
   * The same as `log`.
   * @param values what to write
   * @example
   * console.info('cash', trader.getBuyingPower());
   */
  info(...values: unknown[]): void;

  /**
   * Adds a warning.
   * @param values what to write
   * @example
   * if (candles.length < 50) console.warn('only', candles.length, 'candles yet');
   */
  warn(...values: unknown[]): void;

  /**
   * Adds an error; the bot goes on.
   * @param values what to write
   * @example
   * if (trader.getPortfolioValue() < 100) console.error('nearly nothing left');
   */
  error(...values: unknown[]): void;
}

/** What may be traded and in which steps. */
interface BotInstrument {
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
interface BotConfig {
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
  readonly parameters: {
    readonly [name: string]: any;
  };

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
type BotState = {
  [name: string]: any;
};

/** What `onData` is given, once for each instant at which candles close. Everything is known at that close, nothing later. */
interface BotInput {
  /**
   * The newest 1,000 closed candles of each pair, oldest first. Read it anew in each call; a pair that the run has not throws. (`utils.getCandles` reaches further back.)
   * @example
   * const newest = candleData[pair][candleData[pair].length - 1];
   * const [time, open, close, high, low, volume] = newest;
   */
  readonly candleData: {
    readonly [pair: string]: readonly BotCandle[];
  };

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

/** A parameter with its range. */
interface BotParameter {
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
type BotParameters = {
  readonly [name: string]: number | string | boolean | BotParameter;
};

/** What a bot's file holds: `onData`, and of the others what it needs. Exported, or plain functions of the file. */
interface BotFile {
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

/** The run's log. */
declare var console: BotConsole;
