import type { BarKernel, ValueKernel } from './kernel.ts';
import { Ema, Rma } from './averages.ts';
import { Highest, Lowest, RollingMoments } from './rolling.ts';

/** True range, the first bar's is high − low; Volatility/TrueRange.cs. */
export class TrueRange {
  private close = NaN;

  take(high: number, low: number, close: number): number {
    if (this.close > high) high = this.close;
    if (this.close < low) low = this.close;
    this.close = close;
    return high - low;
  }
}

/** Average true range; Volatility/Atr.cs. */
export class Atr implements BarKernel {
  value = NaN;
  private readonly range = new TrueRange();
  private readonly average: Rma;

  constructor(period: number) {
    this.average = new Rma(period);
  }

  get isReady(): boolean {
    return this.average.isReady;
  }

  push(high: number, low: number, close: number): void {
    this.value = this.average.take(this.range.take(high, low, close));
  }
}

/** Bollinger bands; Volatility/Bollinger.cs. */
export class Bollinger implements ValueKernel {
  lower = NaN;
  middle = NaN;
  upper = NaN;
  private readonly moments: RollingMoments;

  constructor(
    period: number,
    private readonly width: number,
  ) {
    this.moments = new RollingMoments(period);
  }

  push(value: number): void {
    if (value !== value || !this.moments.take(value)) {
      this.lower = this.middle = this.upper = NaN;
      return;
    }
    const distance = this.width * this.moments.deviation();
    this.middle = this.moments.mean;
    this.lower = this.middle - distance;
    this.upper = this.middle + distance;
  }
}

/** Keltner channel; Volatility/Keltner.cs. */
export class Keltner implements BarKernel {
  lower = NaN;
  middle = NaN;
  upper = NaN;
  private readonly average: Ema;
  private readonly range: Atr;

  constructor(
    period: number,
    atrPeriod: number,
    private readonly width: number,
  ) {
    this.average = new Ema(period);
    this.range = new Atr(atrPeriod);
  }

  push(high: number, low: number, close: number): void {
    const middle = this.average.take(close);
    this.range.push(high, low, close);
    if (!this.average.isReady || !this.range.isReady) return;
    const distance = this.width * this.range.value;
    this.lower = middle - distance;
    this.middle = middle;
    this.upper = middle + distance;
  }
}

/** Highest high and lowest low; Volatility/Donchian.cs. */
export class Donchian implements BarKernel {
  lower = NaN;
  middle = NaN;
  upper = NaN;
  private readonly highest: Highest;
  private readonly lowest: Lowest;

  constructor(period: number) {
    this.highest = new Highest(period);
    this.lowest = new Lowest(period);
  }

  push(high: number, low: number): void {
    this.upper = this.highest.take(high);
    this.lower = this.lowest.take(low);
    this.middle = (this.upper + this.lower) / 2;
  }
}

/** Accumulation/distribution line; Volume/Adl.cs. */
export class Adl implements BarKernel {
  value = NaN;
  private sum = 0;

  push(high: number, low: number, close: number, volume: number): void {
    const range = high - low;
    this.sum += range > 0 ? ((close - low - (high - close)) / range) * volume : 0;
    this.value = this.sum;
  }
}
