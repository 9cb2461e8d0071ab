// The bot's orders, and what it asks for during one callback.

import type {
  HostFill,
  HostIntent,
  HostOrder,
  HostProtection,
  OrderState,
  OrderType,
  Side,
  TimeInForce,
} from '../host.ts';
import { answer, frame } from './pipe.ts';

const SIDES: readonly Side[] = ['buy', 'sell'];
const TYPES: readonly OrderType[] = ['market', 'limit', 'stop', 'takeProfit', 'stopLimit', 'trailingStop'];
const TIMES: readonly TimeInForce[] = ['gtc', 'ioc', 'fok', 'gtd'];
const STATES: readonly OrderState[] = [
  'held',
  'submitted',
  'working',
  'partlyFilled',
  'filled',
  'cancelled',
  'expired',
  'rejected',
  'refused',
];
const FIRST_ENDED = STATES.indexOf('filled');
const MOST_ENDED = 10_000;
const MOST_ASKED = 1_000;

type Writable = { -readonly [K in keyof HostOrder]: HostOrder[K] };

interface Asked {
  readonly kind: 'order' | 'pair' | 'enter' | 'cancel' | 'target';
  readonly id: number;
  readonly instrument: number;
  readonly intent?: HostIntent;
  readonly second?: HostIntent;
  readonly side?: Side;
  readonly direction?: number;
  readonly protection?: HostProtection | undefined;
}

/** What is told by codes: why orders end, and why they exist. */
export const words = { reasons: [] as readonly string[], purposes: [] as readonly string[] };

const known = new Map<number, Writable>();
let open: Writable[] = [];
let ended: number[] = [];
let asked: Asked[] = [];
let lastId = 0;

/** Number of wishes of this callback. */
export const wishes = (): number => asked.length;

export const openOrders = (): readonly HostOrder[] => open.filter(isOpen);

export const findOrder = (id: number): HostOrder | undefined => known.get(id);

const isOpen = (order: HostOrder): boolean => order.state === 'pending' || STATES.indexOf(order.state) < FIRST_ENDED;

const refuse = (what: string): never => {
  throw new RangeError(what);
};

function number(name: string, value: number | undefined, mayMiss: boolean): void {
  if (value === undefined && mayMiss) return;
  if (typeof value !== 'number' || !(value > 0) || value === Infinity)
    refuse(`${name} must be a number above 0, was ${String(value)}`);
}

function ratio(name: string, value: number | undefined, most: number): void {
  if (value === undefined) return;
  if (typeof value !== 'number' || !(value > 0) || !(value < most))
    refuse(`${name} must be a ratio above 0${most < Infinity ? ` and below ${most}` : ''}, was ${String(value)}`);
}

function checkProtection(protection: HostProtection | undefined): void {
  if (protection === undefined) return;
  number('stopPrice', protection.stopPrice, true);
  number('targetPrice', protection.targetPrice, true);
  ratio('stopRatio', protection.stopRatio, 1);
  ratio('targetRatio', protection.targetRatio, Infinity);
  ratio('trailRatio', protection.trailRatio, 1);
}

function check(intent: HostIntent, instruments: number): void {
  if (!(Number.isInteger(intent.instrument) && intent.instrument >= 0 && intent.instrument < instruments))
    refuse(`there is no instrument ${String(intent.instrument)}`);
  if (!SIDES.includes(intent.side)) refuse(`side must be "buy" or "sell", was ${String(intent.side)}`);
  if (!TYPES.includes(intent.type)) refuse(`type must be one of ${TYPES.join(', ')}, was ${String(intent.type)}`);
  number('amount', intent.amount, false);
  number('limit', intent.limit, !(intent.type === 'limit' || intent.type === 'stopLimit'));
  number(
    'trigger',
    intent.trigger,
    !(intent.type === 'stop' || intent.type === 'takeProfit' || intent.type === 'stopLimit'),
  );
  if (intent.type === 'trailingStop' && intent.trailRatio === undefined) refuse('a trailing stop needs trailRatio');
  ratio('trailRatio', intent.trailRatio, 1);
  if (intent.timeInForce !== undefined && !TIMES.includes(intent.timeInForce))
    refuse(`timeInForce must be one of ${TIMES.join(', ')}, was ${String(intent.timeInForce)}`);
  if (intent.timeInForce === 'gtd') number('expireTime', intent.expireTime, false);
  checkProtection(intent.protection);
}

