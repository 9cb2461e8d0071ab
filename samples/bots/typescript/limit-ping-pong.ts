// Limit ping-pong: buys a little below the market and sells what it bought a little above, again and again.
//
//   argosy backtest --data btc-usd-1m --strategy samples/bots/typescript/limit-ping-pong.ts --param distance=0.01

export const parameters: BotParameters = {
  distance: { default: 0.005, min: 0.0001, max: 0.5, help: 'distance of the limits from the price', unit: 'ratio' },
  share: { default: 0.5, min: 0.01, max: 1, help: 'share of the cash that a purchase spends', unit: 'ratio' },
};

export function initializeState(config: BotConfig, state: BotState) {
  // The number of the order at work: the state outlives the call, and a restart.
  state.order = 0;
}

export function onData({ config, state, trader }: BotInput) {
  const pair = config.pairs[0];
  const price = trader.getPrice(pair);
  const { distance, share } = config.parameters;

  const order = trader.getOrder(state.order);
  if (order?.open) {
    // A purchase that the market has left behind is taken back; the next call makes a new one.
    const isLeftBehind = order.direction === 'buy' && order.filled === 0 && price > order.price! * (1 + 3 * distance);
    if (isLeftBehind) trader.cancelOrder(order);
    return;
  }

  const { amount, entryPrice } = trader.getPosition(pair);
  const { minAmount, minNotional } = config.instruments[0];
  const canSell = amount >= minAmount && amount * price >= minNotional;
  const next: BotOrderRequest = canSell
    ? { pair, type: 'limit', direction: 'sell', amount, price: Math.max(entryPrice, price) * (1 + distance) }
    : {
        pair,
        type: 'limit',
        direction: 'buy',
        amount: trader.getBuyingPower() * share,
        amountIn: 'quote',
        price: price * (1 - distance),
      };
  state.order = trader.placeOrder(next).id;
}
