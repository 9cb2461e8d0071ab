import type { HostInstrument, HostIntent, HostProtection, OrderType, Side } from '../host.ts';
import { positive, said, suggestion } from './checks.ts';
import type { BotLevel, BotOrderRequest, BotProtection } from './types/trader.ts';

const TYPES: readonly OrderType[] = ['market', 'limit', 'stop', 'takeProfit', 'stopLimit', 'trailingStop'];
const TIMES = ['gtc', 'ioc', 'fok', 'gtd'] as const;

/** Fields of a request: what it is made of, so that a misspelt one is not passed over. */
const FIELDS = [
  'pair',
  'type',
  'direction',
  'amount',
  'amountIn',
  'price',
  'stopPrice',
  'trail',
  'timeInForce',
  'expires',
  'postOnly',
  'reduceOnly',
  'stopLoss',
  'takeProfit',
  'trailingStop',
] as const;

const OPENING_FIELDS = ['pair', 'direction', 'amount', 'stopLoss', 'takeProfit', 'trailingStop'] as const;

/** The place of a pair in the run's order. */
export function instrumentOf(call: string, pair: unknown, instruments: readonly HostInstrument[]): number {
  if (typeof pair !== 'string')
    throw new TypeError(
      `${call}: pair is ${said(pair)}; expected a text such as '${instruments[0]?.pair ?? 'BTC/USD'}'`,
    );
  for (let i = 0; i < instruments.length; i++) if (instruments[i]!.pair === pair) return i;
  const pairs = instruments.map(instrument => instrument.pair);
  throw new RangeError(
    `${call}: '${pair}' is no pair of this run${suggestion(pair, pairs)} (its pairs: ${pairs.join(', ')})`,
  );
}

/** The intent that a request means; throws an error that says what was expected where it means none. */
export function intentOf(call: string, request: BotOrderRequest, instruments: readonly HostInstrument[]): HostIntent {
  if (typeof request !== 'object' || request === null)
    throw new TypeError(
      `${call}: the order is ${said(request)}; expected an object { pair, type, direction, amount, … }`,
    );
  checkFields(call, request, FIELDS);
  const type = typeOf(call, request.type);
  const intent: HostIntent = {
    instrument: instrumentOf(call, request.pair, instruments),
    side: sideOf(call, request.direction),
    type,
    amount: amountOf(call, request.amount),
  };
  if (request.amountIn !== undefined)
    intent.inQuote = choice(call, 'amountIn', request.amountIn, ['base', 'quote']) === 'quote';
  addPrices(call, request, type, intent);
  if (request.timeInForce !== undefined) intent.timeInForce = choice(call, 'timeInForce', request.timeInForce, TIMES);
  if (request.expires !== undefined) intent.expireTime = positive(call, 'expires', request.expires);
  if (intent.timeInForce === 'gtd' && intent.expireTime === undefined)
    throw new RangeError(`${call}: a 'gtd' order needs expires, the time it ends (Unix ms)`);
  if (request.postOnly) intent.postOnly = true;
  if (request.reduceOnly) intent.reduceOnly = true;
  const protection = protectionOf(call, request);
  if (protection) intent.protection = protection;
  return intent;
}

function addPrices(call: string, request: BotOrderRequest, type: OrderType, intent: HostIntent): void {
  const needsLimit = type === 'limit' || type === 'stopLimit';
  const needsTrigger = type === 'stop' || type === 'takeProfit' || type === 'stopLimit';
  if (needsLimit) intent.limit = priceOf(call, type, 'price', request.price);
  if (needsTrigger) {
    const trigger = type === 'stopLimit' ? request.stopPrice : (request.stopPrice ?? request.price);
    intent.trigger = priceOf(call, type, 'stopPrice', trigger);
  }
  if (type === 'trailingStop') intent.trailRatio = ratioOf(call, 'trail', request.trail);
  else if (request.trail !== undefined)
    throw new RangeError(
      `${call}: trail is for orders of type 'trailingStop'; a stop that follows this order's fill is trailingStop`,
    );
  if (!needsTrigger && request.stopPrice !== undefined)
    throw new RangeError(
      `${call}: an order of type '${type}' has no stopPrice; a stop that protects its fill is stopLoss`,
    );
}

