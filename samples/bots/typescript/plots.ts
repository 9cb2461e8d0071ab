// Plots: draws bands and signals over the candles, and an oscillator into a panel of its own; trades the bands.
//
//   argosy backtest --data btc-usd-1h --strategy samples/bots/typescript/plots.ts

export function onData({ candleData, config, indicators, plotter, trader }: BotInput) {
  const pair = config.pairs[0];
  const candles = candleData[pair];
  const bands = indicators.bollinger(candles, 20, 2);
  const price = trader.getPrice(pair);

  // An object of numbers becomes a line for each of them: bands.lower, bands.middle, bands.upper. NaN draws nothing.
  plotter.plotSeries('bands', bands);
  plotter.plotSeries('rsi', indicators.rsi(candles), 'strength');
  plotter.plotSeries('macd', indicators.macd(candles), 'momentum');

  const { direction } = trader.getPosition(pair);
  if (direction === 'flat' && price < bands.lower) {
    trader.openPosition({ pair });
    plotter.plotPoint('buy', price);
  } else if (direction === 'long' && price > bands.middle) {
    trader.closePosition(pair);
    plotter.plotPoint('sell', price);
  }
}
