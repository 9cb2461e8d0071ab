// Trades on the exchange at argv[3] with the venue's own client for USD-M futures; prints what it saw as one line of JSON.
import { DerivativesTradingUsdsFutures } from '@binance/derivatives-trading-usds-futures';

const [, address] = process.argv.slice(2);
const key = { apiKey: 'argosy-test-key', apiSecret: 'argosy-test-secret' };
const client = new DerivativesTradingUsdsFutures({
  configurationRestAPI: { ...key, basePath: `https://${address}`, timeout: 20000, retries: 1 },
  configurationWebsocketAPI: { ...key, wsURL: `wss://${address}/ws-fapi/v1`, timeout: 20000 },
  configurationWebsocketStreams: { wsURL: `wss://${address}` },
});
const rest = async (answer) => (await answer).data();
const symbol = 'BTCUSDT';
const first = (stream) => new Promise((resolve) => stream.on('message', resolve));
const seen = {};

const info = await rest(client.restAPI.exchangeInformation());
seen.symbols = info.symbols.map((one) => one.symbol);
seen.candles = (await rest(client.restAPI.klineCandlestickData({ symbol, interval: '1m', limit: 10 }))).length;
const price = Number((await rest(client.restAPI.symbolPriceTicker({ symbol }))).price);
const half = Math.round(price / 2);
seen.before = Number((await rest(client.restAPI.futuresAccountBalanceV3())).find((one) => one.asset === 'USDT').balance);
seen.leverage = (await rest(client.restAPI.changeInitialLeverage({ symbol, leverage: 5 }))).leverage;
seen.margin = (await rest(client.restAPI.changeMarginType({ symbol, marginType: 'ISOLATED' }))).msg;

const streams = await client.websocketStreams.connect();
const { listenKey } = await rest(client.restAPI.startUserDataStream());
const events = [];
let woken = () => {};
streams.userData(listenKey).on('message', (event) => { events.push(event); woken(); });
const told = async (wanted) => {
  for (;;) {
    const event = events.find(wanted);
    if (event) return event;
    await new Promise((resolve) => { woken = resolve; });
  }
};
const market = {
  trade: first(streams.aggregateTradeStreams({ symbol })),
  kline: first(streams.klineCandlestickStreams({ symbol, interval: '1m' })),
  bookTicker: first(streams.individualSymbolBookTickerStreams({ symbol })),
  depth: first(streams.diffBookDepthStreams({ symbol })),
  mark: first(streams.markPriceStream({ symbol })),
};
// Nothing says when the user stream has begun: it has once something is told.
while (events.length === 0) {
  const probe = await rest(client.restAPI.newOrder({ symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: half }));
  await rest(client.restAPI.cancelOrder({ symbol, orderId: probe.orderId }));
}

const limit = await rest(client.restAPI.newOrder({ symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: half, newClientOrderId: 'official1' }));
seen.limit = [limit.status, limit.clientOrderId];
seen.open = (await rest(client.restAPI.currentAllOpenOrders({ symbol }))).map((one) => one.clientOrderId);
seen.modified = (await rest(client.restAPI.modifyOrder({ symbol, side: 'BUY', orderId: limit.orderId, quantity: 0.02, price: half }))).origQty;
seen.cancelled = (await rest(client.restAPI.cancelOrder({ symbol, orderId: limit.orderId }))).status;
const bought = await rest(client.restAPI.newOrder({ symbol, side: 'BUY', type: 'MARKET', quantity: 0.01, newClientOrderId: 'official2', newOrderRespType: 'RESULT' }));
seen.market = [bought.status, bought.executedQty];
const stop = await rest(client.restAPI.newAlgoOrder({ algoType: 'CONDITIONAL', symbol, side: 'SELL', type: 'STOP_MARKET', quantity: 0.01, triggerPrice: half, reduceOnly: 'true' }));
seen.stop = (await rest(client.restAPI.currentAllAlgoOpenOrders({ symbol }))).map((one) => one.algoId === stop.algoId);
await rest(client.restAPI.cancelAlgoOrder({ algoId: stop.algoId }));
const api = await client.websocketAPI.connect();
const placed = (await api.newOrder({ symbol, side: 'SELL', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: Math.round(price * 2), newClientOrderId: 'official3' })).data;
seen.placed = (await api.queryOrder({ symbol, orderId: placed.orderId })).data.status;
seen.withdrawn = (await api.cancelOrder({ symbol, orderId: placed.orderId })).data.status;
seen.position = (await rest(client.restAPI.positionInformationV3({ symbol }))).map((one) => [one.symbol, one.positionAmt]);
seen.trades = (await rest(client.restAPI.accountTradeList({ symbol }))).reduce((sum, one) => sum + Number(one.qty), 0);
seen.income = (await rest(client.restAPI.getIncomeHistory({ symbol }))).some((one) => one.incomeType === 'COMMISSION');
seen.refused = await client.restAPI.newOrder({ symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: 0.001 }).then(() => 'taken', (error) => error.name);

await told((event) => event.e === 'ORDER_TRADE_UPDATE' && event.o.c === 'official1' && event.o.X === 'NEW');
await told((event) => event.e === 'ORDER_TRADE_UPDATE' && event.o.c === 'official2' && event.o.X === 'FILLED');
await told((event) => event.e === 'ORDER_TRADE_UPDATE' && event.o.c === 'official3' && event.o.X === 'CANCELED');
await told((event) => event.e === 'ACCOUNT_UPDATE');
await told((event) => event.e === 'ALGO_UPDATE');
seen.told = true;
seen.trade = Number((await market.trade).p) > 0;
seen.kline = (await market.kline).k.i;
seen.bookTicker = Number((await market.bookTicker).b) < Number((await market.bookTicker).a);
seen.depth = (await market.depth).e;
seen.mark = Number((await market.mark).p) > 0;
console.log(JSON.stringify(seen));
await streams.disconnect();
await api.disconnect();
process.exit(0);
