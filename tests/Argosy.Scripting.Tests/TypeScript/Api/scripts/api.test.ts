// What the documented API promises besides the engine's part, against a host that only remembers.
import assert from 'node:assert/strict';
import { createInput } from '../../../../../src/Argosy.Scripting/TypeScript/Runtime/api/input.ts';
import type { BotInput } from '../../../../../src/Argosy.Scripting/TypeScript/Runtime/api/types/input.ts';
import { RecordedHost, type Columns } from './host.ts';

const pair = 'BTC/USD';
const start = Date.UTC(2024, 0, 1);

function made(count: number, interval = 60_000): Columns {
  const column = (value: (i: number) => number) => Float64Array.from({ length: count }, (_, i) => value(i));
  const close = (i: number) => 100 + 10 * Math.sin(i / 7) + i / 100;
  return {
    time: column(i => start + i * interval),
    open: column(i => close(i - 1)),
    high: column(i => Math.max(close(i), close(i - 1)) + 1),
    low: column(i => Math.min(close(i), close(i - 1)) - 1),
    close: column(close),
    volume: column(i => 1 + (i % 5)),
  };
}

function run(count: number, pairs = [pair, 'ETH/USD']) {
  const host = new RecordedHost(
    pairs.map(name => ({ pair: name, columns: made(count) })),
    '1m',
    60_000,
  );
  return { host, input: createInput(host).input as BotInput };
}

/** A list of rows [open, high, low, close] as candles. */
const candlesOf = (...rows: number[][]) =>
  rows.map(([open, high, low, close], i) => [start + i, open, close, high, low, 1] as const) as never;

const fails = (call: () => unknown, ...words: RegExp[]) => {
  for (const word of words) assert.throws(call, word);
};

Deno.test('candles read as any array', () => {
  const { host, input } = run(50);
  host.show(20);
  const candles = input.candleData[pair]!;
  const columns = made(50);
  assert.ok(Array.isArray(candles));
  assert.equal(candles.length, 20);
  assert.deepEqual(
    candles[3],
    [3, 3, 3, 3, 3, 3].map((i, k) => columns[(['time', 'open', 'close', 'high', 'low', 'volume'] as const)[k]!][i]),
  );
  assert.equal(candles.at(-1)![2], columns.close[19]);
  assert.deepEqual(candles.slice(-2), [candles[18], candles[19]]);
  assert.deepEqual(
    candles.map(candle => candle[2]),
    [...columns.close.slice(0, 20)],
  );
  const [first, second, ...rest] = candles;
  assert.deepEqual([first, second, rest.length], [candles[0], candles[1], 18]);
  let sum = 0;
  for (const [, , , , , volume] of candles) sum += volume;
  assert.equal(
    sum,
    candles.reduce((total, candle) => total + candle[5], 0),
  );
  assert.deepEqual(JSON.parse(JSON.stringify(candles)), [...candles]);
  assert.deepEqual(Object.keys(candles).length, 20);
  assert.deepEqual([...candles].toReversed()[0], candles[19]);
  assert.deepEqual(candles.filter(candle => candle[5] === 1).length, 4);
  assert.equal(candles[20], undefined);
  assert.deepEqual(Object.keys(input.candleData), [pair, 'ETH/USD']);
});

Deno.test('candles are the newest thousand at each call', () => {
  const { host, input } = run(2500);
  const { time } = made(2500);
  for (const count of [1, 2, 10, 999, 1000, 1001, 1002, 1500, 2499, 2500]) {
    host.show(count);
    const candles = input.candleData[pair]!;
    assert.equal(candles.length, Math.min(count, 1000));
    candles.forEach((candle, i) => assert.equal(candle[0], time[Math.max(0, count - 1000) + i]));
    const averages = input.indicators.smaArray(candles, 7);
    assert.equal(averages.length, candles.length);
    const plain = input.indicators.smaArray(candles.slice(-50), 7);
    averages.slice(-40).forEach((value, i) => {
      if (count >= 60) assert.ok(Math.abs(value - plain[plain.length - 40 + i]!) < 1e-9);
    });
  }
});

