// Old style: plain functions without export or types, as older platforms know them; runs as it is.
//
//   argosy backtest --data btc-usd-1h --strategy samples/bots/typescript/old-style.ts

function initializeState(config, state) {
  state.position = 'none';
  state.counter = 0;
}

function onData(input) {
  const { candleData, config, state, trader, indicators, utils } = input;
  const pair = config.pairs[0];
  const candles = candleData[pair];
  if (candles.length < 50) return;

  const closes = candles.slice(-60).map(candle => candle[2]);
  const fast = indicators.sma(closes, 14);
  const slow = indicators.sma(closes, 50);
  const { base, quote } = utils.getPairAssets(pair);
  const price = trader.getPrice(pair);

  if (fast > slow && state.position !== 'long') {
    const cash = trader.getBalance(quote);
    const order = trader.placeOrder({ pair, type: 'MARKET', direction: 'BUY', amount: (0.95 * cash) / price });
    console.log('bought', order.amount, base, 'order', order.id);
    state.position = 'long';
  } else if (fast < slow && state.position === 'long') {
    trader.placeOrder({ pair, type: 'MARKET', direction: 'SELL', amount: trader.getBalance(base) });
    state.position = 'none';
  }
  state.counter++;
}
