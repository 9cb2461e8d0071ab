// Several pairs: holds the pair that rose most, or cash while none rises; one bot sees all pairs of the run.
//
//   argosy backtest --data btc-usd-1d,eth-usd-1d,ltc-usd-1d --strategy samples/bots/typescript/several-pairs.ts

export const parameters: BotParameters = {
  period: { default: 30, min: 1, max: 999, help: 'candles over which strength is measured', unit: 'bars' },
};

export function onData({ candleData, config, trader }: BotInput) {
  let best: string | undefined;
  let highest = 0;
  for (const pair of config.pairs) {
    const candles = candleData[pair];
    const before = candles[candles.length - 1 - config.parameters.period];
    // Tuples are [time, open, close, high, low, volume]: 2 is the close.
    const rise = before ? trader.getPrice(pair) / before[2] - 1 : 0;
    if (rise > highest) [best, highest] = [pair, rise];
  }

  let holdsAny = false;
  for (const pair of config.pairs) {
    if (trader.getPosition(pair).direction === 'flat') continue;
    holdsAny = true;
    if (pair !== best) trader.closePosition(pair);
  }

  // What is sold now is paid at the next open, so the purchase waits for the call after it.
  const cash = trader.getBuyingPower();
  if (!holdsAny && best && cash > 0) {
    trader.placeOrder({ pair: best, type: 'market', direction: 'buy', amount: cash, amountIn: 'quote' });
  }
}
