/**
 * One candle as a tuple: open time (Unix ms, UTC), open, close, high, low, volume (base asset).
 * Mind the order: the close comes before high and low.
 */
export type BotCandle = readonly [time: number, open: number, close: number, high: number, low: number, volume: number];

/** One candle with names, as `utils.getCandle` gives it. */
export interface BotNamedCandle {
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
export type BotCandles = readonly BotCandle[] | readonly BotNamedCandle[];

/** What indicators over one series take: candles (their closes count) or numbers, oldest first. */
export type BotValues = BotCandles | readonly number[];
