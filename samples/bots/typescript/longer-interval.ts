// Longer interval: trades the crossings of a short interval, but only with the trend of a long one.
//
//   argosy backtest --data btc-usd-1m --strategy samples/bots/typescript/longer-interval.ts --param interval=4h

export const parameters: BotParameters = {
  interval: { default: '1d', choices: ['1h', '4h', '1d', '1w'], help: 'whose trend is followed' },
  trend: { default: 10, min: 2, max: 200, help: 'length of its average', unit: 'candles of the interval' },
};

export function onData({ candleData, config, indicators, trader, utils }: BotInput) {
  const pair = config.pairs[0];
  const { interval, trend } = config.parameters;

  // Complete candles only: the one that is still being made is not there yet.
  const long = utils.getCandles(pair, trend, interval);
  const rises = long.length === trend && long[long.length - 1].close > indicators.sma(long, trend);
  if (!rises) {
    trader.closePosition(pair);
    return;
  }

  const fast = indicators.smaArray(candleData[pair], 10);
  const slow = indicators.smaArray(candleData[pair], 30);
  if (utils.isCrossOver(fast, slow)) trader.openPosition({ pair });
  else if (utils.isCrossUnder(fast, slow)) trader.closePosition(pair);
}
