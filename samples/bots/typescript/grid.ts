// Grid: rests purchases on a ladder below the first price; what a rung buys it offers one rung higher, and then buys again.
//
//   argosy backtest --data btc-usd-1m --strategy samples/bots/typescript/grid.ts --param levels=8

export const parameters: BotParameters = {
  levels: { default: 5, min: 1, max: 100, help: 'number of rungs' },
  depth: {
    default: 0.1,
    min: 0.001,
    max: 0.9,
    help: 'how far below the first price the lowest rung lies',
    unit: 'ratio',
  },
};

export function initializeState(config: BotConfig, state: BotState) {
  state.rungs = [];
}

export function onData({ config, isWarmUp, state, trader, utils }: BotInput) {
  if (isWarmUp || state.rungs.length > 0) return;
  const pair = config.pairs[0];
  const first = trader.getPrice(pair);
  const { levels, depth } = config.parameters;

  // Lowest first; the highest price is where the rung below it sells.
  const prices = utils.getGrid({ low: first * (1 - depth), high: first, levels: levels + 1 });
  const budget = trader.getBuyingPower() / levels;
  for (let i = 0; i < levels; i++) {
    const rung = { buyAt: prices[i], sellAt: prices[i + 1], budget, bought: 0, order: 0 };
    rung.order = buy(rung, pair, trader);
    state.rungs.push(rung);
  }
}

// Called for each fill: an order may fill in parts, the rung turns when it is whole.
export function onFill(fill: BotFill, { config, state, trader }: BotInput) {
  const pair = config.pairs[0];
  const rung = state.rungs.find((one: any) => one.order === fill.orderId);
  if (!rung) return;
  const { base } = config.instruments[0];
  if (fill.direction === 'buy') rung.bought += fill.amount - (fill.feeAsset === base ? fill.fee : 0);
  if (trader.getOrder(fill.orderId)?.open) return;

  if (fill.direction === 'sell') {
    rung.bought = 0;
    rung.order = buy(rung, pair, trader);
  } else {
    const order = trader.placeOrder({
      pair,
      type: 'limit',
      direction: 'sell',
      amount: rung.bought,
      price: rung.sellAt,
    });
    rung.order = order.id;
  }
}

function buy(rung: { buyAt: number; budget: number }, pair: string, trader: BotTrader): number {
  const { buyAt, budget } = rung;
  return trader.placeOrder({ pair, type: 'limit', direction: 'buy', amount: budget, amountIn: 'quote', price: buyAt })
    .id;
}
