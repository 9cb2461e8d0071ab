// Calls every member of the API and says which it called and which there are.
export const parameters: BotParameters = {
  period: { default: 14, min: 2, max: 50, step: 1, help: 'a length', unit: 'bars' },
};

const called = new Set<string>();
const there = new Set<string>();

/** The same object, whose members are noted when they are used. */
function watch<T extends object>(name: string, object: T): T {
  const watched = {};
  for (const key of Object.keys(object)) {
    there.add(`${name}.${key}`);
    const get = () => {
      called.add(`${name}.${key}`);
      const value = (object as Record<string, unknown>)[key];
      return typeof value === 'function' ? (...values: unknown[]) => value.apply(object, values) : value;
    };
    const set = (value: unknown) => ((object as Record<string, unknown>)[key] = value);
    Object.defineProperty(watched, key, { get, set, enumerable: true });
  }
  return watched as T;
}

function check(what: string, holds: boolean) {
  if (!holds) throw new Error(`${what} does not hold`);
}

export function initializeState(config: BotConfig, state: BotState) {
  called.add('BotFile.initializeState');
  check('two pairs', config.pairs.length === 2);
  state.calls = 0;
  state.fills = 0;
}

export function migrateState(state: BotState, fromVersion: string) {
  called.add('BotFile.migrateState');
  check('a version', typeof fromVersion === 'string');
  return { ...state, migrated: true };
}

export function onFill(fill: BotFill, input: BotInput) {
  called.add('BotFile.onFill');
  check('a fill', fill.amount > 0 && fill.price > 0 && input.config.pairs.includes(fill.pair));
  input.state.fills++;
}

export function onData(input: BotInput) {
  called.add('BotFile.onData');
  const watched = watch('BotInput', input);
  const config = watch('BotConfig', watched.config);
  const { state } = watched;
  state.calls++;
  if (state.calls === 60) readEverything(watched, config);
  if (state.calls >= 61 && state.calls < 70) trade(watched, config, state.calls);
  if (state.calls === 75) {
    check('fills', state.fills > 0);
    say('called', called);
    say('there', there);
  }
}

function readEverything(input: BotInput, config: BotConfig) {
  const [pair, other] = config.pairs;
  check('config', config.runInterval === '1h' && config.runIntervalMs === 3_600_000 && config.exchange !== '');
  check('terms', config.instruments.length === 2 && config.takerFee >= 0 && config.makerFee >= 0 && !config.allowShort);
  check('parameters', config.startingCash === 10_000 && config.parameters.period === 14);
  called.add('BotFile.parameters');
  const candles = input.candleData[pair];
  check('candles', candles.length === 60 && candles[59][0] + 3_600_000 === input.time && input.time === Date.now());
  check('closed', input.closedPairs.length === 2 && !input.isWarmUp);
  input.state = { ...input.state, put: 1 };

  const indicators = watch('BotIndicators', input.indicators);
  const values = [
    ...[indicators.sma(candles, 14), indicators.smaArray(candles, 14).at(-1)!, indicators.ema(candles, 14)],
    ...[
      indicators.vma(candles),
      indicators.rsi(candles),
      indicators.bollinger(candles).upper,
      indicators.keltner(candles).lower,
    ],
    ...[indicators.macd(candles).signal, indicators.atr(candles), indicators.adx(candles).adx, indicators.adl(candles)],
    ...[
      indicators.topbot(candles).top,
      indicators.squeezeMomentum(candles).momentum,
      indicators.linearRegression(candles).slope,
    ],
  ];
  check('finite values', values.every(Number.isFinite));

  const patterns = watch('BotCandlestickPatterns', input.candlestickPatterns);
  for (const name of Object.keys(patterns) as (keyof BotCandlestickPatterns)[]) {
    const found = patterns[name](candles);
    check(`an answer of ${name}`, typeof found === 'boolean' || [-1, 0, 1].includes(found));
  }

  const utils = watch('BotUtils', input.utils);
  check(
    'getCandle',
    utils.getCandle(pair)!.close === candles[59][2] && utils.getCandle(other, 0)!.time === candles[0][0],
  );
  check('getCandles', utils.getCandles(pair, 5).length === 5 && utils.getCandles(pair, 50, '4h').length >= 13);
  check('getPairAssets', utils.getPairAssets(pair).base === 'BTC');
  check('crossings', utils.isCrossOver([1, 3], [2, 2]) && utils.isCrossUnder([3, 1], 2));
  check('getGrid', utils.getGrid({ low: 1, high: 2, levels: 3 })[1] === 1.5);

  const plotter = watch('BotPlotter', input.plotter);
  plotter.plotPoint('point', 1);
  plotter.plotSeries('line', values[0], 'lines');

  const own = watch('BotConsole', input.console);
  own.log('a line');
  own.info('a line', 2);
  own.warn('a warning');
  own.error('an error');
  check('one console', console.log === input.console.log);
}

