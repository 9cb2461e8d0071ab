// Brackets: buys a weak market and lets the venue watch the way out: a stop and a target with the entry, or a pair of orders.
//
//   argosy backtest --data btc-usd-1h --strategy samples/bots/typescript/brackets.ts --param style=oco

export const parameters: BotParameters = {
  low: { default: 30, min: 1, max: 99, help: 'buys when the RSI falls below' },
  stop: { default: 2, min: 0.1, max: 50, whole: false, help: 'stop distance', unit: '%' },
  target: { default: 4, min: 0.1, max: 500, whole: false, help: 'target distance', unit: '%' },
  style: { default: 'bracket', choices: ['bracket', 'oco', 'trailing'], help: 'how a position is protected' },
};

export function onData({ candleData, config, indicators, state, trader }: BotInput) {
  const pair = config.pairs[0];
  const { low, stop, target, style } = config.parameters;
  const rsi = indicators.rsi(candleData[pair]);
  const fell = state.rsi >= low && rsi < low;
  state.rsi = rsi;

  const { direction, amount, entryPrice } = trader.getPosition(pair);
  if (direction === 'flat') {
    if (!fell) return;
    if (style === 'bracket') trader.openPosition({ pair, stopLoss: `${stop}%`, takeProfit: `${target}%` });
    else if (style === 'trailing') trader.openPosition({ pair, trailingStop: `${stop}%` });
    else trader.openPosition({ pair });
  } else if (style === 'oco' && trader.getOpenOrders(pair).length === 0) {
    // One cancels the other: a fill of the target reduces the stop by as much, and the other way round.
    trader.placeOco(
      { pair, type: 'limit', direction: 'sell', amount, price: entryPrice * (1 + target / 100) },
      { pair, type: 'stop', direction: 'sell', amount, stopPrice: entryPrice * (1 - stop / 100) },
    );
  }
}
