import type { Host } from '../host.ts';
import { positive, said } from './checks.ts';
import { named } from './indicators.ts';
import { TOLERANCE } from './kernels/near.ts';
import { periodOf, type Period } from './periods.ts';
import { instrumentOf } from './requests.ts';
import { Resampled } from './resampling.ts';
import { candle } from './series.ts';
import type { BotCandle, BotCandles, BotNamedCandle } from './types/candles.ts';
import type { BotGridRequest, BotUtils } from './types/utils.ts';

const MOST_LEVELS = 1_000;

/** `input.utils` of a run. */
export function createUtils(host: Host): BotUtils {
  const { instruments, bars } = host;
  const resampled = new Map<string, Resampled>();

  function ofPair(pair: string, count: number, interval: string | undefined): BotNamedCandle[] {
    const call = 'utils.getCandles';
    const at = instrumentOf(call, pair, instruments);
    const base = periodOf('config.runInterval', host.run.interval);
    const period = interval === undefined ? base : periodOf(call, interval);
    if (period.length === base.length) return newest(bars[at]!, count);
    checkLonger(call, period, base);
    const key = `${at} ${period.name}`;
    let longer = resampled.get(key);
    if (!longer) resampled.set(key, (longer = new Resampled(period)));
    longer.moveOn(bars[at]!, host.time);
    return longer.candles.slice(-count).map(one => ({ ...one }));
  }

  return Object.freeze({
    getCandle(source: string | BotCandle | BotCandles, index = -1): BotNamedCandle | undefined {
      const call = 'utils.getCandle';
      if (!Number.isInteger(index))
        throw new RangeError(`${call}: index is ${said(index)}; expected a whole number, −1 is the newest candle`);
      if (typeof source === 'string') {
        const own = bars[instrumentOf(call, source, instruments)]!;
        const at = index < 0 ? own.length + index : index;
        return at >= 0 && at < own.length ? named(call, candle(own, at)) : undefined;
      }
      if (!Array.isArray(source))
        throw new TypeError(`${call}: source is ${said(source)}; expected a pair, candles or a candle`);
      const list = source as unknown as readonly unknown[];
      if (list.length === 6 && typeof list[0] === 'number') return named(call, source as unknown as BotCandle);
      const found = list.at(index);
      return found === undefined ? undefined : { ...named(call, found as BotCandle | BotNamedCandle) };
    },

    getCandles(source: string | BotCandles, count?: number, interval?: string): BotNamedCandle[] {
      const call = 'utils.getCandles';
      if (count !== undefined && !(Number.isInteger(count) && count > 0))
        throw new RangeError(`${call}: count is ${said(count)}; expected a whole number above 0`);
      const most = count ?? Infinity;
      if (typeof source === 'string') return ofPair(source, most, interval);
      if (!Array.isArray(source)) throw new TypeError(`${call}: source is ${said(source)}; expected a pair or candles`);
      if (interval !== undefined)
        throw new TypeError(`${call}: an interval is for a pair; the source is ${said(source)} candles`);
      return (source as readonly (BotCandle | BotNamedCandle)[]).slice(-most).map(one => ({ ...named(call, one) }));
    },

    getPairAssets(pair: string) {
      const { base, quote } = instruments[instrumentOf('utils.getPairAssets', pair, instruments)]!;
      return { base, quote };
    },

    isCrossOver: (first: readonly number[], second: readonly number[] | number) =>
      crossing('isCrossOver', first, second) > 0,

    isCrossUnder: (first: readonly number[], second: readonly number[] | number) =>
      crossing('isCrossUnder', first, second) < 0,

    getGrid,
  });
}

function newest(bars: Host['bars'][number], count: number): BotNamedCandle[] {
  const candles: BotNamedCandle[] = [];
  for (let i = Math.max(0, bars.length - count); i < bars.length; i++)
    candles.push(named('utils.getCandles', candle(bars, i)));
  return candles;
}

function checkLonger(call: string, period: Period, base: Period): void {
  if (period.length > base.length && period.length % base.length === 0) return;
  throw new RangeError(`${call}: interval is ${period.name}; expected a whole number of the run's ${base.name}`);
}

/** What two series did at their newest values; Argosy.Indicators.Cross in C#. */
function crossing(call: string, first: readonly number[], second: readonly number[] | number): number {
  if (!Array.isArray(first))
    throw new TypeError(`utils.${call}: first is ${said(first)}; expected a list of numbers, the newest last`);
  const a = first.length - 1;
  if (typeof second === 'number') return a < 1 ? 0 : crossed(first[a - 1]!, second, first[a]!, second);
  if (!Array.isArray(second))
    throw new TypeError(`utils.${call}: second is ${said(second)}; expected a list of numbers or a number`);
  const b = second.length - 1;
  return a < 1 || b < 1 ? 0 : crossed(first[a - 1]!, second[b - 1]!, first[a]!, second[b]!);
}

function crossed(firstBefore: number, secondBefore: number, first: number, second: number): number {
  const before = firstBefore - secondBefore;
  const allowedBefore = TOLERANCE * Math.max(Math.abs(firstBefore), Math.abs(secondBefore));
  const now = first - second;
  const allowed = TOLERANCE * Math.max(Math.abs(first), Math.abs(second));
  if (now > allowed && before <= allowedBefore) return 1;
  return now < -allowed && before >= -allowedBefore ? -1 : 0;
}

function getGrid(request: BotGridRequest): number[] {
  const call = 'utils.getGrid';
  if (typeof request !== 'object' || request === null)
    throw new TypeError(`${call}: the grid is ${said(request)}; expected an object { low, high, levels }`);
  const { levels, spacing = 'equal' } = request;
  const low = positive(call, 'low', request.low);
  const high = positive(call, 'high', request.high);
  if (high <= low) throw new RangeError(`${call}: high is ${high}; it must be above low, which is ${low}`);
  if (!Number.isInteger(levels) || levels < 2 || levels > MOST_LEVELS)
    throw new RangeError(`${call}: levels is ${said(levels)}; expected a whole number from 2 to ${MOST_LEVELS}`);
  if (spacing !== 'equal' && spacing !== 'ratio')
    throw new RangeError(`${call}: spacing is ${said(spacing)}; expected 'equal' or 'ratio'`);
  const steps = levels - 1;
  // Power and logarithm are rounded to 12 digits: they decide about prices.
  const price = (i: number) =>
    spacing === 'equal'
      ? low + ((high - low) * i) / steps
      : Number((low * Math.pow(high / low, i / steps)).toPrecision(12));
  return Array.from({ length: levels }, (_, i) => (i === 0 ? low : i === steps ? high : price(i)));
}
