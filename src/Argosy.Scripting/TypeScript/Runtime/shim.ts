// Runs one bot: takes frames from the engine, shows it bar after bar, and answers what it asked for.
//
// The entry file is generated; it imports this module first and the bot second, so that the bot's own lines are evaluated in a closed
// world (protocol/world.ts), and then calls `serve`. Everything is synchronous: nothing of the run depends on a timer or the machine.

import { createInput } from './api/input.ts';
import type { BotModule, Door, Host, HostBars, HostFill, HostInstrument, HostRun } from './host.ts';
import { describe } from './protocol/faults.ts';
import * as orders from './protocol/orders.ts';
import * as output from './protocol/output.ts';
import { answer, frame, receive } from './protocol/pipe.ts';
import { keep, restore } from './protocol/state.ts';
import { close, machineTime, seeded, setTime } from './protocol/world.ts';

interface Begin {
  readonly bot: string;
  readonly instruments: readonly HostInstrument[];
  readonly run: HostRun;
  /** Bar length by instrument, ms; 0 where the closes are told. */
  readonly lengths: readonly number[];
  /** Bars to come by instrument, where that is known: so much room is made at once. */
  readonly rows?: readonly number[];
  readonly reasons: readonly string[];
  readonly purposes: readonly string[];
  readonly isMargin: boolean;
}

/** Frames from the engine. */
const RUN = 2;
const FILL = 3;
const STATE = 4;
const MIGRATE = 5;
/** Frames to the engine. */
const HELLO = 1;
const ANSWER = 2;
const KEPT = 4;
/** Of a run or a fill. */
const IS_WARM_UP = 1;
const WANTS_STATE = 2;
/** Of an answer: the bot failed too often; its state is told. */
const IS_STOPPED = 1;
const HAS_STATE = 2;

const LONGEST_SILENCE = 50;
const SELDOM = 32;
const QUICK = 1;
const MOST_FAILURES = 3;

if (!receive()) throw new Error('the pipe ended before the run began');
frame.u8();
const begin = JSON.parse(frame.text()) as Begin;
const count = begin.instruments.length;
const random = seeded(`${begin.run.seed}|${begin.bot}`);
orders.words.reasons = begin.reasons;
orders.words.purposes = begin.purposes;

const bars: HostBars[] = begin.instruments.map((_, i) => columns(room(i)));
const closes: Float64Array[] = begin.instruments.map((_, i) => new Float64Array(begin.lengths[i] === 0 ? room(i) : 0));
const told = new Int32Array(count);
const lengths = Float64Array.from(begin.lengths);
const positions = new Float64Array(count);
const entryPrices = new Float64Array(count);
const closed = new Int32Array(count);
let closedCount = 0;
let time = 0;
let warmUp = false;
let cash = begin.run.startingCash;
let freeQuote = cash;
let marginEquity = cash;
const noFills: HostFill[] = [];
let fills = noFills;
let shown = 0;
let state: Record<string, unknown> = {};
let kept: unknown = {};

function room(instrument: number): number {
  return Math.max(64, begin.rows?.[instrument] ?? 0);
}

function columns(rows: number): HostBars {
  const column = (): Float64Array => new Float64Array(rows);
  return {
    length: 0,
    time: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  };
}

const host: Host = {
  instruments: begin.instruments,
  bars,
  run: begin.run,
  get time() {
    return time;
  },
  closed,
  get closedCount() {
    return closedCount;
  },
  get warmUp() {
    return warmUp;
  },
  get cash() {
    return cash;
  },
  get freeQuote() {
    return freeQuote;
  },
  get equity() {
    if (begin.isMargin) return marginEquity;
    let equity = cash;
    for (let i = 0; i < count; i++) {
      const held = positions[i]!;
      if (held !== 0) equity += held * bars[i]!.close[bars[i]!.length - 1]!;
    }
    return equity;
  },
  positions,
  entryPrices,
  openOrders: orders.openOrders,
  order: orders.findOrder,
  get fills() {
    return fills;
  },
  submit: intent => orders.submit(intent, count, time),
  oneCancelsOther: (first, second) => orders.pair(first, second, count, time),
  cancel: orders.cancel,
  target: (instrument, direction, protection) => orders.target(instrument, direction, protection, count),
  enter: (instrument, side) => orders.enter(instrument, side, count, time),
  get state() {
    return state;
  },
  set state(value) {
    state = value;
  },
  random,
  plot: (name, value, panel, kind) => output.plot(name, value, panel, kind === 'points', time),
  log: (level, text) => output.log(level, text, time),
};

close(random);
const door: Door = createInput(host);
{
  const own = (door.input as { console?: unknown }).console;
  if (own !== undefined)
    Object.defineProperty(globalThis, 'console', { value: own, writable: true, configurable: true });
}

let onData: (input: unknown) => unknown;
let onFill: BotModule['onFill'];
let bot: BotModule;
let hasBegun = false;
let failures = 0;
let stopReason = '';
let wantsState = false;
let toldState = '';
let firstNumber = 0;

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';

