// SMA 14/50 cross: long from the candle on which the fast average rises above the slow one, flat from the reverse.
//
//   argosy backtest --data btc-usd-1h --strategy samples/bots/typescript/sma-cross.ts --param fast=10

export const parameters: BotParameters = {
  fast: { default: 14, min: 1, max: 1000, help: 'length of the fast average', unit: 'bars' },
  slow: { default: 50, min: 2, max: 1000, help: 'length of the slow average, above fast', unit: 'bars' },
};

export function onData({ candleData, closedPairs, config, indicators, trader, utils }: BotInput) {
  for (const pair of closedPairs) {
    const fast = indicators.smaArray(candleData[pair], config.parameters.fast);
    const slow = indicators.smaArray(candleData[pair], config.parameters.slow);

    // Until both averages exist they are NaN, and NaN crosses nothing: no special case is needed.
    // Saying where to stand costs nothing when the bot stands there already.
    if (utils.isCrossOver(fast, slow)) trader.openPosition({ pair });
    else if (utils.isCrossUnder(fast, slow)) trader.closePosition(pair);
  }
}