Deno.test('a list that a bot changes is its own, and whole again at the next call', () => {
  const changes: ((list: unknown[]) => void)[] = [
    list => list.reverse(),
    list => list.sort(() => 1),
    list => list.pop(),
    list => list.shift(),
    list => list.push(1),
    list => list.unshift(1),
    list => list.splice(2, 3),
    list => list.fill(0),
    list => list.copyWithin(0, 5),
    list => (list.length = 3),
    list => (list[list.length - 1] = 1),
  ];
  const { host, input } = run(100);
  const untouched = run(100);
  changes.forEach((change, i) => {
    host.show(20 + i);
    untouched.host.show(20 + i);
    const candles = input.candleData[pair]!;
    const average = input.indicators.smaArray(candles, 3);
    change(candles as unknown as unknown[]);
    change(average as unknown as unknown[]);
    host.show(21 + i);
    untouched.host.show(21 + i);
    assert.deepEqual([...input.candleData[pair]!], [...untouched.input.candleData[pair]!]);
    assert.deepEqual(
      [...input.indicators.smaArray(input.candleData[pair]!, 3)],
      [...untouched.input.indicators.smaArray(untouched.input.candleData[pair]!, 3)],
    );
  });
  host.show(40);
  const reversed = (input.candleData[pair] as unknown as unknown[]).reverse() as never;
  untouched.host.show(40);
  const copy = [...untouched.input.candleData[pair]!].reverse();
  assert.equal(input.indicators.sma(reversed, 5), input.indicators.sma(copy, 5));
});

Deno.test('an indicator does not depend on when it is asked for', () => {
  const often = run(300);
  const once = run(300);
  for (let count = 1; count <= 300; count++) {
    often.host.show(count);
    often.input.indicators.ema(often.input.candleData[pair]!, 21);
  }
  once.host.show(300);
  assert.equal(
    often.input.indicators.ema(often.input.candleData[pair]!, 21),
    once.input.indicators.ema(once.input.candleData[pair]!, 21),
  );
});

Deno.test('indicators take numbers and leave out what is no number', () => {
  const { input } = run(1);
  assert.equal(input.indicators.sma([1, 2, 3, 4], 2), 3.5);
  assert.equal(input.indicators.sma([NaN, 1, NaN, 3], 2), 2);
  assert.deepEqual(input.indicators.smaArray([1, 2, 3], 2), [NaN, 1.5, 2.5]);
  assert.ok(Number.isNaN(input.indicators.sma([], 3)));
  assert.equal(input.indicators.rsi([1, 2, 3, 4], 2), 100);
});

Deno.test('a wrong argument of an indicator is said', () => {
  const { host, input } = run(10);
  host.show(10);
  const { indicators } = input;
  const candles = input.candleData[pair]!;
  fails(() => indicators.sma(candles, 0), /indicators\.sma: period is 0; expected a whole number from 1/);
  fails(() => indicators.sma(candles, 1.5), /period is 1\.5/);
  fails(() => indicators.sma(candles, undefined as never), /period is missing/);
  fails(() => indicators.smaArray(candles, '5' as never), /period is the text "5"/);
  fails(() => indicators.macd(candles, 26, 12), /slow is 12; it must be above fast, which is 26/);
  fails(() => indicators.bollinger(candles, 20, -1), /width is -1; expected a number above 0/);
  fails(() => indicators.atr([1, 2, 3] as never), /indicators\.atr: the list holds 1; expected candles/);
  fails(
    () => indicators.sma('BTC/USD' as never, 3),
    /values is the text "BTC\/USD"; expected candles or a list of numbers/,
  );
  fails(() => indicators.sma(['1'] as never, 3), /the list holds the text "1"/);
  fails(() => indicators.linearRegression(candles, 1), /from 2/);
});