/** Begins to serve the bot whose module this is; returns when the engine has closed the pipe. */
export async function serve(module: Record<string, unknown>): Promise<void> {
  const fallback = (module['__argosy'] ?? {}) as Record<string, unknown>;
  const wrapped = (
    typeof module['default'] === 'object' && module['default'] !== null ? module['default'] : {}
  ) as Record<string, unknown>;
  const find = (name: string): unknown => fallback[name] ?? module[name] ?? wrapped[name];
  const handler = (name: string): ((...args: unknown[]) => unknown) | undefined => {
    const found = find(name);
    if (found === undefined || typeof found === 'function') return found as (...args: unknown[]) => unknown;
    throw new TypeError(`${name} is no function`);
  };
  bot = {
    initializeState: handler('initializeState'),
    onData: handler('onData'),
    onFill: handler('onFill'),
    migrateState: handler('migrateState'),
  } as BotModule;
  if (bot.onData === undefined)
    throw new TypeError(`${begin.bot} exports no function onData; expected export function onData(input) { … }`);
  onData = bot.onData;
  onFill = bot.onFill;
  answer.u8(HELLO);
  answer.text(
    JSON.stringify({
      parameters: find('parameters') ?? {},
      hasOnFill: onFill !== undefined,
      migratesState: bot.migrateState !== undefined,
    }),
  );
  answer.send();
  while (receive()) {
    const kind = frame.u8();
    let pending: undefined | PromiseLike<void>;
    if (kind === RUN) pending = run();
    else if (kind === FILL) pending = hearFill();
    else if (kind === STATE) tellState();
    else if (kind === MIGRATE) migrate();
    else throw new Error(`a frame of kind ${kind} is none`);
    if (pending !== undefined) await pending;
  }
}

function readTraits(): void {
  const traits = frame.u8();
  warmUp = (traits & IS_WARM_UP) !== 0;
  wantsState = (traits & WANTS_STATE) !== 0;
}

function readAccount(): void {
  cash = frame.f64();
  freeQuote = frame.f64();
  marginEquity = frame.f64();
  const [fillCount, orderCount] = [frame.u32(), frame.u32()];
  for (let i = 0; i < count; i++) positions[i] = frame.f64();
  for (let i = 0; i < count; i++) entryPrices[i] = frame.f64();
  if (fillCount > 0) {
    if (shown > 0) fills = noFills;
    shown = 0;
    if (fills === noFills) fills = [];
    for (let k = 0; k < fillCount; k++) fills.push(orders.readFill());
  }
  for (let k = 0; k < orderCount; k++) orders.readOrder();
}

function readBars(): void {
  const instrument = frame.u16();
  frame.u16();
  const rows = frame.u32();
  const own = bars[instrument]!;
  const from = told[instrument]!;
  if (from + rows > own.time.length) {
    const size = Math.max(from + rows, own.time.length * 2);
    for (const name of ['time', 'open', 'high', 'low', 'close', 'volume'] as const)
      own[name] = longer(own[name], from, size);
    if (lengths[instrument] === 0) closes[instrument] = longer(closes[instrument]!, from, size);
  }
  own.time.set(frame.column(rows), from);
  own.open.set(frame.column(rows), from);
  own.high.set(frame.column(rows), from);
  own.low.set(frame.column(rows), from);
  own.close.set(frame.column(rows), from);
  own.volume.set(frame.column(rows), from);
  if (lengths[instrument] === 0) closes[instrument]!.set(frame.column(rows), from);
  told[instrument] = from + rows;
}

function longer(column: Float64Array, rows: number, size: number): Float64Array {
  const made = new Float64Array(size);
  made.set(column.subarray(0, rows));
  return made;
}

let until = 0;
let began = 0;

function run(): undefined | PromiseLike<void> {
  readTraits();
  const sections = frame.u16();
  frame.u32();
  until = frame.f64();
  for (let k = 0; k < sections; k++) readBars();
  readAccount();
  began = machineTime();
  if (!hasBegun) {
    const pending = beginState();
    if (pending !== undefined) return pending;
  }
  return go();
}

// Once, before the first bar, at the time it opened.
function beginState(): undefined | PromiseLike<void> {
  hasBegun = true;
  time = Infinity;
  for (const own of bars) if (told[bars.indexOf(own)]! > 0) time = Math.min(time, own.time[0]!);
  setTime(time);
  output.beginCallback();
  const made = bot.initializeState?.(door.config, state);
  const take = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) state = value as Record<string, unknown>;
    kept = keep(state, kept);
    orders.drop();
    if (former === undefined) return;
    const fault = takeOver(former);
    if (fault !== '')
      output.log('error', `migrateState failed, the older version's state is not taken over: ${fault}`, time);
    former = undefined;
  };
  if (isPromise(made)) {
    return made.then(value => {
      take(value);
      return go();
    });
  }
  take(made);
  return undefined;
}

