import { said } from './checks.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: SECOND,
  m: MINUTE,
  h: HOUR,
  d: DAY,
  w: 7 * DAY,
};
/** 1970-01-01 was a Thursday: the first Monday after it is day 4. */
const FIRST_MONDAY = 4 * DAY;

/** A length of candles: so many ms, or so many calendar months. Argosy.Core.MarketData.Timeframe in C#. */
export interface Period {
  /** Its length as it is written, e.g. "4h". */
  readonly name: string;
  /** Its length in ms, a month counted as 30 days. */
  readonly length: number;
  /** When the period that contains `time` begins, Unix ms. */
  start(time: number): number;
  /** When the period that begins at `start` ends, Unix ms. */
  end(start: number): number;
}

/** Reads 500ms, 1s, 5m, 4h, 1d, 1w or 1M (calendar months). */
export function periodOf(call: string, name: unknown): Period {
  const parts = typeof name === 'string' ? /^([1-9]\d{0,5})(ms|s|m|h|d|w|M)$/.exec(name) : null;
  if (!parts)
    throw new RangeError(
      `${call}: interval is ${said(name)}; expected a number and a unit, e.g. '5m', '4h', '1d', '1w' or '1M'`,
    );
  const count = Number(parts[1]);
  const written = name as string;
  if (parts[2] === 'M') return months(written, count);
  const length = count * UNITS[parts[2]!]!;
  const from = length % (7 * DAY) === 0 ? FIRST_MONDAY : 0;
  return {
    name: written,
    length,
    start: time => from + Math.floor((time - from) / length) * length,
    end: start => start + length,
  };
}

function months(name: string, count: number): Period {
  const at = (month: number) => Date.UTC(Math.floor(month / 12), month % 12, 1);
  const monthOf = (time: number) => {
    const date = new Date(time);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  };
  return {
    name,
    length: 30 * DAY * count,
    start: time => at(Math.floor(monthOf(time) / count) * count),
    end: start => at(monthOf(start) + count),
  };
}