function ask(wish: Asked): void {
  if (asked.length >= MOST_ASKED) refuse(`a callback may ask for ${MOST_ASKED} things at most`);
  asked.push(wish);
}

function pending(intent: HostIntent, time: number): number {
  const order: Writable = {
    id: ++lastId,
    instrument: intent.instrument,
    side: intent.side,
    type: intent.type,
    amount: intent.amount,
    inQuote: intent.inQuote === true,
    state: 'pending',
    filled: 0,
    averagePrice: 0,
    fee: 0,
    reason: '',
    time,
    protective: false,
  };
  if (intent.limit !== undefined) order.limit = intent.limit;
  if (intent.trigger !== undefined) order.trigger = intent.trigger;
  if (intent.trailRatio !== undefined) order.trailRatio = intent.trailRatio;
  known.set(order.id, order);
  open.push(order);
  return order.id;
}

export function submit(intent: HostIntent, instruments: number, time: number): number {
  check(intent, instruments);
  ask({ kind: 'order', id: lastId + 1, instrument: intent.instrument, intent: { ...intent } });
  return pending(intent, time);
}

export function pair(first: HostIntent, second: HostIntent, instruments: number, time: number): number {
  check(first, instruments);
  check(second, instruments);
  if (first.instrument !== second.instrument) refuse('the two orders of a pair are of one instrument');
  ask({ kind: 'pair', id: lastId + 1, instrument: first.instrument, intent: { ...first }, second: { ...second } });
  const id = pending(first, time);
  pending(second, time);
  return id;
}

export function enter(instrument: number, side: Side, instruments: number, time: number): number {
  check({ instrument, side, type: 'market', amount: 1 }, instruments);
  ask({ kind: 'enter', id: lastId + 1, instrument, side });
  return pending({ instrument, side, type: 'market', amount: 0 }, time);
}

export function target(
  instrument: number,
  direction: number,
  protection: HostProtection | undefined,
  instruments: number,
): void {
  if (!(Number.isInteger(instrument) && instrument >= 0 && instrument < instruments))
    refuse(`there is no instrument ${String(instrument)}`);
  if (direction !== -1 && direction !== 0 && direction !== 1)
    refuse(`a target is -1, 0 or 1, was ${String(direction)}`);
  checkProtection(protection);
  ask({ kind: 'target', id: 0, instrument, direction, protection: protection && { ...protection } });
}

export function cancel(id: number): boolean {
  const order = known.get(id);
  if (order === undefined || !isOpen(order)) return false;
  if (order.state === 'pending') {
    const wish = asked.findIndex(one => one.id === id && one.kind !== 'cancel');
    // Of a pair neither is taken back alone: the other one would stand by itself.
    if (wish >= 0 && asked[wish]!.kind !== 'pair') {
      asked.splice(wish, 1);
      end(order, 'cancelled', 'requested');
      open.splice(open.indexOf(order), 1);
      return true;
    }
  }
  ask({ kind: 'cancel', id, instrument: order.instrument });
  return true;
}

function end(order: Writable, state: OrderState, reason: string): void {
  order.state = state;
  order.reason = reason;
  ended.push(order.id);
  if (ended.length <= MOST_ENDED * 2) return;
  for (const id of ended.slice(0, ended.length - MOST_ENDED)) known.delete(id);
  ended = ended.slice(-MOST_ENDED);
}

/** Takes back everything the callback asked for. */
export function forget(first: number): void {
  for (let id = first + 1; id <= lastId; id++) known.delete(id);
  if (lastId > first) open = open.filter(order => order.id <= first);
  if (ended.length > 0) ended = ended.filter(id => id <= first);
  lastId = first;
  asked = [];
}

/** The last number given. */
export const lastNumber = (): number => lastId;

/** While a run warms up nothing that is asked for is sent. */
export function drop(): void {
  for (const order of open) {
    if (order.state === 'pending') end(order, 'cancelled', 'warm-up');
  }
  open = open.filter(isOpen);
  asked = [];
}