function priceOf(call: string, type: OrderType, name: string, value: unknown): number {
  if (value === undefined)
    throw new RangeError(`${call}: an order of type '${type}' needs ${name}, in the quote asset`);
  return positive(call, name, value as number);
}

function amountOf(call: string, value: unknown): number {
  if (typeof value === 'number' && value > 0 && value < Infinity) return value;
  const hint = typeof value === 'string' && Number(value) > 0 ? `; write Number(${JSON.stringify(value)})` : '';
  throw new RangeError(`${call}: amount is ${said(value)}; expected a number above 0${hint}`);
}

/** Buy or sell, upper case too. */
export function sideOf(call: string, value: unknown): Side {
  return choice(call, 'direction', value, ['buy', 'sell']);
}

/** The type; upper case, `stop-limit` and `STOP_LIMIT` are understood too. */
function typeOf(call: string, value: unknown): OrderType {
  if (value === undefined) throw new TypeError(`${call}: type is missing; expected one of ${TYPES.join(', ')}`);
  if (typeof value === 'string') {
    const plain = value.replace(/[-_ ]/g, '').toLowerCase();
    for (const type of TYPES) if (type.toLowerCase() === plain) return type;
  }
  return choice(call, 'type', value, TYPES);
}

function choice<T extends string>(call: string, name: string, value: unknown, choices: readonly T[]): T {
  if (typeof value !== 'string')
    throw new TypeError(`${call}: ${name} is ${said(value)}; expected one of ${choices.join(', ')}`);
  const lower = value.toLowerCase();
  for (const one of choices) if (one === lower) return one;
  throw new RangeError(
    `${call}: ${name} is '${value}'${suggestion(value, choices)}; expected one of ${choices.join(', ')}`,
  );
}

/** Stop and target of an entry; nothing where there are none. */
export function protectionOf(call: string, wanted: BotProtection): HostProtection | undefined {
  const { stopLoss, takeProfit, trailingStop } = wanted;
  if (stopLoss === undefined && takeProfit === undefined && trailingStop === undefined) return undefined;
  if (stopLoss !== undefined && trailingStop !== undefined)
    throw new RangeError(`${call}: give stopLoss or trailingStop, not both`);
  const protection: HostProtection = {};
  if (stopLoss !== undefined) {
    if (isPercent(stopLoss)) protection.stopRatio = ratioOf(call, 'stopLoss', stopLoss);
    else protection.stopPrice = levelOf(call, 'stopLoss', stopLoss);
  }
  if (takeProfit !== undefined) {
    if (isPercent(takeProfit)) protection.targetRatio = ratioOf(call, 'takeProfit', takeProfit, Infinity);
    else protection.targetPrice = levelOf(call, 'takeProfit', takeProfit);
  }
  if (trailingStop !== undefined) protection.trailRatio = ratioOf(call, 'trailingStop', trailingStop);
  return protection;
}

function isPercent(value: BotLevel): value is `${number}%` {
  return typeof value === 'string';
}

function levelOf(call: string, name: string, value: unknown): number {
  if (typeof value === 'number' && value > 0 && value < Infinity) return value;
  throw new RangeError(`${call}: ${name} is ${said(value)}; expected a price above 0, or a distance such as '2%'`);
}

function ratioOf(call: string, name: string, value: unknown, below = 1): number {
  if (typeof value === 'string' && /^\d+(\.\d+)?%$/.test(value)) {
    const ratio = Number(value.slice(0, -1)) / 100;
    if (ratio > 0 && ratio < below) return ratio;
  }
  const most = below === Infinity ? '' : ' and below 100%';
  throw new RangeError(`${call}: ${name} is ${said(value)}; expected a distance above 0%${most}, such as '2%'`);
}

/** Throws for a field that there is not. */
export function checkFields(call: string, given: object, known: readonly string[] = OPENING_FIELDS): void {
  for (const field in given) {
    if (!known.includes(field))
      throw new RangeError(
        `${call}: there is no '${field}'${suggestion(field, known)} (there are: ${known.join(', ')})`,
      );
  }
}
