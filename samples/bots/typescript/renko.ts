// Renko: follows bricks of one height instead of candles: long after bricks upward, out after one downward.
//
//   argosy backtest --data btc-usd-1m --strategy samples/bots/typescript/renko.ts --param brick=0.01

export const parameters: BotParameters = {
  brick: { default: 0.005, min: 0.0001, max: 0.5, help: 'height of a brick, of its lower edge', unit: 'ratio' },
  needed: { default: 2, min: 1, max: 20, help: 'bricks upward in a row before it buys' },
};

export function initializeState(config: BotConfig, state: BotState) {
  state.bricks = {};
}

export function onData({ closedPairs, config, plotter, state, trader }: BotInput) {
  const { brick, needed } = config.parameters;
  for (const pair of closedPairs) {
    const close = trader.getPrice(pair);

    // The edges of the newest brick, and how many went its way in a row: + upward, − downward.
    const newest = (state.bricks[pair] ??= { low: close, high: close * (1 + brick), run: 0 });

    while (close >= newest.high * (1 + brick)) {
      newest.low = newest.high;
      newest.high = newest.low * (1 + brick);
      newest.run = Math.max(newest.run, 0) + 1;
    }
    while (close <= newest.low / (1 + brick)) {
      newest.high = newest.low;
      newest.low = newest.high / (1 + brick);
      newest.run = Math.min(newest.run, 0) - 1;
    }

    plotter.plotSeries(`bricks ${pair}`, { low: newest.low, high: newest.high });
    if (newest.run >= needed) trader.openPosition({ pair });
    else if (newest.run < 0) trader.closePosition(pair);
  }
}
