// Trades on the exchange at argv[3] with the venue's own client for spot; prints what it saw as one line of JSON.
import { Spot } from '@binance/spot';

const [, address] = process.argv.slice(2);
const key = { apiKey: 'argosy-test-key', apiSecret: 'argosy-test-secret' };
const client = new Spot({
  configurationRestAPI: { ...key, basePath: `https://${address}`, timeout: 20000, retries: 1 },
  configurationWebsocketAPI: { ...key, wsURL: `wss://${address}/ws-api/v3`, timeout: 20000 },
  configurationWebsocketStreams: { wsURL: `wss://${address}` },
});
const rest = async (answer) => (await answer).data();
const symbol = 'BTCUSDT';
const first = (stream) => new Promise((resolve) => stream.on('message', resolve));
const seen = {};

const info = await rest(client.restAPI.exchangeInfo());
seen.symbols = info.symbols.map((one) => one.symbol);
seen.candles = (await rest(client.restAPI.klines({ symbol, interval: '1m', limit: 10 }))).length;
const price = Number((await rest(client.restAPI.tickerPrice({ symbol }))).price);
const half = Math.round(price / 2);
const balance = async (asset) => Number((await rest(client.restAPI.getAccount())).balances.find((one) => one.asset === asset)?.free ?? 0);
seen.before = await balance('USDT');

const streams = await client.websocketStreams.connect();
const market = {
  trade: first(streams.trade({ symbol })),
  kline: first(streams.kline({ symbol, interval: '1m' })),
  bookTicker: first(streams.bookTicker({ symbol })),
  depth: first(streams.diffBookDepth({ symbol })),
};
const api = await client.websocketAPI.connect();
const { stream } = await api.userDataStreamSubscribeSignature();
const events = [];
let woken = () => {};
stream.on('message', (event) => { events.push(event); woken(); });
const told = async (wanted) => {
  for (;;) {
    const event = events.find(wanted);
    if (event) return event;
    await new Promise((resolve) => { woken = resolve; });
  }
};

const limit = await rest(client.restAPI.newOrder({ symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: half, newClientOrderId: 'official1' }));
seen.limit = [limit.status, limit.clientOrderId];
seen.open = (await rest(client.restAPI.getOpenOrders({ symbol }))).map((one) => one.clientOrderId);
seen.cancelled = (await rest(client.restAPI.deleteOrder({ symbol, orderId: limit.orderId }))).status;
const bought = await rest(client.restAPI.newOrder({ symbol, side: 'BUY', type: 'MARKET', quantity: 0.01, newClientOrderId: 'official2' }));
seen.market = [bought.status, bought.executedQty, bought.fills.length > 0];
const placed = (await api.orderPlace({ symbol, side: 'SELL', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: Math.round(price * 2), newClientOrderId: 'official3' })).data;
seen.placed = (await api.orderStatus({ symbol, orderId: placed.orderId })).data.status;
seen.withdrawn = (await api.orderCancel({ symbol, orderId: placed.orderId })).data.status;
const list = await rest(client.restAPI.orderListOco({ symbol, side: 'SELL', quantity: 0.01, aboveType: 'LIMIT_MAKER', abovePrice: Math.round(price * 2), belowType: 'STOP_LOSS', belowStopPrice: half }));
seen.list = [list.listOrderStatus, list.orders.length];
seen.ended = (await rest(client.restAPI.deleteOrderList({ symbol, orderListId: list.orderListId }))).listOrderStatus;
seen.trades = (await rest(client.restAPI.myTrades({ symbol }))).reduce((sum, one) => sum + Number(one.qty), 0);
seen.refused = await client.restAPI.newOrder({ symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: 0.001 }).then(() => 'taken', (error) => error.name);

await told((event) => event.e === 'executionReport' && event.c === 'official1' && event.X === 'NEW');
await told((event) => event.e === 'executionReport' && event.c === 'official2' && event.X === 'FILLED');
await told((event) => event.e === 'executionReport' && event.C === 'official3' && event.X === 'CANCELED');
await told((event) => event.e === 'outboundAccountPosition');
await told((event) => event.e === 'listStatus');
seen.told = true;
seen.trade = Number((await market.trade).p) > 0;
seen.kline = (await market.kline).k.i;
seen.bookTicker = Number((await market.bookTicker).b) < Number((await market.bookTicker).a);
seen.depth = (await market.depth).e;
console.log(JSON.stringify(seen));
await streams.disconnect();
await api.disconnect();
process.exit(0);
