import type { HostBars } from '../host.ts';
import type { Period } from './periods.ts';
import type { BotNamedCandle } from './types/candles.ts';

/**
 * Candles of a longer interval, built from an instrument's closed ones as they come. A candle is complete when its end has passed,
 * whatever is missing inside; there is none for a period without candles, nor for a first one that began before the data.
 * Argosy.Engine.Running.BarAggregator in C#.
 */
export class Resampled {
  readonly candles: BotNamedCandle[] = [];
  private making: BotNamedCandle | undefined;
  private due = Infinity;
  private from = NaN;
  private seen = 0;

  constructor(readonly period: Period) {}

  /** Takes the candles that it has not seen; `time` is now. */
  moveOn(bars: HostBars, time: number): void {
    for (; this.seen < bars.length; this.seen++) {
      this.complete(bars.time[this.seen]!);
      this.add(bars, this.seen);
    }
    this.complete(time);
  }

  private add(bars: HostBars, index: number): void {
    const openTime = bars.time[index]!;
    const high = bars.high[index]!;
    const low = bars.low[index]!;
    const close = bars.close[index]!;
    const volume = bars.volume[index]!;
    const candle = this.making;
    if (candle) {
      candle.high = Math.max(candle.high, high);
      candle.low = Math.min(candle.low, low);
      candle.close = close;
      candle.volume += volume;
      return;
    }
    const start = this.period.start(openTime);
    if (this.from !== this.from) this.from = start === openTime ? start : this.period.end(start);
    if (openTime < this.from) return;
    this.making = {
      time: start,
      open: bars.open[index]!,
      high,
      low,
      close,
      volume,
    };
    this.due = this.period.end(start);
  }

  private complete(time: number): void {
    if (time < this.due || !this.making) return;
    this.candles.push(this.making);
    this.making = undefined;
    this.from = this.due;
    this.due = Infinity;
  }
}
