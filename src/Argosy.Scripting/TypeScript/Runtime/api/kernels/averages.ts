import type { BarKernel, ValueKernel } from './kernel.ts';
import { RollingSum } from './rolling.ts';

/** Simple moving average; Averages/Sma.cs. */
export class Sma implements ValueKernel {
  value = NaN;
  private readonly ring: Float64Array;
  private sum = 0;
  private next = 0;
  private full = false;

  constructor(period: number) {
    this.ring = new Float64Array(period);
  }

  push(value: number): void {
    this.value = this.take(value);
  }

  take(value: number): number {
    if (value !== value) return NaN;
    const ring = this.ring;
    let sum = this.sum + (value - ring[this.next]!);
    ring[this.next] = value;
    if (++this.next === ring.length) {
      this.next = 0;
      this.full = true;
      sum = 0;
      for (let i = 0; i < ring.length; i++) sum += ring[i]!;
    }
    this.sum = sum;
    return this.full ? sum / ring.length : NaN;
  }
}

/** Exponential moving average, seeded with the SMA of its first values; Averages/Ema.cs. */
export class Ema implements ValueKernel {
  value = NaN;
  private readonly weight: number;
  private running = 0;
  private seen = 0;

  constructor(private readonly period: number) {
    this.weight = 2.0 / (period + 1.0);
  }

  get isReady(): boolean {
    return this.seen === this.period;
  }

  push(value: number): void {
    this.value = this.take(value);
  }

  take(value: number): number {
    if (this.seen < this.period) return this.seed(value);
    const next = this.running + this.weight * (value - this.running);
    if (next !== next) return NaN;
    this.running = next;
    return next;
  }

  private seed(value: number): number {
    if (value !== value) return NaN;
    this.seen++;
    this.running += value;
    if (this.seen < this.period) return NaN;
    this.running /= this.period;
    return this.running;
  }
}

/** Wilder's smoothing; Averages/Rma.cs. */
export class Rma {
  private readonly weight: number;
  private running = 0;
  private seen = 0;

  constructor(private readonly period: number) {
    this.weight = 1.0 / period;
  }

  get isReady(): boolean {
    return this.seen === this.period;
  }

  take(value: number): number {
    if (this.seen < this.period) return this.seed(value);
    const next = this.running + this.weight * (value - this.running);
    if (next !== next) return NaN;
    this.running = next;
    return next;
  }

  private seed(value: number): number {
    if (value !== value) return NaN;
    this.running += value;
    if (++this.seen < this.period) return NaN;
    this.running /= this.period;
    return this.running;
  }
}

/** Volume-weighted moving average of the close; Averages/Vwma.cs. */
export class Vwma implements BarKernel {
  value = NaN;
  private readonly traded: RollingSum;
  private readonly volume: RollingSum;
  private readonly plain: Sma;

  constructor(period: number) {
    this.traded = new RollingSum(period);
    this.volume = new RollingSum(period);
    this.plain = new Sma(period);
  }

  push(_high: number, _low: number, close: number, volume: number): void {
    const traded = this.traded.take(close * volume);
    const sum = this.volume.take(volume);
    const plain = this.plain.take(close);
    this.value = plain !== plain ? NaN : sum > 0 ? traded / sum : plain;
  }
}
