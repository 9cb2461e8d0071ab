// Trades on the exchange at argv[3] with the venue's older client for spot; prints what it saw as one line of JSON.
import { Spot, WebsocketAPI, WebsocketStream } from '@binance/connector';

const [, address] = process.argv.slice(2);
const [key, secret] = ['argosy-test-key', 'argosy-test-secret'];
const quiet = { log() {}, info() {}, debug() {}, warn: console.error, error: console.error };
const client = new Spot(key, secret, { baseURL: `https://${address}`, logger: quiet });
const symbol = 'BTCUSDT';
const seen = {};
const data = async (answer) => (await answer).data;

seen.symbols = (await data(client.exchangeInfo())).symbols.map((one) => one.symbol);
seen.candles = (await data(client.klines(symbol, '1m', { limit: 10 }))).length;
const price = Number((await data(client.tickerPrice(symbol))).price);
const half = Math.round(price / 2);
seen.before = Number((await data(client.account())).balances.find((one) => one.asset === 'USDT').free);

const heard = (wanted) => {
  const [events, waiting] = [[], []];
  const take = (text) => {
    const event = JSON.parse(text);
    events.push(event);
    for (const one of waiting.filter((one) => one.fits(event))) one.resolve(event);
  };
  return { take, events, told: (fits) => events.find(fits) ?? new Promise((resolve) => waiting.push({ fits, resolve })) };
};
const [market, user, answers] = [heard(), heard(), heard()];
const connected = (make) => new Promise((resolve) => { const socket = make(() => resolve(socket)); });
const { listenKey } = await data(client.createListenKey());
seen.renewed = (await client.renewListenKey(listenKey)).status;
const userStream = await connected((open) => { const stream = new WebsocketStream({ wsURL: `wss://${address}`, logger: quiet, callbacks: { open, message: user.take } }); stream.userData(listenKey); return stream; });
const streams = await connected((open) => { const stream = new WebsocketStream({ wsURL: `wss://${address}`, combinedStreams: true, logger: quiet, callbacks: { open, message: market.take } }); stream.subscribe(['btcusdt@trade', 'btcusdt@kline_1m', 'btcusdt@depth', 'btcusdt@bookTicker']); return stream; });
const api = await connected((open) => new WebsocketAPI(key, secret, { wsURL: `wss://${address}/ws-api/v3`, logger: quiet, callbacks: { open, message: answers.take } }));

const limit = await data(client.newOrder(symbol, 'BUY', 'LIMIT', { timeInForce: 'GTC', quantity: 0.01, price: half, newClientOrderId: 'connector1' }));
seen.limit = [limit.status, limit.clientOrderId];
seen.open = (await data(client.openOrders({ symbol }))).map((one) => one.clientOrderId);
seen.cancelled = (await data(client.cancelOrder(symbol, { orderId: limit.orderId }))).status;
const bought = await data(client.newOrder(symbol, 'BUY', 'MARKET', { quantity: 0.01, newClientOrderId: 'connector2' }));
seen.market = [bought.status, bought.executedQty];
api.newOrder(symbol, 'SELL', 'LIMIT', { id: 'place', timeInForce: 'GTC', quantity: 0.01, price: Math.round(price * 2), newClientOrderId: 'connector3' });
seen.placed = (await answers.told((answer) => answer.id === 'place')).result.status;
api.cancelOrder(symbol, { id: 'cancel', origClientOrderId: 'connector3' });
seen.withdrawn = (await answers.told((answer) => answer.id === 'cancel')).result.status;
seen.trades = (await data(client.myTrades(symbol))).reduce((sum, one) => sum + Number(one.qty), 0);
seen.refused = await client.newOrder(symbol, 'BUY', 'LIMIT', { timeInForce: 'GTC', quantity: 0.01, price: 0.001 }).then(() => 0, (error) => error.response.data.code);

await user.told((event) => event.e === 'executionReport' && event.c === 'connector1' && event.X === 'NEW');
await user.told((event) => event.e === 'executionReport' && event.c === 'connector2' && event.X === 'FILLED');
await user.told((event) => event.e === 'executionReport' && event.C === 'connector3' && event.X === 'CANCELED');
await user.told((event) => event.e === 'outboundAccountPosition');
seen.told = true;
for (const name of ['trade', 'kline_1m', 'depth', 'bookTicker']) seen[name] = (await market.told((event) => event.stream === `btcusdt@${name}`)).stream;
console.log(JSON.stringify(seen));
for (const socket of [userStream, streams, api]) socket.disconnect();
process.exit(0);
