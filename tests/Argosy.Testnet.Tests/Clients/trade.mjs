// Trades on the exchange at argv[3] as anybody's ccxt script would; prints what it saw as one line of JSON.
import ccxt from 'ccxt';

const [id, address] = process.argv.slice(2);
const rewrite = (urls) => {
  for (const [name, value] of Object.entries(urls)) {
    if (typeof value === 'object' && value !== null) rewrite(value);
    else if (typeof value === 'string') {
      const at = new URL(value);
      const scheme = at.protocol.startsWith('ws') ? 'ws' : 'http';
      urls[name] = `${scheme}://${address}${at.pathname === '/' ? '' : at.pathname}`;
    }
  }
};
const exchange = new ccxt.pro[id]({ apiKey: 'argosy-test-key', secret: 'argosy-test-secret', enableRateLimit: false, options: { adjustForTimeDifference: true } });
rewrite(exchange.urls.api);
await exchange.loadHttpProxyAgent();
const futures = id === 'binanceusdm';
const symbol = futures ? 'BTC/USDT:USDT' : 'BTC/USDT';
const seen = {};
await exchange.loadMarkets();
seen.markets = Object.keys(exchange.markets).length;
seen.ticker = (await exchange.fetchTicker(symbol)).last;
seen.candles = (await exchange.fetchOHLCV(symbol, '1m', undefined, 10)).length;
seen.before = (await exchange.fetchBalance()).USDT.total;
const limit = await exchange.createOrder(symbol, 'limit', 'buy', 0.01, exchange.priceToPrecision(symbol, seen.ticker / 2), { clientOrderId: 'ccxt1' });
seen.limit = [limit.status, limit.clientOrderId];
seen.open = (await exchange.fetchOpenOrders(symbol)).length;
await exchange.cancelOrder(limit.id, symbol);
seen.cancelled = (await exchange.fetchOrder(limit.id, symbol)).status;
const market = await exchange.createOrder(symbol, 'market', 'buy', 0.01);
seen.market = [market.status, market.filled];
seen.trades = (await exchange.fetchMyTrades(symbol)).reduce((sum, trade) => sum + trade.amount, 0);
if (futures) {
  seen.position = (await exchange.fetchPositions([symbol])).map((position) => [position.side, position.contracts]);
  const stop = await exchange.createOrder(symbol, 'market', 'sell', 0.01, undefined, { stopLossPrice: exchange.priceToPrecision(symbol, seen.ticker * 0.8), reduceOnly: true });
  seen.stop = stop.id !== undefined;
}
const orders = exchange.watchOrders(symbol);
const book = await exchange.watchOrderBook(symbol);
seen.watched = book.bids.length > 0 && book.asks.length > 0 && book.bids[0][0] < book.asks[0][0];
seen.watchedTicker = (await exchange.watchTicker(symbol)).last > 0;
seen.watchedTrades = (await exchange.watchTrades(symbol)).length > 0;
seen.watchedCandles = (await exchange.watchOHLCV(symbol, '1m')).length > 0;
await exchange.createOrder(symbol, 'limit', 'buy', 0.01, exchange.priceToPrecision(symbol, seen.ticker / 2));
seen.watchedOrder = (await orders)[0].status;
console.log(JSON.stringify(seen));
await exchange.close();
process.exit(0);