Deno.test('orders become what the engine knows', () => {
  const { host, input } = run(10);
  host.show(10);
  const { trader } = input;
  const price = trader.getPrice(pair);
  const order = trader.placeOrder({
    pair,
    type: 'limit',
    direction: 'buy',
    amount: 0.5,
    price: 90,
    postOnly: true,
    timeInForce: 'gtd',
    expires: start,
    stopLoss: '2%',
    takeProfit: 120,
  });
  assert.deepEqual([order.id, order.pair, order.price, order.state, order.open], [1, pair, 90, 'pending', true]);
  trader.placeOrder({
    pair: 'ETH/USD',
    type: 'STOP_LIMIT' as never,
    direction: 'SELL' as never,
    amount: 1,
    price: 80,
    stopPrice: 81,
    reduceOnly: true,
  });
  trader.placeOrder({ pair, type: 'stop', direction: 'sell', amount: 1, price: 70 });
  trader.placeOrder({ pair, type: 'take-profit' as never, direction: 'sell', amount: 1, stopPrice: 170 });
  trader.placeOrder({ pair, type: 'trailingStop', direction: 'sell', amount: 1, trail: '2.5%' });
  trader.placeOrder({ pair, type: 'market', direction: 'buy', amount: 100, amountIn: 'quote', trailingStop: '5%' });
  assert.deepEqual(host.intents, [
    {
      instrument: 0,
      side: 'buy',
      type: 'limit',
      amount: 0.5,
      limit: 90,
      timeInForce: 'gtd',
      expireTime: start,
      postOnly: true,
      protection: { stopRatio: 0.02, targetPrice: 120 },
    },
    { instrument: 1, side: 'sell', type: 'stopLimit', amount: 1, limit: 80, trigger: 81, reduceOnly: true },
    { instrument: 0, side: 'sell', type: 'stop', amount: 1, trigger: 70 },
    { instrument: 0, side: 'sell', type: 'takeProfit', amount: 1, trigger: 170 },
    { instrument: 0, side: 'sell', type: 'trailingStop', amount: 1, trailRatio: 0.025 },
    { instrument: 0, side: 'buy', type: 'market', amount: 100, inQuote: true, protection: { trailRatio: 0.05 } },
  ]);
  const pairOf = trader.placeOco(
    { pair, type: 'limit', direction: 'sell', amount: 1, price: price * 2 },
    { pair, type: 'stop', direction: 'sell', amount: 1, stopPrice: price / 2 },
  );
  assert.deepEqual(
    pairOf.map(one => one.id),
    [7, 8],
  );
  assert.equal(trader.getOpenOrders('ETH/USD').length, 1);
  assert.equal(trader.cancelOrder(order), true);
  assert.equal(trader.cancelOrder(order.id), false);
  assert.equal(trader.getOrder(order)!.open, false);
  assert.equal(trader.getOrder(99), undefined);
  assert.equal(trader.getOpenOrders().length, 7);
});

Deno.test('positions become targets, or orders where an amount is given', () => {
  const { host, input } = run(10);
  host.show(10);
  const { trader } = input;
  assert.equal(trader.openPosition({ pair }), undefined);
  trader.openPosition({ pair: 'ETH/USD', direction: 'short', stopLoss: '2%' });
  trader.closePosition(pair);
  assert.deepEqual(host.targets, [
    [0, 1, undefined],
    [1, -1, { stopRatio: 0.02 }],
    [0, 0],
  ]);
  assert.equal(trader.closePosition(pair, 1), undefined);
  host.positions[0] = 2;
  host.entryPrices[0] = 50;
  const price = trader.getPrice(pair);
  assert.deepEqual(trader.getPosition(pair), {
    pair,
    direction: 'long',
    amount: 2,
    entryPrice: 50,
    value: 2 * price,
    profit: 2 * (price - 50),
    profitRatio: (2 * (price - 50)) / 100,
  });
  trader.closePosition(trader.getPosition(pair), 5);
  trader.openPosition({ pair, direction: 'short', amount: 1, takeProfit: '4%' });
  assert.deepEqual(host.intents, [
    { instrument: 0, side: 'sell', type: 'market', amount: 2, reduceOnly: true },
    { instrument: 0, side: 'sell', type: 'market', amount: 1, protection: { targetRatio: 0.04 } },
  ]);
  assert.deepEqual(trader.getPortfolio(), { USD: 10_000, BTC: 2, ETH: 0 });
  assert.deepEqual([trader.getBalance('USD'), trader.getBalance('BTC'), trader.getBalance('XRP')], [10_000, 2, 0]);
});

