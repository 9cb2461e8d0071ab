// Every value of every indicator through the documented calls, bar by bar, as doubles: one row a bar.
import { createInput } from '../../../../../src/Argosy.Scripting/TypeScript/Runtime/api/input.ts';
import type { BotInput } from '../../../../../src/Argosy.Scripting/TypeScript/Runtime/api/types/input.ts';
import type { BotCandles } from '../../../../../src/Argosy.Scripting/TypeScript/Runtime/api/types/candles.ts';
import { columnsOf, RecordedHost, standardInput, write } from './host.ts';

const columns = columnsOf(await standardInput());
const host = new RecordedHost([{ pair: 'BTC/USD', columns }], '1m', 60_000);
const { candleData, indicators } = createInput(host).input as BotInput;
const sliceEvery = 997;
const squeezes = { on: 1, off: -1, none: 0 };

function row(candles: BotCandles): number[] {
  const averages = indicators.smaArray(candles, 50);
  const bands = indicators.bollinger(candles, 20, 2);
  const channel = indicators.keltner(candles, 20, 10, 1.5);
  const macd = indicators.macd(candles, 12, 26, 9);
  const adx = indicators.adx(candles, 14);
  const extremes = indicators.topbot(candles, 20);
  const squeeze = indicators.squeezeMomentum(candles, 20, 2, 1.5);
  const line = indicators.linearRegression(candles, 14);
  return [
    ...[indicators.sma(candles, 14), averages[averages.length - 1]!, indicators.ema(candles, 21)],
    ...[indicators.vma(candles, 20), indicators.rsi(candles, 14)],
    ...[bands.lower, bands.middle, bands.upper, channel.lower, channel.middle, channel.upper],
    ...[macd.macd, macd.signal, macd.histogram, indicators.atr(candles, 14)],
    ...[adx.adx, adx.plusDi, adx.minusDi, indicators.adl(candles)],
    ...[extremes.top, extremes.bottom, extremes.middle],
    ...[squeeze.momentum, squeezes[squeeze.squeeze], line.end, line.slope],
  ];
}

// Now and then also over lists of the bot's own: the newest 300 as rows, with names, and the whole series at its end.
const rows: number[] = [];
for (let count = 1; count <= columns.time.length; count++) {
  host.show(count);
  const candles = candleData['BTC/USD']!;
  rows.push(...row(candles));
  if (count % sliceEvery !== 0) continue;
  rows.push(...row(candles.slice(-300)));
  rows.push(
    ...row(
      candles.slice(-300).map(([time, open, close, high, low, volume]) => ({ time, open, high, low, close, volume })),
    ),
  );
}
write(new Uint8Array(new Float64Array(rows).buffer));
