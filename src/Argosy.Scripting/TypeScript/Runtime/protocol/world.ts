// Makes the process's globals those of a run: no clock but the run's, no chance but its seed's, nothing that leads outside.
// What keeps a bot from harming anybody is the sandbox around the process; this keeps runs repeatable and messages clear.

type Anything = any; // eslint-disable-line @typescript-eslint/no-explicit-any

const world = globalThis as Anything;
const RealDate = Date;
const realNow = Date.now;

/** The machine's clock, ms: for the shim alone, which answers in time. */
export const machineTime: () => number = () => realNow();

let now = 0;

/** Sets the run's time, Unix ms. */
export function setTime(time: number): void {
  now = time;
}

// What JavaScript itself has, and a few helpers without a way outside. Everything else is taken away.
const kept = new Set(
  (
    'AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date DisposableStack Error ' +
    'EvalError Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array Intl Iterator JSON ' +
    'Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set String SuppressedError Symbol ' +
    'SyntaxError Temporal TextDecoder TextEncoder TypeError URIError URL URLSearchParams Uint16Array Uint32Array Uint8Array ' +
    'Uint8ClampedArray WeakMap WeakSet atob btoa console decodeURI decodeURIComponent encodeURI encodeURIComponent escape ' +
    'eval globalThis isFinite isNaN parseFloat parseInt structuredClone undefined unescape'
  ).split(' '),
);

const absent: Readonly<Record<string, string>> = {
  fetch: 'network',
  setTimeout: 'timers: it is called when bars close',
  setInterval: 'timers: it is called when bars close',
  setImmediate: 'timers: it is called when bars close',
  queueMicrotask: 'timers: it is called when bars close',
  require: 'further modules: it is one file',
  Worker: 'threads',
  WebSocket: 'network',
  XMLHttpRequest: 'network',
  alert: 'screen',
  prompt: 'screen',
  confirm: 'screen',
};

/** Numbers in [0, 1) with 53 bits, from a seed: sfc32. */
export function seeded(seed: string): () => number {
  let h = 1779033703 ^ seed.length;
  for (let i = 0; i < seed.length; i++) {
    h = Math.imul(h ^ seed.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  const mix = (): number => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    return (h ^= h >>> 16) | 0;
  };
  let a = mix();
  let b = mix();
  let c = mix();
  let d = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return () => (next() * 2097152 + (next() >>> 11)) / 9007199254740992;
}

/** Closes the world; everything evaluated afterwards lives in the run. */
export function close(random: () => number): void {
  const define = (name: string, value: unknown): void => {
    Object.defineProperty(world, name, { value, writable: true, configurable: true, enumerable: false });
  };
  for (const name of Reflect.ownKeys(world)) {
    if (typeof name === 'string' && !kept.has(name)) Reflect.deleteProperty(world, name);
  }
  for (const [name, what] of Object.entries(absent)) {
    define(name, function () {
      throw new ReferenceError(`${name} is not there: a bot has no ${what}`);
    });
  }
  define('Date', runDate());
  Math.random = random;
  closeIntl();
  if (world.Temporal) closeTemporal(world.Temporal);
}

function runDate(): Anything {
  const RunDate = function (this: unknown, ...args: Anything[]): Anything {
    if (!new.target) return new RealDate(now).toString();
    return Reflect.construct(RealDate, args.length === 0 ? [now] : args, new.target);
  } as Anything;
  Object.defineProperty(RunDate, 'name', { value: 'Date' });
  Object.defineProperty(RunDate, 'length', { value: 7 });
  RunDate.prototype = RealDate.prototype;
  Object.defineProperty(RealDate.prototype, 'constructor', { value: RunDate, writable: true, configurable: true });
  RunDate.UTC = RealDate.UTC;
  RunDate.parse = RealDate.parse;
  RunDate.now = () => now;
  return RunDate;
}

// Without an argument these would ask the machine.
function closeIntl(): void {
  const prototype = Intl.DateTimeFormat.prototype as Anything;
  const format = Object.getOwnPropertyDescriptor(prototype, 'format')!.get!;
  const parts = prototype.formatToParts;
  Object.defineProperty(prototype, 'format', {
    configurable: true,
    get(this: Anything) {
      const bound = format.call(this);
      return (date?: unknown) => bound(date === undefined ? now : date);
    },
  });
  prototype.formatToParts = function (this: Anything, date?: unknown) {
    return parts.call(this, date === undefined ? now : date);
  };
}

function closeTemporal(temporal: Anything): void {
  const zoned = (zone: string = 'UTC'): Anything =>
    temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const clock: Record<string, (zone?: string) => Anything> = {
    instant: () => temporal.Instant.fromEpochMilliseconds(now),
    timeZoneId: () => 'UTC',
    zonedDateTimeISO: zoned,
    plainDateTimeISO: zone => zoned(zone).toPlainDateTime(),
    plainDateISO: zone => zoned(zone).toPlainDate(),
    plainTimeISO: zone => zoned(zone).toPlainTime(),
  };
  for (const [name, value] of Object.entries(clock)) {
    Object.defineProperty(temporal.Now, name, { value, writable: true, configurable: true });
  }
}