/** One step a call: what was asked for in one is there in the next. */
function trade(input: BotInput, config: BotConfig, step: number) {
  const trader = watch('BotTrader', input.trader);
  const [pair, other] = config.pairs;
  const { state } = input;
  const price = trader.getPrice(pair);
  switch (step) {
    case 61: {
      check('cash', trader.getBalance('USD') === 10_000 && trader.getBuyingPower() === 10_000);
      check('worth', trader.getPortfolioValue() === 10_000 && trader.getPortfolio().USD === 10_000);
      const order = trader.placeOrder({ pair, type: 'limit', direction: 'buy', amount: 0.1, price: price / 2 });
      check('pending', order.open && trader.getOrder(order)!.state === 'pending');
      state.order = order.id;
      trader.openPosition({ pair: other, amount: 0.2 });
      break;
    }
    case 62: {
      const order = trader.getOrder(state.order)!;
      check('working', order.open && order.state !== 'pending' && trader.getOpenOrders(pair)[0].id === state.order);
      check(
        'told of the fill',
        input.fills.length === 1 && input.fills[0].pair === other && input.fills[0].amount === 0.2,
      );
      check('cancelled', trader.cancelOrder(state.order));
      check('bought', trader.getPosition(other).amount === 0.2 && trader.getBalance('ETH') === 0.2);
      trader.closePosition(other, 0.1);
      break;
    }
    case 63: {
      check('ended', trader.getOrder(state.order)!.state === 'cancelled' && trader.getOpenOrders(pair).length === 0);
      check('half', trader.getPosition(other).amount === 0.1);
      const [target, stop] = trader.placeOco(
        { pair: other, type: 'limit', direction: 'sell', amount: 0.1, price: trader.getPrice(other) * 2 },
        { pair: other, type: 'stop', direction: 'sell', amount: 0.1, stopPrice: trader.getPrice(other) / 2 },
      );
      check('both', stop.id === target.id + 1);
      trader.openPosition({ pair, stopLoss: '20%', takeProfit: '50%' });
      break;
    }
    case 64: {
      check(
        'three orders and a bracket',
        trader.getOpenOrders().length === 4 && trader.getOpenOrders().some(order => order.protective),
      );
      check('long', trader.getPosition(pair).direction === 'long' && trader.getPosition(pair).entryPrice > 0);
      for (const order of trader.getOpenOrders(other)) trader.cancelOrder(order);
      trader.closePosition(pair);
      trader.closePosition(other);
      break;
    }
    case 65:
      check('flat', trader.getPosition(pair).direction === 'flat' && trader.getPosition(other).amount === 0);
      check('nothing open', trader.getOpenOrders().length === 0);
      break;
  }
}

function say(what: string, names: Set<string>) {
  const sorted = [...names].sort();
  for (let i = 0; i < sorted.length; i += 25) console.log(what, sorted.slice(i, i + 25).join(' '));
}
