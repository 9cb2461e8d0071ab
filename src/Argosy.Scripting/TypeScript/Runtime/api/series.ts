import type { HostBars } from '../host.ts';
import type { BarKernel, ValueKernel } from './kernels/kernel.ts';
import { Sma } from './kernels/averages.ts';
import { ShownList, WINDOW, type Shown } from './shown.ts';
import type { BotCandle } from './types/candles.ts';

/** A kernel of one indicator with its parameters, and how many candles it has taken. */
export class Running<K> {
  seen = 0;

  constructor(
    readonly kernel: K,
    readonly a: number,
    readonly b: number,
    readonly c: number,
  ) {}
}

/** A moving average kept at every candle shown. */
class RunningArray extends ShownList<number, never> {
  private readonly kernel: Sma;
  private readonly ring = new Float64Array(WINDOW);
  private seen = 0;

  constructor(readonly period: number) {
    super();
    this.kernel = new Sma(period);
  }

  protected item(index: number): number {
    return this.ring[index % WINDOW]!;
  }

  values(bars: HostBars): readonly number[] {
    const { close, length } = bars;
    for (let i = this.seen; i < length; i++) this.ring[i % WINDOW] = this.kernel.take(close[i]!);
    this.seen = length;
    return this.at(length);
  }
}

/** One instrument's candles and the indicators over them. */
export class Series extends ShownList<BotCandle, Series> {
  /** By the number of the indicator, see indicators.ts: the kernels in use. */
  readonly running: Running<unknown>[][] = [];
  private readonly averages: RunningArray[] = [];

  constructor(readonly bars: HostBars) {
    super();
    this.series = this;
  }

  protected item(index: number): BotCandle {
    return candle(this.bars, index);
  }

  /** The newest candles. */
  candles(): Shown<BotCandle, Series> {
    return this.at(this.bars.length);
  }

  /** The simple average at each of the candles shown. */
  smaArray(period: number): readonly number[] {
    for (const average of this.averages) if (average.period === period) return average.values(this.bars);
    const average = new RunningArray(period);
    this.averages.push(average);
    return average.values(this.bars);
  }
}

/** Gives a kernel the closes that it has not seen. */
export function pushCloses(running: Running<ValueKernel>, bars: HostBars): void {
  const { kernel } = running;
  const { close, length } = bars;
  for (let i = running.seen; i < length; i++) kernel.push(close[i]!);
  running.seen = length;
}

/** Gives a kernel the bars that it has not seen. */
export function pushBars(running: Running<BarKernel>, bars: HostBars): void {
  const { kernel } = running;
  const { high, low, close, volume, length } = bars;
  for (let i = running.seen; i < length; i++) kernel.push(high[i]!, low[i]!, close[i]!, volume[i]!);
  running.seen = length;
}

/** One row as bots are shown it. */
export function candle(bars: HostBars, index: number): BotCandle {
  return [
    bars.time[index]!,
    bars.open[index]!,
    bars.close[index]!,
    bars.high[index]!,
    bars.low[index]!,
    bars.volume[index]!,
  ];
}
