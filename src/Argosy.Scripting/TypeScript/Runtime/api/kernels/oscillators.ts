import type { BarKernel, ValueKernel } from './kernel.ts';
import { Ema, Rma, Sma } from './averages.ts';
import { above, below, compare } from './near.ts';
import { Highest, Lowest, RollingLine, RollingMoments } from './rolling.ts';
import { TrueRange } from './ranges.ts';

/** Relative strength index; Momentum/Rsi.cs. */
export class Rsi implements ValueKernel {
  value = NaN;
  private readonly gain: Rma;
  private readonly loss: Rma;
  private previous = NaN;

  constructor(period: number) {
    this.gain = new Rma(period);
    this.loss = new Rma(period);
  }

  push(value: number): void {
    this.value = this.take(value);
  }

  private take(value: number): number {
    if (value !== value) return NaN;
    const change = value - this.previous;
    this.previous = value;
    if (change !== change) return NaN;
    const gain = this.gain.take(Math.max(change, 0));
    const loss = this.loss.take(Math.max(-change, 0));
    return gain + loss === 0 ? 50 : (100 * gain) / (gain + loss);
  }
}

/** Moving average convergence/divergence; Momentum/Macd.cs. */
export class Macd implements ValueKernel {
  macd = NaN;
  signal = NaN;
  histogram = NaN;
  private readonly fast: Ema;
  private readonly slow: Ema;
  private readonly smoothing: Ema;

  constructor(fast: number, slow: number, signal: number) {
    this.fast = new Ema(fast);
    this.slow = new Ema(slow);
    this.smoothing = new Ema(signal);
  }

  push(value: number): void {
    const macd = this.fast.take(value) - this.slow.take(value);
    const signal = this.smoothing.take(macd);
    const known = signal === signal;
    this.macd = known ? macd : NaN;
    this.signal = signal;
    this.histogram = known ? macd - signal : NaN;
  }
}

/** Directional movement; Trend/Adx.cs. */
export class Adx implements BarKernel {
  adx = NaN;
  plusDi = NaN;
  minusDi = NaN;
  private readonly range = new TrueRange();
  private readonly ranges: Rma;
  private readonly ups: Rma;
  private readonly downs: Rma;
  private readonly strength: Rma;
  private high = NaN;
  private low = NaN;

  constructor(period: number) {
    this.ranges = new Rma(period);
    this.ups = new Rma(period);
    this.downs = new Rma(period);
    this.strength = new Rma(period);
  }

  push(high: number, low: number, close: number): void {
    const range = this.range.take(high, low, close);
    const lastHigh = this.high;
    const lastLow = this.low;
    this.high = high;
    this.low = low;
    if (lastHigh !== lastHigh) return;
    // up > down said as sums of prices, which rounding cannot tip where the two movements are equal
    const movement = compare(high + low, lastHigh + lastLow);
    const ranges = this.ranges.take(range);
    const ups = this.ups.take(movement > 0 ? Math.max(0, high - lastHigh) : 0);
    const downs = this.downs.take(movement < 0 ? Math.max(0, lastLow - low) : 0);
    if (ranges !== ranges) return;
    const strength = this.strength.take(ups + downs > 0 ? (100 * Math.abs(ups - downs)) / (ups + downs) : 0);
    if (strength !== strength) return;
    this.adx = strength;
    this.plusDi = ranges > 0 ? (100 * ups) / ranges : 0;
    this.minusDi = ranges > 0 ? (100 * downs) / ranges : 0;
  }
}

/** Linear regression; Statistics/LinearRegression.cs. */
export class LinearRegression implements ValueKernel {
  end = NaN;
  slope = NaN;
  private readonly line: RollingLine;

  constructor(period: number) {
    this.line = new RollingLine(period);
  }

  push(value: number): void {
    const known = value === value && this.line.take(value);
    this.end = known ? this.line.end : NaN;
    this.slope = known ? this.line.slope : NaN;
  }
}

/** Squeeze momentum; Momentum/SqueezeMomentum.cs. */
export class SqueezeMomentum implements BarKernel {
  momentum = NaN;
  /** 1: bands inside the channel, −1: outside, 0: neither or warm-up. */
  state = 0;
  private readonly moments: RollingMoments;
  private readonly range = new TrueRange();
  private readonly rangeAverage: Sma;
  private readonly highest: Highest;
  private readonly lowest: Lowest;
  private readonly line: RollingLine;

  constructor(
    period: number,
    private readonly bandWidth: number,
    private readonly channelWidth: number,
  ) {
    this.moments = new RollingMoments(period);
    this.rangeAverage = new Sma(period);
    this.highest = new Highest(period);
    this.lowest = new Lowest(period);
    this.line = new RollingLine(period);
  }

  push(high: number, low: number, close: number): void {
    const range = this.rangeAverage.take(this.range.take(high, low, close));
    const middle = (this.highest.take(high) + this.lowest.take(low)) / 2;
    if (!this.moments.take(close)) return;
    if (!this.line.take(close - (middle + this.moments.mean) / 2)) return;
    this.momentum = this.line.end;
    const band = this.bandWidth * this.moments.deviation();
    const channel = this.channelWidth * range;
    this.state = below(band, channel) ? 1 : above(band, channel) ? -1 : 0;
  }
}
