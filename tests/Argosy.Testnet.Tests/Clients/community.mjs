// Trades on the exchange at argv[3] with the most used community client; prints what it saw as one line of JSON.
import { MainClient, USDMClient, WebsocketAPIClient, WebsocketClient } from 'binance';

const [id, address] = process.argv.slice(2);
const futures = id === 'binanceusdm';
const options = { api_key: 'argosy-test-key', api_secret: 'argosy-test-secret', baseUrl: `https://${address}` };
const quiet = { trace() {}, info() {}, error: console.error };
const symbol = 'BTCUSDT';
const seen = {};
const client = futures ? new USDMClient(options) : new MainClient(options);

seen.symbols = (await client.getExchangeInfo()).symbols.map((one) => one.symbol);
seen.candles = (await client.getKlines({ symbol, interval: '1m', limit: 10 })).length;
const price = Number((await client.getSymbolPriceTicker({ symbol })).price);
const half = Math.round(price / 2);
seen.before = futures ? Number((await client.getBalanceV3()).find((one) => one.asset === 'USDT').balance) : Number((await client.getAccountInformation()).balances.find((one) => one.asset === 'USDT').free);

const events = [];
const waiting = [];
const take = (event) => {
  events.push(event);
  for (const one of waiting.filter((one) => one.fits(event))) one.resolve(event);
};
const told = (fits) => events.find(fits) ?? new Promise((resolve) => waiting.push({ fits, resolve }));
const sockets = new WebsocketClient({ ...options, wsUrl: `wss://${address}`, restOptions: options }, quiet);
sockets.on('message', take);
sockets.on('exception', (error) => console.error(error));
const market = futures ? 'usdm' : 'spot';
sockets.subscribeAggregateTrades(symbol, market);
sockets.subscribeKlines(symbol, '1m', market);
sockets.subscribeSymbolBookTicker(symbol, market);
sockets.subscribeDiffBookDepth(symbol, 100, market);
await (futures ? sockets.subscribeUsdFuturesUserDataStream() : sockets.subscribeSpotUserDataStream());

const ids = [1, 2, 3].map(() => client.generateNewOrderId());
const limit = await client.submitNewOrder({ symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: half, newClientOrderId: ids[0], newOrderRespType: 'RESULT' });
seen.limit = [limit.status, limit.clientOrderId === ids[0]];
seen.open = (await (futures ? client.getAllOpenOrders({ symbol }) : client.getOpenOrders({ symbol }))).length;
seen.cancelled = (await client.cancelOrder({ symbol, orderId: limit.orderId })).status;
const bought = await client.submitNewOrder({ symbol, side: 'BUY', type: 'MARKET', quantity: 0.01, newClientOrderId: ids[1], newOrderRespType: 'RESULT' });
seen.market = [bought.status, Number(bought.executedQty)];
const api = new WebsocketAPIClient({ ...options, wsUrl: `wss://${address}`, attachEventListeners: false }, quiet);
const order = { symbol, side: 'SELL', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: Math.round(price * 2), newClientOrderId: ids[2], newOrderRespType: 'RESULT', timestamp: Date.now() };
const placed = (await (futures ? api.submitNewFuturesOrder('usdm', order) : api.submitNewSpotOrder(order))).result;
seen.placed = placed.status;
const cancel = { symbol, orderId: placed.orderId, timestamp: Date.now() };
seen.withdrawn = (await (futures ? api.cancelFuturesOrder('usdm', cancel) : api.cancelSpotOrder(cancel))).result.status;
seen.trades = (await client.getAccountTradeList?.({ symbol }) ?? await client.getAccountTrades({ symbol })).reduce((sum, one) => sum + Number(one.qty), 0);
seen.refused = await client.submitNewOrder({ symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: 0.001 }).then(() => 0, (error) => error.code);

const report = (event) => (futures ? (event.e === 'ORDER_TRADE_UPDATE' ? event.o : {}) : event.e === 'executionReport' ? event : {});
await told((event) => report(event).c === ids[0] && report(event).X === 'NEW');
await told((event) => report(event).c === ids[1] && report(event).X === 'FILLED');
await told((event) => (report(event).C === ids[2] || report(event).c === ids[2]) && report(event).X === 'CANCELED');
await told((event) => event.e === (futures ? 'ACCOUNT_UPDATE' : 'outboundAccountPosition'));
seen.told = true;
for (const name of ['aggTrade', 'kline', 'depthUpdate']) seen[name] = (await told((event) => event.e === name)).s;
await told((event) => event.b && event.B && Number(event.b) < Number(event.a));
seen.bookTicker = true;
console.log(JSON.stringify(seen));
process.exit(0);