Deno.test('what cannot be an order is said', () => {
  const { host, input } = run(10);
  host.show(10);
  const { trader } = input;
  const order = { pair, type: 'limit', direction: 'buy', amount: 1, price: 90 } as const;
  const place = (change: object) => () => trader.placeOrder({ ...order, ...change } as never);
  fails(
    place({ pair: 'BTC/USDT' }),
    /trader\.placeOrder: 'BTC\/USDT' is no pair of this run, did you mean 'BTC\/USD'\? \(its pairs: BTC\/USD, ETH\/USD\)/,
  );
  fails(place({ pair: undefined }), /pair is missing; expected a text such as 'BTC\/USD'/);
  fails(place({ amount: '0.5' }), /amount is the text "0\.5"; expected a number above 0; write Number\("0\.5"\)/);
  fails(place({ amount: NaN }), /amount is NaN/);
  fails(place({ amount: 0 }), /amount is 0; expected a number above 0/);
  fails(place({ type: 'limt' }), /type is 'limt', did you mean 'limit'\?; expected one of market, limit/);
  fails(place({ type: undefined }), /type is missing/);
  fails(place({ direction: 'up' }), /direction is 'up'; expected one of buy, sell/);
  fails(place({ price: undefined }), /an order of type 'limit' needs price, in the quote asset/);
  fails(place({ price: -1 }), /price is -1; expected a number above 0/);
  fails(place({ quantity: 1 }), /there is no 'quantity'/);
  fails(
    place({ stopLoss: '2' }),
    /stopLoss is the text "2"; expected a distance above 0% and below 100%, such as '2%'/,
  );
  fails(place({ stopLoss: -2 }), /stopLoss is -2; expected a price above 0, or a distance such as '2%'/);
  fails(place({ stopLoss: '2%', trailingStop: '1%' }), /stopLoss or trailingStop, not both/);
  fails(
    place({ stopPrice: 80 }),
    /an order of type 'limit' has no stopPrice; a stop that protects its fill is stopLoss/,
  );
  fails(place({ timeInForce: 'gtd' }), /needs expires/);
  fails(() => trader.placeOrder(undefined as never), /the order is missing; expected an object/);
  fails(
    () => trader.placeOrder({ ...order, type: 'trailingStop' }),
    /trail is missing; expected a distance above 0% and below 100%/,
  );
  fails(() => trader.placeOco(order, { ...order, pair: 'ETH/USD' }), /two of one pair/);
  fails(() => trader.openPosition({ pair, direction: 'up' as never }), /direction is "up"; expected 'long' or 'short'/);
  fails(() => trader.openPosition({ pair, price: 1 } as never), /there is no 'price'/);
  fails(() => trader.getPrice('ETH'), /'ETH' is no pair of this run, did you mean 'ETH\/USD'\?/);
  fails(() => trader.getOrder('1' as never), /the order is the text "1"; expected its number/);
  fails(() => trader.getBalance(1 as never), /asset is 1/);
  assert.equal(host.intents.length, 0);
});

Deno.test('an order below the minimum is warned of once for each pair', () => {
  const { host, input } = run(10);
  host.show(10);
  for (let i = 0; i < 3; i++) input.trader.placeOrder({ pair, type: 'market', direction: 'buy', amount: 0.0001 });
  input.trader.placeOrder({ pair, type: 'market', direction: 'buy', amount: 1 });
  assert.equal(host.lines.length, 1);
  assert.match(
    host.lines[0]!.join(' '),
    /^warn trader\.placeOrder: 0\.0001 BTC is below the smallest order of BTC\/USD, 0\.0\d+ BTC .* it will be refused$/,
  );
});

