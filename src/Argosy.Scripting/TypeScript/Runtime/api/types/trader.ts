/** A distance as a share of the price, e.g. `'2%'`. */
export type BotPercent = `${number}%`;

/** Where a stop or a target lies: a price (quote asset), or a distance from the entry's fill price, e.g. `'2%'`. */
export type BotLevel = number | BotPercent;

/** When and at what price an order may fill. */
export type BotOrderType = 'market' | 'limit' | 'stop' | 'takeProfit' | 'stopLimit' | 'trailingStop';

/** Stop and target that go live with the fill of an entry, in the filled amount; a fill of one reduces the other by as much. */
export interface BotProtection {
  /** Leave at the market when the price falls (for a short: rises) to here. */
  stopLoss?: BotLevel;
  /** Leave at this price or better. */
  takeProfit?: BotLevel;
  /** Instead of `stopLoss`: a stop that follows the best price at this distance. */
  trailingStop?: BotPercent;
}

/** An order as a bot wants it. */
export interface BotOrderRequest extends BotProtection {
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
export interface BotOrder {
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
export interface BotPosition {
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
export interface BotOpening extends BotProtection {
  /** One of `config.pairs`. */
  pair: string;
  /** `long` when left out. A run that does not allow shorts takes `short` as flat. */
  direction?: 'long' | 'short';
  /** How much, base asset; left out: the run's own size (`--size`), and what is held the other way is closed first. */
  amount?: number;
}

/** One execution of one of the bot's orders, as `onFill` is given it. */
export interface BotFill {
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
export interface BotTrader {
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
  closePosition(pair: string | { pair: string }, amount?: number): BotOrder | undefined;
}
