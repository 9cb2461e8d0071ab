// Console: tells a day's story in the log: equity and the best and worst candle; buys when a day closed above its average.
//
//   argosy backtest --data btc-usd-1h --strategy samples/bots/typescript/console.ts

export function initializeState(config: BotConfig, state: BotState) {
  state.day = 0;
  console.log('trading', config.pairs, 'on', config.exchange, 'every', config.runInterval);
}

export function onData({ candleData, config, indicators, state, time, trader, utils }: BotInput) {
  const day = Math.floor(time / 86_400_000);
  if (day === state.day) return;
  state.day = day;

  const pair = config.pairs[0];
  const days = utils.getCandles(pair, 20, '1d');
  const newest = days[days.length - 1];
  if (!newest) return;

  // Texts are written as they are, everything else as JSON would be. Math.random and Date are the run's own: a run repeated
  // says the same again.
  console.log(new Date(newest.time).toISOString().slice(0, 10), {
    close: newest.close,
    equity: trader.getPortfolioValue(),
  });
  if (newest.low < newest.close * 0.9)
    console.warn('it was', 1 - newest.low / newest.close, 'below its close in between');

  const average = indicators.sma(days, 20);
  if (newest.close > average) trader.openPosition({ pair });
  else if (newest.close < average) trader.closePosition(pair);
  if (candleData[pair].length === 1000 && Math.random() < 0.01) console.info('the newest 1,000 candles are at hand');
}