Deno.test('patterns at their limits', () => {
  const { candlestickPatterns: patterns } = run(1).input;
  assert.ok(patterns.hammer(candlesOf([100, 101.5, 98, 101])));
  assert.ok(!patterns.hammer(candlesOf([100, 101.51, 98, 101])));
  assert.ok(!patterns.hammer(candlesOf([100, 101.5, 98.01, 101])));
  assert.ok(patterns.shootingStar(candlesOf([100, 102.5, 99.5, 101])));
  assert.ok(!patterns.shootingStar(candlesOf([100, 102.49, 99.5, 101])));
  assert.ok(patterns.bullishEngulfing(candlesOf([101, 102, 99, 100], [100, 102, 99, 101.5])));
  assert.ok(!patterns.bullishEngulfing(candlesOf([101, 102, 99, 100], [100, 102, 99, 101])));
  assert.ok(patterns.bearishEngulfing(candlesOf([100, 102, 99, 101], [101, 102, 98, 99.5])));
  assert.ok(patterns.bullishHarami(candlesOf([102, 103, 98, 99], [100, 102, 99, 101])));
  assert.ok(!patterns.bearishHarami(candlesOf([102, 103, 98, 99], [100, 102, 99, 101])));
  assert.ok(patterns.bearishHarami(candlesOf([99, 103, 98, 102], [101, 102, 99, 100])));
  assert.ok(patterns.doji(candlesOf([100, 105, 95, 101])));
  assert.ok(!patterns.doji(candlesOf([100, 105, 95, 101.1])));
  assert.ok(!patterns.doji(candlesOf([100, 100, 100, 100])));
  assert.ok(patterns.dragonflyDoji(candlesOf([100, 100.5, 90, 100])));
  assert.ok(patterns.gravestoneDoji(candlesOf([100, 110, 99.5, 100])));
  assert.equal(patterns.marubozu(candlesOf([100, 110, 100, 110])), 1);
  assert.equal(patterns.marubozu(candlesOf([110, 110, 100, 100])), -1);
  assert.equal(patterns.marubozu(candlesOf([100, 110, 98, 110])), 0);
  assert.ok(patterns.spinningTop(candlesOf([100, 104, 96, 101.5])));
  assert.ok(!patterns.spinningTop(candlesOf([100, 102, 96, 101.5])));
  assert.ok(patterns.morningStar(candlesOf([110, 111, 99, 100], [100, 101, 97, 99], [99, 108, 99, 107])));
  assert.ok(!patterns.morningStar(candlesOf([110, 111, 99, 100], [100, 101, 97, 99], [99, 106, 99, 105])));
  assert.ok(patterns.eveningStar(candlesOf([100, 111, 99, 110], [110, 113, 109, 111], [111, 111, 102, 103])));
  assert.ok(patterns.threeWhiteSoldiers(candlesOf([100, 111, 99, 110], [105, 116, 104, 115], [112, 121, 111, 120])));
  assert.ok(!patterns.threeWhiteSoldiers(candlesOf([100, 111, 99, 110], [105, 116, 104, 115], [116, 121, 111, 120])));
  assert.ok(patterns.threeBlackCrows(candlesOf([120, 121, 109, 110], [115, 116, 104, 105], [108, 109, 99, 100])));
  assert.ok(patterns.piercingLine(candlesOf([110, 111, 99, 100], [98, 107, 97, 106])));
  assert.ok(!patterns.piercingLine(candlesOf([110, 111, 99, 100], [98, 106, 97, 105])));
  assert.ok(patterns.darkCloudCover(candlesOf([100, 111, 99, 110], [112, 113, 103, 104])));
  const calm = Array.from({ length: 19 }, () => [100, 101, 99, 100]);
  assert.ok(patterns.hangingMan(candlesOf(...calm, [104, 105.2, 100, 105])));
  assert.ok(!patterns.hangingMan(candlesOf(...calm, [94, 95.2, 90, 95])));
  assert.ok(patterns.inverseHammer(candlesOf(...calm, [94, 97, 93.8, 95])));
  assert.ok(!patterns.hammer([]));
  fails(() => patterns.hammer(5 as never), /candlestickPatterns\.hammer: candles is 5; expected candles/);
});

