// The door between the protocol (shim.ts) and the documented API (api/).
//
// shim.ts implements `Host` and calls the bot; api/input.ts turns a host into the `input` that bots are given. Everything here is
// what the run knows as of the close of the bars that the callback is about: never anything later. Money and prices are numbers
// (quote asset, base asset, as said); the engine keeps the exact books.

/** One instrument of the run. Indexes everywhere in this file are places in `Host.instruments`. */
export interface HostInstrument {
  /** What orders name it by, e.g. "BTC/USD". */
  readonly pair: string;
  /** What is bought and sold. */
  readonly base: string;
  /** What it is priced in. */
  readonly quote: string;
  /** Smallest price step, quote asset. */
  readonly tick: number;
  /** Smallest quantity step, base asset. */
  readonly step: number;
  /** Smallest quantity of an order, base asset. */
  readonly minQuantity: number;
  /** Smallest price × quantity of an order, quote asset. */
  readonly minNotional: number;
  /** Decimal places of a price. */
  readonly priceDecimals: number;
}

/**
 * The closed bars of one instrument as columns, oldest first. Only the first `length` rows may be looked at.
 * A column may be replaced by a longer one between callbacks: read it from here anew, never keep it.
 */
export interface HostBars {
  /** Bars that have closed: rows to look at. Grows by one with each bar; never shrinks. */
  length: number;
  /** Open times, Unix ms. */
  time: Float64Array;
  open: Float64Array;
  high: Float64Array;
  low: Float64Array;
  close: Float64Array;
  volume: Float64Array;
}

/** What the run is, fixed from its beginning. */
export interface HostRun {
  /** Bar length as it is written, e.g. "1m", "4h", "1d". */
  readonly interval: string;
  /** Bar length, ms; of a calendar month an average. */
  readonly intervalMs: number;
  /** Where orders go, e.g. "backtest", "paper" or a venue's name. */
  readonly exchange: string;
  /** Taker fee, ratio. */
  readonly takerFee: number;
  /** Maker fee, ratio. */
  readonly makerFee: number;
  /** Whether short positions are allowed. */
  readonly allowShort: boolean;
  /** Cash at the start, quote asset. */
  readonly startingCash: number;
  /** The run's seed. */
  readonly seed: number;
  /** The values of the bot's declared parameters, by name. */
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
}

/** Buy or sell. */
export type Side = 'buy' | 'sell';

/** When and at what price an order may fill. */
export type OrderType = 'market' | 'limit' | 'stop' | 'takeProfit' | 'stopLimit' | 'trailingStop';

/** Good till cancelled, immediate or cancel, fill or kill, good till date. */
export type TimeInForce = 'gtc' | 'ioc' | 'fok' | 'gtd';

/** Stop and target of an entry, live from its first fill: prices, or ratios of the fill's price (0.02 is two percent). */
export interface HostProtection {
  stopPrice?: number;
  stopRatio?: number;
  targetPrice?: number;
  targetRatio?: number;
  /** Instead of a stop: the distance of a trailing one, ratio in (0, 1). */
  trailRatio?: number;
}

/** An order as a bot wants it. Prices are rounded to the tick: limits away from the market, triggers half to even; quantities down to the step. */
export interface HostIntent {
  instrument: number;
  side: Side;
  type: OrderType;
  /** Base asset, or quote asset with `inQuote`; above 0. */
  amount: number;
  inQuote?: boolean;
  /** Of limit and stop limit, quote asset. */
  limit?: number;
  /** Of stop, take profit and stop limit, quote asset. */
  trigger?: number;
  /** Of a trailing stop, ratio in (0, 1). */
  trailRatio?: number;
  timeInForce?: TimeInForce;
  /** Of good till date, Unix ms. */
  expireTime?: number;
  postOnly?: boolean;
  reduceOnly?: boolean;
  protection?: HostProtection;
}

/** Where an order stands: "pending" was asked for in this callback and has not been judged yet. */
export type OrderState =
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

/** One of the bot's own orders: its wish and what has become of it. Fields change between callbacks. */
export interface HostOrder {
  /** The bot's number of it, from 1, in the order of asking. Protective orders that the engine made have negative numbers. */
  readonly id: number;
  readonly instrument: number;
  readonly side: Side;
  readonly type: OrderType;
  /** As asked for, base asset, or quote asset with `inQuote`; of a protective order what it covers now. */
  amount: number;
  readonly inQuote: boolean;
  limit?: number;
  trigger?: number;
  trailRatio?: number;
  state: OrderState;
  /** Filled so far, base asset. */
  filled: number;
  /** Mean price of what was filled, quote asset; 0 before the first fill. */
  averagePrice: number;
  /** Fees so far, quote asset (a fee in the base asset at the price of its fill). */
  fee: number;
  /** Why it ended without filling whole, e.g. "below-minimum"; "" otherwise. */
  reason: string;
  /** When it was asked for, Unix ms. */
  readonly time: number;
  /** Whether the engine made it to protect an entry. */
  readonly protective: boolean;
}

