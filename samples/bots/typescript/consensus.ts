// Consensus: five opinions, one position: buys when enough voters say up, sells when enough say down.
//
//   argosy backtest --data btc-usd-4h --strategy samples/bots/typescript/consensus.ts --param quorum=4

export const parameters: BotParameters = {
  quorum: { default: 3, min: 1, max: 5, help: 'votes of five that decide' },
};

/** 1 says up, −1 down, 0 nothing. A comparison with NaN is false: a voter that still warms up abstains. */
type Vote = 1 | 0 | -1;
type Voter = (candles: readonly BotCandle[], input: BotInput) => Vote;

const voters: Record<string, Voter> = {
  trend: (candles, { indicators }) => sign(indicators.sma(candles, 14) - indicators.sma(candles, 50)),
  macd: (candles, { indicators }) => sign(indicators.macd(candles).histogram),
  direction: (candles, { indicators }) => {
    const { adx, plusDi, minusDi } = indicators.adx(candles);
    return adx > 20 ? sign(plusDi - minusDi) : 0;
  },
  strength: (candles, { indicators }) => {
    const rsi = indicators.rsi(candles);
    return rsi > 55 ? 1 : rsi < 45 ? -1 : 0;
  },
  candle: (candles, { candlestickPatterns }) => {
    if (candlestickPatterns.bullishEngulfing(candles)) return 1;
    return candlestickPatterns.bearishEngulfing(candles) ? -1 : 0;
  },
};

export function onData(input: BotInput) {
  const { candleData, closedPairs, config, plotter, trader } = input;
  for (const pair of closedPairs) {
    let ups = 0;
    let downs = 0;
    for (const vote of Object.values(voters)) {
      const said = vote(candleData[pair], input);
      if (said > 0) ups++;
      else if (said < 0) downs++;
    }
    plotter.plotSeries(`votes ${pair}`, { ups, downs: -downs }, 'votes');

    // Selling is asked first: a way out must never wait for a way in.
    if (downs >= config.parameters.quorum) trader.closePosition(pair);
    else if (ups >= config.parameters.quorum) trader.openPosition({ pair });
  }
}

function sign(value: number): Vote {
  return value > 0 ? 1 : value < 0 ? -1 : 0;
}
