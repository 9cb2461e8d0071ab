import { said } from './checks.ts';
import { indicators, named } from './indicators.ts';
import { above, below, compare } from './kernels/near.ts';
import type { BotCandle, BotCandles, BotNamedCandle } from './types/candles.ts';
import type { BotCandlestickPatterns } from './types/patterns.ts';

// Hammer, shooting star and engulfing are those of Argosy.Strategies.BuiltIn.CandleShape: comparisons of sums of prices, which
// keep the digits that the tolerance of `near` counts on.

/** `input.candlestickPatterns`. */
export const candlestickPatterns: BotCandlestickPatterns = Object.freeze({
  hammer: (candles: BotCandles) => of('hammer', candles, 1, isHammer),
  shootingStar: (candles: BotCandles) => of('shootingStar', candles, 1, isStar),
  hangingMan: (candles: BotCandles) => of('hangingMan', candles, 1, bar => isHammer(bar) && againstMean(candles) > 0),
  inverseHammer: (candles: BotCandles) =>
    of('inverseHammer', candles, 1, bar => isStar(bar) && againstMean(candles) < 0),
  bullishEngulfing: (candles: BotCandles) => of('bullishEngulfing', candles, 2, (bar, one) => engulfing(one!, bar) > 0),
  bearishEngulfing: (candles: BotCandles) => of('bearishEngulfing', candles, 2, (bar, one) => engulfing(one!, bar) < 0),
  bullishHarami: (candles: BotCandles) => of('bullishHarami', candles, 2, (bar, one) => harami(one!, bar) > 0),
  bearishHarami: (candles: BotCandles) => of('bearishHarami', candles, 2, (bar, one) => harami(one!, bar) < 0),
  doji: (candles: BotCandles) => of('doji', candles, 1, isDoji),
  dragonflyDoji: (candles: BotCandles) =>
    of('dragonflyDoji', candles, 1, bar => isDoji(bar) && !above(bar.high - top(bar), 0.1 * range(bar))),
  gravestoneDoji: (candles: BotCandles) =>
    of('gravestoneDoji', candles, 1, bar => isDoji(bar) && !above(bottom(bar) - bar.low, 0.1 * range(bar))),
  marubozu: (candles: BotCandles) =>
    of('marubozu', candles, 1, bar => isLong(bar, 0.95)) ? direction(newest(candles)) : 0,
  spinningTop: (candles: BotCandles) => of('spinningTop', candles, 1, isSpinningTop),
  morningStar: (candles: BotCandles) =>
    of('morningStar', candles, 3, (bar, one, two) => isTurn(two!, one!, bar) && direction(bar) > 0),
  eveningStar: (candles: BotCandles) =>
    of('eveningStar', candles, 3, (bar, one, two) => isTurn(two!, one!, bar) && direction(bar) < 0),
  threeWhiteSoldiers: (candles: BotCandles) =>
    of('threeWhiteSoldiers', candles, 3, (bar, one, two) => follows(two!, one!, 1) && follows(one!, bar, 1)),
  threeBlackCrows: (candles: BotCandles) =>
    of('threeBlackCrows', candles, 3, (bar, one, two) => follows(two!, one!, -1) && follows(one!, bar, -1)),
  piercingLine: (candles: BotCandles) =>
    of('piercingLine', candles, 2, (bar, one) => direction(bar) > 0 && pierces(one!, bar)),
  darkCloudCover: (candles: BotCandles) =>
    of('darkCloudCover', candles, 2, (bar, one) => direction(bar) < 0 && pierces(one!, bar)),
});

type Bar = BotNamedCandle;

/** Whether the newest candles show something; with fewer than it needs they do not. */
function of(
  name: string,
  candles: BotCandles,
  needs: number,
  shows: (bar: Bar, one: Bar | undefined, two: Bar | undefined) => boolean,
): boolean {
  const call = `candlestickPatterns.${name}`;
  if (!Array.isArray(candles)) throw new TypeError(`${call}: candles is ${said(candles)}; expected candles`);
  const list = candles as readonly (BotCandle | BotNamedCandle)[];
  if (list.length < needs) return false;
  const back = (i: number) => named(call, list[list.length - 1 - i]!);
  return shows(back(0), needs > 1 ? back(1) : undefined, needs > 2 ? back(2) : undefined);
}

