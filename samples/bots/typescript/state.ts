// State: remembers its trades, stands aside for a while after two losses in a row, and survives an update to this version.
//
//   argosy backtest --data btc-usd-1h --strategy samples/bots/typescript/state.ts

export const parameters: BotParameters = {
  period: { default: 20, min: 2, max: 1000, help: 'length of the channel', unit: 'bars' },
  pause: { default: 48, min: 0, max: 10000, help: 'how long to stand aside after two losses', unit: 'bars' },
};

// The state is plain data: numbers, texts, lists, objects. It is kept when a call returns, put back as it was when the call
// throws, and there again after a restart.
export function initializeState(config: BotConfig, state: BotState) {
  state.losses = 0;
  state.pausedUntil = 0;
  state.cost = 0;
  state.trades = [];
}

// Once, when a deployed bot is updated from a version whose state looked different.
export function migrateState(state: BotState, fromVersion: string) {
  return { losses: 0, pausedUntil: 0, cost: 0, trades: [], ...state };
}

export function onData({ candleData, config, indicators, state, time, trader }: BotInput) {
  const pair = config.pairs[0];
  const candles = candleData[pair];
  const { top, bottom } = indicators.topbot(candles.slice(-config.parameters.period - 1, -1), config.parameters.period);
  const price = trader.getPrice(pair);
  if (price > top && time >= state.pausedUntil) trader.openPosition({ pair });
  else if (price < bottom) trader.closePosition(pair);
}

export function onFill(fill: BotFill, { config, state, time }: BotInput) {
  if (fill.direction === 'buy') {
    state.cost = fill.price;
    return;
  }
  const profit = fill.price / state.cost - 1;
  state.trades.push({ time, profit });
  if (state.trades.length > 100) state.trades.shift();
  state.losses = profit < 0 ? state.losses + 1 : 0;
  if (state.losses >= 2) state.pausedUntil = time + config.parameters.pause * config.runIntervalMs;
}
