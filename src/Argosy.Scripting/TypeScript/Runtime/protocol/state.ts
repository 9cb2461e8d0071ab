// A bot's state: plain data that is kept when a callback returned and put back when it threw.

type Json = unknown;
type Fields = Record<string, Json>;

const MOST_DEPTH = 100;

/** Brings the kept copy up to date with a value, in place where shapes agree; returns the copy. */
export function keep(value: Json, copy: Json, depth = 0): Json {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
      throw new TypeError(`the state holds a ${typeof value}, which cannot be kept; expected plain data`);
    }
    return value;
  }
  if (depth > MOST_DEPTH)
    throw new TypeError('the state is nested more than 100 deep, or holds itself; expected plain data');
  if (Array.isArray(value)) return keepArray(value, copy, depth);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return structuredClone(value);
  return keepFields(value as Fields, copy, depth);
}

function keepArray(value: readonly Json[], copy: Json, depth: number): Json {
  const kept: Json[] = Array.isArray(copy) ? copy : [];
  if (kept.length > value.length) kept.length = value.length;
  for (let i = 0; i < value.length; i++) {
    const item = value[i];
    if (typeof item === 'number') kept[i] = item;
    else kept[i] = keep(item, kept[i], depth + 1);
  }
  return kept;
}

function keepFields(value: Fields, copy: Json, depth: number): Json {
  const isLike = typeof copy === 'object' && copy !== null && !Array.isArray(copy) && isPlain(copy);
  const kept = (isLike ? copy : {}) as Fields;
  let count = 0;
  for (const name in value) {
    const item = value[name];
    count++;
    if (typeof item === 'number') kept[name] = item;
    else kept[name] = keep(item, kept[name], depth + 1);
  }
  if (isLike && fields(kept) !== count) {
    for (const name in kept) {
      if (!(name in value)) delete kept[name];
    }
  }
  return kept;
}

function fields(value: Fields): number {
  let count = 0;
  for (const _ in value) count++;
  return count;
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A fresh copy of what was kept. */
export function restore(copy: Json): Json {
  return structuredClone(copy);
}
