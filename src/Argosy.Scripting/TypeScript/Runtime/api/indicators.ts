import { period, positive, said } from './checks.ts';
import { Ema, Sma, Vwma } from './kernels/averages.ts';
import type { BarKernel, ValueKernel } from './kernels/kernel.ts';
import { Adx, LinearRegression, Macd, Rsi, SqueezeMomentum } from './kernels/oscillators.ts';
import { Adl, Atr, Bollinger, Donchian, Keltner } from './kernels/ranges.ts';
import { pushBars, pushCloses, Running, type Series } from './series.ts';
import { SERIES, type Shown } from './shown.ts';
import type { BotCandle, BotCandles, BotNamedCandle, BotValues } from './types/candles.ts';
import type { BotAdx, BotBand, BotIndicators, BotLine, BotMacd, BotSqueeze, BotTopBot } from './types/indicators.ts';

/** A kind of indicator over one series of numbers. */
interface ValueKind<K extends ValueKernel> {
  readonly id: number;
  /** Checks the parameters and makes a fresh kernel. */
  make(a: number, b: number, c: number): K;
}

/** A kind of indicator over candles. */
interface BarKind<K extends BarKernel> {
  readonly id: number;
  make(a: number, b: number, c: number): K;
}

const SMA: ValueKind<Sma> = {
  id: 0,
  make: a => new Sma(period('indicators.sma', 'period', a)),
};
const EMA: ValueKind<Ema> = {
  id: 1,
  make: a => new Ema(period('indicators.ema', 'period', a)),
};
const RSI: ValueKind<Rsi> = {
  id: 2,
  make: a => new Rsi(period('indicators.rsi', 'period', a)),
};
const BOLLINGER: ValueKind<Bollinger> = {
  id: 3,
  make: (a, b) =>
    new Bollinger(period('indicators.bollinger', 'period', a), positive('indicators.bollinger', 'width', b)),
};
const MACD: ValueKind<Macd> = { id: 4, make: macd };
const LINE: ValueKind<LinearRegression> = {
  id: 5,
  make: a => new LinearRegression(period('indicators.linearRegression', 'period', a, 2)),
};
const VMA: BarKind<Vwma> = {
  id: 6,
  make: a => new Vwma(period('indicators.vma', 'period', a)),
};
const KELTNER: BarKind<Keltner> = {
  id: 7,
  make: (a, b, c) =>
    new Keltner(
      period('indicators.keltner', 'period', a),
      period('indicators.keltner', 'atrPeriod', b),
      positive('indicators.keltner', 'width', c),
    ),
};
const ATR: BarKind<Atr> = {
  id: 8,
  make: a => new Atr(period('indicators.atr', 'period', a)),
};
const ADX: BarKind<Adx> = {
  id: 9,
  make: a => new Adx(period('indicators.adx', 'period', a)),
};
const ADL: BarKind<Adl> = { id: 10, make: () => new Adl() };
const TOPBOT: BarKind<Donchian> = {
  id: 11,
  make: a => new Donchian(period('indicators.topbot', 'period', a)),
};
const SQUEEZE: BarKind<SqueezeMomentum> = {
  id: 12,
  make: (a, b, c) =>
    new SqueezeMomentum(
      period('indicators.squeezeMomentum', 'period', a, 2),
      positive('indicators.squeezeMomentum', 'bandWidth', b),
      positive('indicators.squeezeMomentum', 'channelWidth', c),
    ),
};

function macd(fast: number, slow: number, signal: number): Macd {
  const call = 'indicators.macd';
  period(call, 'fast', fast);
  period(call, 'slow', slow);
  if (slow <= fast) throw new RangeError(`${call}: slow is ${slow}; it must be above fast, which is ${fast}`);
  return new Macd(fast, slow, period(call, 'signal', signal));
}

