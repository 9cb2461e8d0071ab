import type { Door, Host, HostFill } from '../host.ts';
import { indicators } from './indicators.ts';
import { createConsole, createPlotter } from './output.ts';
import { candlestickPatterns } from './patterns.ts';
import { Series } from './series.ts';
import { createTrader, shownFill } from './trader.ts';
import type { BotCandle } from './types/candles.ts';
import type { BotConfig, BotInput, BotState } from './types/input.ts';
import { createUtils } from './utils.ts';

/** Makes the input that a bot is given out of a run. */
export function createInput(host: Host): Door {
  const config = configOf(host);
  const input: BotInput = {
    candleData: candleDataOf(host),
    config,
    get state() {
      return host.state as BotState;
    },
    set state(value: BotState) {
      host.state = value;
    },
    trader: createTrader(host),
    indicators,
    candlestickPatterns,
    utils: createUtils(host),
    plotter: createPlotter(host),
    console: createConsole(host),
    get time() {
      return host.time;
    },
    get closedPairs() {
      return closedPairs(host);
    },
    get fills() {
      return host.fills.map(fill => shownFill(host, fill));
    },
    get isWarmUp() {
      return host.warmUp;
    },
  };
  return {
    input,
    config,
    // Everything is made when it is looked at.
    refresh() {},
    fill: (fill: HostFill) => shownFill(host, fill),
  };
}

function candleDataOf(host: Host): Record<string, readonly BotCandle[]> {
  const candleData: Record<string, readonly BotCandle[]> = {};
  host.instruments.forEach(({ pair }, at) => {
    const series = new Series(host.bars[at]!);
    Object.defineProperty(candleData, pair, {
      get: () => series.candles(),
      enumerable: true,
    });
  });
  return Object.freeze(candleData);
}

function closedPairs(host: Host): readonly string[] {
  const pairs: string[] = [];
  for (let i = 0; i < host.closedCount; i++) pairs.push(host.instruments[host.closed[i]!]!.pair);
  return pairs;
}

function configOf({ instruments, run }: Host): BotConfig {
  return Object.freeze({
    pairs: Object.freeze(instruments.map(instrument => instrument.pair)),
    runInterval: run.interval,
    runIntervalMs: run.intervalMs,
    exchange: run.exchange,
    instruments: Object.freeze(
      instruments.map(({ pair, base, quote, tick, step, minQuantity, minNotional }) =>
        Object.freeze({
          pair,
          base,
          quote,
          tick,
          step,
          minAmount: minQuantity,
          minNotional,
        }),
      ),
    ),
    parameters: Object.freeze({ ...run.parameters }),
    takerFee: run.takerFee,
    makerFee: run.makerFee,
    allowShort: run.allowShort,
    startingCash: run.startingCash,
  });
}
