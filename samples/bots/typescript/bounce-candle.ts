// Bounce candle: buys a hammer at the bottom of the last candles, with a stop below it and a target twice as far away.
//
//   argosy backtest --data btc-usd-1h --strategy samples/bots/typescript/bounce-candle.ts --size risk:1%

export const parameters: BotParameters = {
  period: { default: 20, min: 2, max: 1000, help: 'candles whose bottom counts', unit: 'bars' },
  reward: { default: 2, min: 0.1, max: 20, whole: false, help: 'target distance in stop distances' },
};

export function onData({ candleData, candlestickPatterns, config, indicators, plotter, trader, utils }: BotInput) {
  const pair = config.pairs[0];
  const candles = candleData[pair];
  if (trader.getPosition(pair).direction !== 'flat') return;

  // Candle tuples are [time, open, close, high, low, volume]; utils.getCandle gives them names.
  const newest = utils.getCandle(candles)!;
  const { bottom } = indicators.topbot(candles, config.parameters.period);
  if (!candlestickPatterns.hammer(candles) || newest.low > bottom) return;

  const risk = newest.close - newest.low;
  trader.openPosition({ pair, stopLoss: newest.low, takeProfit: newest.close + config.parameters.reward * risk });
  plotter.plotPoint('bounce', newest.low);
}