Deno.test('helpers', () => {
  const { host, input } = run(2000);
  host.show(2000);
  const { utils } = input;
  const columns = made(2000);
  const candles = input.candleData[pair]!;
  assert.equal(utils.getCandle(pair)!.close, columns.close[1999]);
  assert.equal(utils.getCandle(pair, 0)!.close, columns.close[0]);
  assert.equal(utils.getCandle(candles, -2)!.high, columns.high[1998]);
  assert.equal(utils.getCandle(candles[0]!)!.low, columns.low[1000]);
  assert.equal(utils.getCandle(candles, 1000), undefined);
  assert.equal(utils.getCandles(pair).length, 2000);
  assert.deepEqual(
    utils.getCandles(candles, 2).map(candle => candle.time),
    [columns.time[1998], columns.time[1999]],
  );
  assert.deepEqual(utils.getPairAssets(pair), { base: 'BTC', quote: 'USD' });
  assert.ok(
    utils.isCrossOver([1, 3], [2, 2]) && !utils.isCrossOver([2, 3], [1, 2]) && utils.isCrossOver([2, 3], [2, 2]),
  );
  assert.ok(!utils.isCrossOver([1, 2 + 1e-13], 2) && utils.isCrossOver([2 + 1e-13, 3], 2));
  assert.ok(utils.isCrossUnder([3, 1], 2) && !utils.isCrossUnder([NaN, 1], 2) && !utils.isCrossUnder([1], 2));
  assert.deepEqual(utils.getGrid({ low: 100, high: 200, levels: 5 }), [100, 125, 150, 175, 200]);
  assert.deepEqual(utils.getGrid({ low: 100, high: 400, levels: 3, spacing: 'ratio' }), [100, 200, 400]);
  fails(() => utils.getGrid({ low: 2, high: 1, levels: 3 }), /high is 1; it must be above low, which is 2/);
  fails(() => utils.getGrid({ low: 1, high: 2, levels: 1 }), /levels is 1; expected a whole number from 2 to 1000/);
  fails(() => utils.getCandles(pair, 5, '7x'), /interval is the text "7x"; expected a number and a unit/);
  fails(() => utils.getCandles(pair, 5, '90s'), /interval is 90s; expected a whole number of the run's 1m/);
  fails(() => utils.getCandles(candles, 5, '1h'), /an interval is for a pair/);
  fails(() => utils.getCandles(pair, 0), /count is 0; expected a whole number above 0/);
});

Deno.test('longer candles are complete ones, the same whenever they are asked for', () => {
  const { host, input } = run(2000);
  const late = run(2000);
  const lengths: number[] = [];
  for (let count = 1; count <= 2000; count++) {
    host.show(count);
    lengths.push(input.utils.getCandles(pair, 1000, '1h').length);
  }
  assert.deepEqual([lengths[58], lengths[59], lengths[1999]], [0, 1, 33]);
  late.host.show(2000);
  const hours = late.input.utils.getCandles(pair, 1000, '1h');
  assert.deepEqual(input.utils.getCandles(pair, 1000, '1h'), hours);
  const { open, high, low, close, volume } = made(2000);
  assert.deepEqual(hours[1], {
    time: start + 3_600_000,
    open: open[60],
    high: Math.max(...high.slice(60, 120)),
    low: Math.min(...low.slice(60, 120)),
    close: close[119],
    volume: volume.slice(60, 120).reduce((sum, one) => sum + one),
  });
});

Deno.test('plots and log lines', () => {
  const { host, input } = run(1);
  input.plotter.plotPoint('buy', 5);
  input.plotter.plotSeries('sma', 6, 'averages');
  input.plotter.plotSeries('bands', { lower: 1, middle: NaN, upper: 3, squeeze: 'on' });
  assert.deepEqual(host.plots, [
    ['buy', 5, '', 'points'],
    ['sma', 6, 'averages', 'line'],
    ['bands.lower', 1, '', 'line'],
    ['bands.middle', NaN, '', 'line'],
    ['bands.upper', 3, '', 'line'],
  ]);
  fails(() => input.plotter.plotPoint('', 5), /name is the text ""; expected a text/);
  fails(() => input.plotter.plotPoint('x', '5' as never), /value is the text "5"; expected a number/);
  fails(() => input.plotter.plotSeries('x', [1] as never), /values is a list of 1; expected the newest number/);
  const round: Record<string, unknown> = { a: 1 };
  round['self'] = round;
  input.console.log('a', 1, { b: [1, 'x'], c: { d: { e: { f: 1 } } } }, null, undefined, true);
  input.console.warn(round);
  input.console.error(new RangeError('wrong'));
  input.console.info('x'.repeat(5000));
  assert.deepEqual(host.lines[0], ['info', 'a 1 { b: [1, "x"], c: { d: { e: { f: 1 } } } } null undefined true']);
  assert.equal(host.lines[1]![1], '{ a: 1, self: { a: 1, self: { a: 1, self: { a: 1, self: {…} } } } }');
  assert.ok(host.lines[2]![1].startsWith('RangeError: wrong'));
  assert.equal(host.lines[3]![1].length, 1000);
});

Deno.test('input, config and state', () => {
  const { host, input } = run(10);
  host.show(3);
  const { config, state, time } = input;
  assert.deepEqual(config.pairs, [pair, 'ETH/USD']);
  assert.deepEqual(
    [config.runInterval, config.runIntervalMs, config.exchange, config.parameters['fast']],
    ['1m', 60_000, 'backtest', 14],
  );
  assert.deepEqual(config.instruments[0], {
    pair,
    base: 'BTC',
    quote: 'USD',
    tick: 0.01,
    step: 0.00001,
    minAmount: 0.0001,
    minNotional: 10,
  });
  assert.equal(time, start + 3 * 60_000);
  assert.deepEqual(input.closedPairs, [pair, 'ETH/USD']);
  assert.equal(input.isWarmUp, false);
  state['a'] = 1;
  assert.deepEqual(host.state, { a: 1 });
  input.state = { b: 2 };
  assert.deepEqual(host.state, { b: 2 });
});
