// Stands beside somebody else's trading on the account at argv[3] with ccxt. Says it watches, then answers each line it reads with what it sees.
import { createInterface } from 'node:readline';
import ccxt from 'ccxt';

const [id, address] = process.argv.slice(2);
const rewrite = (urls) => {
  for (const [name, value] of Object.entries(urls)) {
    if (typeof value === 'object' && value !== null) rewrite(value);
    else if (typeof value === 'string') {
      const at = new URL(value);
      urls[name] = `${at.protocol.startsWith('ws') ? 'ws' : 'http'}://${address}${at.pathname === '/' ? '' : at.pathname}`;
    }
  }
};
const exchange = new ccxt.pro[id]({ apiKey: 'argosy-test-key', secret: 'argosy-test-secret', enableRateLimit: false, options: { adjustForTimeDifference: true } });
rewrite(exchange.urls.api);
const futures = id === 'binanceusdm';
const symbol = futures ? 'BTC/USDT:USDT' : 'BTC/USDT';
await exchange.loadHttpProxyAgent();
await exchange.loadMarkets();

const [orders, trades] = [new Map(), new Map()];
let balance;
const watch = async (next, take) => {
  for (;;) take(await next());
};
const failed = (error) => { console.error(error); process.exit(1); };
watch(() => exchange.watchOrders(symbol), (told) => told.forEach((order) => orders.set(order.id, order))).catch(failed);
watch(() => exchange.watchMyTrades(symbol), (told) => told.forEach((trade) => trades.set(trade.id, trade))).catch(failed);
watch(() => exchange.watchBalance(), (told) => { balance = told; }).catch(failed);
// Nothing says when the user stream has begun: it has once an order of its own is told.
const price = (await exchange.fetchTicker(symbol)).last;
const probes = new Set();
while (orders.size === 0) {
  const probe = await exchange.createOrder(symbol, 'limit', 'buy', 0.01, exchange.priceToPrecision(symbol, price / 2));
  probes.add(probe.id);
  await exchange.cancelOrder(probe.id, symbol);
}
const before = (await exchange.fetchBalance()).total;
console.log(JSON.stringify({ watching: true, before }));

const told = (order) => ({ id: order.id, client: order.clientOrderId, side: order.side, status: order.status, filled: order.filled, amount: order.amount });
const done = (trade) => ({ id: trade.id, order: trade.order, side: trade.side, price: trade.price, amount: trade.amount, fee: trade.fee?.cost, feeAsset: trade.fee?.currency });
for await (const _ of createInterface({ input: process.stdin })) {
  // Streamed first: what has been told by then must be among what is fetched.
  const watched = { orders: [...orders.values()].filter((order) => !probes.has(order.id)).map(told), trades: [...trades.values()].map(done), balance: balance?.total };
  const fetched = {
    orders: (await exchange.fetchOrders(symbol)).filter((order) => !probes.has(order.id)).map(told),
    open: [...(await exchange.fetchOpenOrders(symbol)), ...(futures ? await exchange.fetchOpenOrders(symbol, undefined, undefined, { stop: true }) : [])].map(told),
    trades: (await exchange.fetchMyTrades(symbol)).map(done),
    balance: (await exchange.fetchBalance()).total,
    positions: futures ? (await exchange.fetchPositions([symbol])).map((position) => ({ side: position.side, amount: position.contracts, leverage: position.leverage, margin: position.marginMode })) : [],
  };
  console.log(JSON.stringify({ watched, fetched }));
}
process.exit(0);