function price(value: number | undefined): void {
  answer.f64(value ?? 0);
}

function writeProtection(protection: HostProtection | undefined): void {
  answer.u8(protection === undefined ? 0 : 1);
  if (protection === undefined) return;
  price(protection.stopPrice);
  price(protection.stopRatio);
  price(protection.targetPrice);
  price(protection.targetRatio);
  price(protection.trailRatio);
}

function writeIntent(intent: HostIntent): void {
  answer.u8(SIDES.indexOf(intent.side));
  answer.u8(TYPES.indexOf(intent.type));
  answer.u8(TIMES.indexOf(intent.timeInForce ?? 'gtc'));
  answer.u8(
    (intent.inQuote === true ? 1 : 0) | (intent.postOnly === true ? 2 : 0) | (intent.reduceOnly === true ? 4 : 0),
  );
  price(intent.amount);
  price(intent.limit);
  price(intent.trigger);
  price(intent.trailRatio);
  price(intent.expireTime);
  writeProtection(intent.protection);
}

/** Writes what was asked for and forgets it. */
export function writeWishes(): void {
  answer.u16(asked.length);
  for (const wish of asked) {
    answer.u16(wish.instrument);
    answer.i32(wish.id);
    switch (wish.kind) {
      case 'order':
        answer.u8(0);
        writeIntent(wish.intent!);
        break;
      case 'pair':
        answer.u8(1);
        writeIntent(wish.intent!);
        writeIntent(wish.second!);
        break;
      case 'enter':
        answer.u8(2);
        answer.u8(SIDES.indexOf(wish.side!));
        break;
      case 'cancel':
        answer.u8(3);
        break;
      case 'target':
        answer.u8(4);
        answer.u8(wish.direction! + 1);
        writeProtection(wish.protection);
        break;
    }
  }
  asked = [];
}

/** Reads one fill and books it on its order. */
export function readFill(): HostFill {
  const order = frame.i32();
  const instrument = frame.u16();
  const side = SIDES[frame.u8()]!;
  const traits = frame.u8();
  const purpose = words.purposes[frame.u8()]!;
  const [quantity, paid, fee, time] = [frame.f64(), frame.f64(), frame.f64(), frame.f64()];
  const feeInBase = (traits & 1) !== 0;
  const own = known.get(order);
  if (own !== undefined) {
    own.averagePrice = (own.averagePrice * own.filled + paid * quantity) / (own.filled + quantity);
    own.filled += quantity;
    own.fee += feeInBase ? fee * paid : fee;
  }
  return { order, instrument, side, price: paid, quantity, fee, feeInBase, maker: (traits & 2) !== 0, purpose, time };
}

/** Reads where an order stands now. */
export function readOrder(): void {
  const id = frame.i32();
  const traits = frame.u8();
  const state = STATES[frame.u8()]!;
  const reason = words.reasons[frame.u8()]!;
  let order = known.get(id);
  if ((traits & 1) !== 0) {
    const [instrument, side, type, time] = [frame.u16(), frame.u8(), frame.u8(), frame.f64()];
    order ??= {
      id,
      instrument,
      side: SIDES[side]!,
      type: TYPES[type]!,
      amount: 0,
      inQuote: (traits & 2) !== 0,
      state,
      filled: 0,
      averagePrice: 0,
      fee: 0,
      reason: '',
      time,
      protective: (traits & 4) !== 0,
    };
    if (!known.has(id)) {
      known.set(id, order);
      open.push(order);
    }
  }
  const [amount, limit, trigger, trail] = [frame.f64(), frame.f64(), frame.f64(), frame.f64()];
  if (order === undefined) return;
  // What the bot asked for stays as it asked for it.
  if (id < 0) order.amount = amount;
  if (limit > 0) order.limit = limit;
  if (trigger > 0) order.trigger = trigger;
  if (trail > 0) order.trailRatio = trail;
  if (STATES.indexOf(state) < FIRST_ENDED) {
    order.state = state;
    return;
  }
  end(order, state, reason);
  const place = open.indexOf(order);
  if (place >= 0) open.splice(place, 1);
}