function newest(candles: BotCandles): Bar {
  return named('candlestickPatterns', candles[candles.length - 1]!);
}

const top = (bar: Bar) => Math.max(bar.open, bar.close);
const bottom = (bar: Bar) => Math.min(bar.open, bar.close);
const body = (bar: Bar) => Math.abs(bar.close - bar.open);
const range = (bar: Bar) => bar.high - bar.low;
const direction = (bar: Bar) => compare(bar.close, bar.open) as -1 | 0 | 1;
const hasBody = (bar: Bar) => above(bar.high, bar.low) && direction(bar) !== 0;
const isLong = (bar: Bar, share: number) => hasBody(bar) && !below(body(bar), share * range(bar));
const isSmall = (bar: Bar, share: number) => !above(body(bar), share * range(bar));
const isDoji = (bar: Bar) => above(bar.high, bar.low) && isSmall(bar, 0.1);

/** Lower shadow at least twice the body, upper at most half of it. */
function isHammer(bar: Bar): boolean {
  return (
    hasBody(bar) && !below(3 * bottom(bar), 2 * top(bar) + bar.low) && !above(2 * bar.high + bottom(bar), 3 * top(bar))
  );
}

/** Upper shadow at least one and a half times the body, lower at most half of it. */
function isStar(bar: Bar): boolean {
  return (
    hasBody(bar) &&
    !below(2 * bar.high + 3 * bottom(bar), 5 * top(bar)) &&
    !above(3 * bottom(bar), top(bar) + 2 * bar.low)
  );
}

/** 1 where the newest close is above the average of the last 20, −1 below. */
function againstMean(candles: BotCandles): number {
  return compare(newest(candles).close, indicators.sma(candles, 20));
}

/** 1 for a rising body that engulfs the falling one before it, −1 for the reverse. */
function engulfing(previous: Bar, current: Bar): number {
  const way = direction(current);
  if (way === 0 || direction(previous) !== -way) return 0;
  const opensBeyond = compare(previous.close, current.open) !== -way;
  const closesBeyond = compare(current.close, previous.open) !== -way;
  const isGreater = compare(current.close + previous.close, current.open + previous.open) === way;
  return opensBeyond && closesBeyond && isGreater ? way : 0;
}

/** The reverse of engulfing: the body lies inside the one before it. */
function harami(previous: Bar, current: Bar): number {
  return -engulfing(current, previous) || 0;
}

function isSpinningTop(bar: Bar): boolean {
  const shadows = Math.min(bar.high - top(bar), bottom(bar) - bar.low);
  return hasBody(bar) && !isDoji(bar) && isSmall(bar, 0.3) && above(shadows, body(bar));
}

/** A long body, a small one beyond its close, a long one back past its middle. */
function isTurn(first: Bar, star: Bar, last: Bar): boolean {
  const way = direction(last);
  if (!isLong(first, 0.5) || !isLong(last, 0.5) || direction(first) !== -way || !isSmall(star, 0.3)) return false;
  const lies = way > 0 ? !above(bottom(star), first.close) : !below(top(star), first.close);
  return lies && compare(2 * last.close, first.open + first.close) === way;
}

/** Both bodies long in one direction, the second opening inside the first and closing beyond it. */
function follows(first: Bar, second: Bar, way: number): boolean {
  if (!isLong(first, 0.5) || !isLong(second, 0.5) || direction(first) !== way || direction(second) !== way)
    return false;
  const inside = !above(second.open, top(first)) && !below(second.open, bottom(first));
  return inside && compare(second.close, first.close) === way;
}

/** Opens beyond the close of the body before it and closes past its middle, not past its open. */
function pierces(previous: Bar, current: Bar): boolean {
  const way = direction(current);
  if (!isLong(previous, 0.5) || direction(previous) !== -way) return false;
  const beyond = compare(previous.close, current.open) === way;
  const pastMiddle = compare(2 * current.close, previous.open + previous.close) === way;
  return beyond && pastMiddle && compare(previous.open, current.close) === way;
}