/** One execution of one of the bot's orders. */
export interface HostFill {
  /** Number of the order, as in `HostOrder.id`; 0 for one that the venue made, e.g. a liquidation. */
  readonly order: number;
  readonly instrument: number;
  readonly side: Side;
  /** Quote asset. */
  readonly price: number;
  /** Base asset, above 0. */
  readonly quantity: number;
  /** In the quote asset, or in the base asset with `feeInBase`. */
  readonly fee: number;
  readonly feeInBase: boolean;
  readonly maker: boolean;
  /** Why the order existed: "signal", "stop", "target", "trailing", … */
  readonly purpose: string;
  /** Unix ms. */
  readonly time: number;
}

/** How a log line is shown. */
export type LogLevel = 'info' | 'warn' | 'error';

/** The run as seen by the bot during one callback. Everything is cheap to read; nothing is allocated by reading, but by `openOrders`. */
export interface Host {
  readonly instruments: readonly HostInstrument[];
  /** By instrument. */
  readonly bars: readonly HostBars[];
  readonly run: HostRun;

  /** Close of the bars this callback is about, or the time of the fill, Unix ms. */
  readonly time: number;
  /** Instruments whose bar closed now, in the run's order: the first `closedCount` of it. None during `onFill` and `initializeState`. */
  readonly closed: Int32Array;
  readonly closedCount: number;
  /** Whether this bar only warms up: what is asked for is ignored. */
  readonly warmUp: boolean;

  /** Balance of the quote asset, reservations not taken off. */
  readonly cash: number;
  /** What an entry may spend now, quote asset. */
  readonly freeQuote: number;
  /** Cash and everything held at the last closes, quote asset. */
  readonly equity: number;
  /** Signed quantity of this bot's position, base asset, by instrument. */
  readonly positions: Float64Array;
  /** Average entry price, quote asset, by instrument; 0 when flat. */
  readonly entryPrices: Float64Array;

  /** The bot's orders at work, by number, the pending ones of this callback included. */
  openOrders(): readonly HostOrder[];
  /** One of the bot's orders by number, ended or not; undefined when there never was one, or when 10,000 later ones have ended. */
  order(id: number): HostOrder | undefined;
  /** Fills since the bot was called last, oldest first. */
  readonly fills: readonly HostFill[];

  /** Asks for an order; returns its number. What cannot be an order (amount not above 0, a price missing) throws a RangeError. */
  submit(intent: HostIntent): number;
  /** Asks for two orders of which a fill of one reduces the other; returns the first number, the second is one more. */
  oneCancelsOther(first: HostIntent, second: HostIntent): number;
  /** Asks to cancel; one that was asked for in this very callback is never sent. False when there is no such open order. */
  cancel(id: number): boolean;
  /** States where the bot wants to stand: 1 long, 0 flat, -1 short. Sized by the run; repeating a target asks for nothing. */
  target(instrument: number, direction: -1 | 0 | 1, protection?: HostProtection): void;
  /** A market order of the run's own size, whether or not a position is held; returns its number. */
  enter(instrument: number, side: Side): number;

  /** The bot's JSON state: kept when the callback returned, put back when it threw. */
  state: Record<string, unknown>;
  /** A number in [0, 1) from the run's seed, as Math.random is. */
  random(): number;
  /** Adds a point of a named series to the run's plots at `time`, a line unless said; panel "" is the price chart; not a finite number: no point. */
  plot(name: string, value: number, panel: string, kind?: 'line' | 'points'): void;
  /** Adds a line to the run's log. */
  log(level: LogLevel, text: string): void;
}

/** What a bot's file may export. */
export interface BotModule {
  /** The bot's parameters; read before the run begins. */
  parameters?: Record<string, unknown>;
  /** Once, before the first bar. */
  initializeState?: (config: unknown, state: unknown) => unknown;
  /** Once for each instant at which bars close. */
  onData?: (input: unknown) => unknown;
  /** For each fill, if there is one. Costs a trip to the engine for each fill. */
  onFill?: (fill: unknown, input: unknown) => unknown;
  /** Once after the update of a deployed bot, with the state of the version before; returns the new one. */
  migrateState?: (state: unknown, fromVersion: string) => unknown;
}

/** What `api/input.ts` makes of a host, once a run. */
export interface Door {
  /** What `onData` and `onFill` are given: one object for the whole run. */
  readonly input: unknown;
  /** What `initializeState` is given. */
  readonly config: unknown;
  /** Called before each callback, after the host has moved on: brings the input up to date. Must cost next to nothing. */
  refresh(): void;
  /** What `onFill` is given for a fill. */
  fill(fill: HostFill): unknown;
}

/** The one export that shim.ts needs of api/input.ts: `export function createInput(host: Host): Door`. */
export type CreateInput = (host: Host) => Door;