// Bar after bar until something was asked for, all have been seen, or it is time to answer.
function go(): undefined | PromiseLike<void> {
  while (advance()) {
    let result: unknown;
    try {
      door.refresh();
      result = onData(door.input);
    } catch (fault) {
      fail(fault);
      if (isOver()) break;
      continue;
    }
    if (isPromise(result)) {
      return result.then(succeed, fail).then(() => {
        if (!isOver()) return go();
        finish();
        return undefined;
      });
    }
    succeed();
    if (isOver()) break;
  }
  finish();
  return undefined;
}

function advance(): boolean {
  let next = Infinity;
  for (let i = 0; i < count; i++) {
    const at = closeOf(i);
    if (at < next) next = at;
  }
  if (!(next <= until)) return false;
  closedCount = 0;
  for (let i = 0; i < count; i++) {
    if (closeOf(i) !== next) continue;
    bars[i]!.length++;
    closed[closedCount++] = i;
  }
  enterCallback(next);
  // Fills are shown to the first callback after them.
  if (fills !== noFills && ++shown > 1) fills = noFills;
  return true;
}

function enterCallback(at: number): void {
  time = at;
  setTime(at);
  firstNumber = orders.lastNumber();
  output.beginCallback();
}

// When the next bar of an instrument closes, as far as it has been told.
function closeOf(i: number): number {
  const own = bars[i]!;
  const row = own.length;
  if (row >= told[i]!) return Infinity;
  const length = lengths[i]!;
  return length > 0 ? own.time[row]! + length : closes[i]![row]!;
}

function succeed(): void {
  try {
    kept = keep(state, kept);
  } catch (fault) {
    fail(fault);
    return;
  }
  failures = 0;
  if (warmUp && orders.wishes() > 0) orders.drop();
}

function fail(fault: unknown): void {
  state = restore(kept) as Record<string, unknown>;
  orders.forget(firstNumber);
  output.dropPlots();
  const what = describe(fault, begin.bot);
  output.log('error', what, time);
  if (++failures >= MOST_FAILURES)
    stopReason = `the bot failed ${MOST_FAILURES} times in a row and is stopped: ${what}`;
}

let sinceLooked = 0;
let lookEvery = 1;
let lookedAt = 0;

// Whether it is time to answer. The clock costs as much as a small callback: while they are quick it is looked at every few of them.
function isOver(): boolean {
  if (orders.wishes() > 0 || stopReason !== '') return true;
  if (++sinceLooked < lookEvery) return false;
  sinceLooked = 0;
  const now = machineTime();
  lookEvery = now - lookedAt <= QUICK ? Math.min(lookEvery * 2, SELDOM) : 1;
  lookedAt = now;
  return now - began >= LONGEST_SILENCE || output.isFull();
}

function finish(): void {
  const text = wantsState ? JSON.stringify(kept) : toldState;
  const hasState = text !== toldState;
  toldState = text;
  answer.u8(ANSWER);
  answer.u8((stopReason === '' ? 0 : IS_STOPPED) | (hasState ? HAS_STATE : 0));
  answer.f64(time);
  orders.writeWishes();
  output.writeOutput();
  if (stopReason !== '') answer.text(stopReason);
  if (hasState) answer.text(text);
  answer.send();
}

function hearFill(): undefined | PromiseLike<void> {
  readTraits();
  const at = frame.f64();
  readAccount();
  const heard = fills;
  closedCount = 0;
  enterCallback(at);
  began = machineTime();
  let result: unknown;
  try {
    door.refresh();
    result = onFill!(door.fill(heard[heard.length - 1]!), door.input);
  } catch (fault) {
    fail(fault);
    finish();
    return undefined;
  }
  if (isPromise(result)) return result.then(succeed, fail).then(finish);
  succeed();
  finish();
  return undefined;
}

type Former = { version: null | string; state: Record<string, unknown> };
let former: Former | undefined;

// What another version of the bot had kept, for this one to go on with. Before the first bar it waits until the bot has begun.
function migrate(): void {
  const old = JSON.parse(frame.text()) as Former;
  if (hasBegun) {
    const fault = takeOver(old);
    tellKept(kept, fault);
  } else {
    former = old;
    tellKept(old.state, '');
  }
}

// Without a version it is the bot's own and taken as it is. What goes wrong is said; then the state is what it was.
function takeOver(old: Former): string {
  try {
    const made = old.version === null ? undefined : bot.migrateState?.(old.state, old.version);
    // What returns nothing has changed the state it was given.
    state = typeof made === 'object' && made !== null ? (made as Record<string, unknown>) : old.state;
    // Into a fresh copy: what was kept stays whole where this cannot be kept.
    kept = keep(state, undefined);
    return '';
  } catch (thrown) {
    state = restore(kept) as Record<string, unknown>;
    return describe(thrown, begin.bot);
  }
}

function tellState(): void {
  tellKept(kept, '');
}

function tellKept(json: unknown, fault: string): void {
  toldState = JSON.stringify(json);
  answer.u8(KEPT);
  answer.text(toldState);
  answer.text(fault);
  answer.send();
}