/** `input.indicators`. */
export const indicators: BotIndicators = Object.freeze({
  sma: (values: BotValues, period: number): number => ofValues('sma', SMA, values, period).value,

  smaArray(values: BotValues, length: number): readonly number[] {
    period('indicators.smaArray', 'period', length);
    const series = seriesOf(values);
    if (series) return series.smaArray(length);
    const kernel = new Sma(length);
    const averages: number[] = [];
    eachValue('smaArray', values, value => averages.push(kernel.take(value)));
    return averages;
  },

  ema: (values: BotValues, period: number): number => ofValues('ema', EMA, values, period).value,

  vma: (candles: BotCandles, period = 20): number => ofBars('vma', VMA, candles, period).value,

  rsi: (values: BotValues, period = 14): number => ofValues('rsi', RSI, values, period).value,

  bollinger: (values: BotValues, period = 20, width = 2): BotBand =>
    band(ofValues('bollinger', BOLLINGER, values, period, width)),

  keltner: (candles: BotCandles, period = 20, atrPeriod = 10, width = 2): BotBand =>
    band(ofBars('keltner', KELTNER, candles, period, atrPeriod, width)),

  macd(values: BotValues, fast = 12, slow = 26, signal = 9): BotMacd {
    const kernel = ofValues('macd', MACD, values, fast, slow, signal);
    return {
      macd: kernel.macd,
      signal: kernel.signal,
      histogram: kernel.histogram,
    };
  },

  atr: (candles: BotCandles, period = 14): number => ofBars('atr', ATR, candles, period).value,

  adx(candles: BotCandles, period = 14): BotAdx {
    const kernel = ofBars('adx', ADX, candles, period);
    return { adx: kernel.adx, plusDi: kernel.plusDi, minusDi: kernel.minusDi };
  },

  adl: (candles: BotCandles): number => ofBars('adl', ADL, candles, 0).value,

  topbot(candles: BotCandles, period = 20): BotTopBot {
    const kernel = ofBars('topbot', TOPBOT, candles, period);
    return { top: kernel.upper, bottom: kernel.lower, middle: kernel.middle };
  },

  squeezeMomentum(candles: BotCandles, period = 20, bandWidth = 2, channelWidth = 1.5): BotSqueeze {
    const kernel = ofBars('squeezeMomentum', SQUEEZE, candles, period, bandWidth, channelWidth);
    return {
      momentum: kernel.momentum,
      squeeze: kernel.state > 0 ? 'on' : kernel.state < 0 ? 'off' : 'none',
    };
  },

  linearRegression(values: BotValues, period = 14): BotLine {
    const kernel = ofValues('linearRegression', LINE, values, period);
    return { end: kernel.end, slope: kernel.slope };
  },
});

function band(kernel: BotBand): BotBand {
  return { lower: kernel.lower, middle: kernel.middle, upper: kernel.upper };
}

/** The series that a list shows; nothing for a list of the bot's own. */
export function seriesOf(list: unknown): Series | null | undefined {
  return (list as Shown<BotCandle, Series> | null | undefined)?.[SERIES];
}

// A series keeps its kernels and shows them each bar once; over any other list a fresh kernel takes all of it.

function ofValues<K extends ValueKernel>(
  call: string,
  kind: ValueKind<K>,
  values: BotValues,
  a: number,
  b = 0,
  c = 0,
): K {
  const series = seriesOf(values);
  if (series) {
    const running = runningOf(series, kind, a, b, c);
    if (running.seen !== series.bars.length) pushCloses(running, series.bars);
    return running.kernel;
  }
  const kernel = kind.make(a, b, c);
  eachValue(call, values, value => kernel.push(value));
  return kernel;
}

function ofBars<K extends BarKernel>(call: string, kind: BarKind<K>, candles: BotCandles, a: number, b = 0, c = 0): K {
  const series = seriesOf(candles);
  if (series) {
    const running = runningOf(series, kind, a, b, c);
    if (running.seen !== series.bars.length) pushBars(running, series.bars);
    return running.kernel;
  }
  const kernel = kind.make(a, b, c);
  eachBar(call, candles, kernel);
  return kernel;
}

function runningOf<K>(
  series: Series,
  kind: { id: number; make(a: number, b: number, c: number): K },
  a: number,
  b: number,
  c: number,
): Running<K> {
  const list = (series.running[kind.id] ??= []) as Running<K>[];
  for (const running of list) if (running.a === a && running.b === b && running.c === c) return running;
  const running = new Running(kind.make(a, b, c), a, b, c);
  list.push(running);
  return running;
}

function eachValue(call: string, values: BotValues, take: (value: number) => void): void {
  if (!Array.isArray(values))
    throw new TypeError(`indicators.${call}: values is ${said(values)}; expected candles or a list of numbers`);
  for (const value of values as readonly unknown[]) {
    if (typeof value === 'number') take(value);
    else take(closeOf(call, value));
  }
}

function closeOf(call: string, value: unknown): number {
  const close = Array.isArray(value)
    ? (value as unknown as BotCandle)[2]
    : (value as BotNamedCandle | null | undefined)?.close;
  if (typeof close === 'number') return close;
  throw new TypeError(`indicators.${call}: the list holds ${said(value)}; expected candles or numbers`);
}

function eachBar(call: string, candles: BotCandles, kernel: BarKernel): void {
  if (!Array.isArray(candles)) throw new TypeError(`indicators.${call}: candles is ${said(candles)}; expected candles`);
  for (const value of candles as readonly (BotCandle | BotNamedCandle)[]) {
    const { high, low, close, volume } = named(`indicators.${call}`, value);
    kernel.push(high, low, close, volume);
  }
}

/** A candle of either kind, with names. */
export function named(call: string, value: BotCandle | BotNamedCandle): BotNamedCandle {
  if (Array.isArray(value)) {
    const [time, open, close, high, low, volume] = value as unknown as BotCandle;
    if (typeof volume === 'number') return { time, open, high, low, close, volume };
  } else if (typeof (value as BotNamedCandle | null | undefined)?.close === 'number') return value as BotNamedCandle;
  throw new TypeError(`${call}: the list holds ${said(value)}; expected candles`);
}
