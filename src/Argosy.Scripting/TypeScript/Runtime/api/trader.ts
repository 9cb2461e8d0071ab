import type { Host, HostFill, HostIntent, HostOrder } from '../host.ts';
import { positive, said } from './checks.ts';
import { checkFields, instrumentOf, intentOf, protectionOf } from './requests.ts';
import type { BotFill, BotOpening, BotOrder, BotOrderRequest, BotPosition, BotTrader } from './types/trader.ts';

const OPEN: readonly string[] = ['pending', 'held', 'submitted', 'working', 'partlyFilled'];

/** `input.trader` of a run. */
export function createTrader(host: Host): BotTrader {
  const { instruments, bars, positions } = host;
  const quotes = new Set(instruments.map(instrument => instrument.quote));
  const tooSmall = new Set<string>();
  const find = (call: string, pair: unknown) => instrumentOf(`trader.${call}`, pair, instruments);
  const order = (id: number) => shownOrder(host, host.order(id)!);

  function balance(asset: string): number {
    let sum = quotes.has(asset) ? host.cash : 0;
    for (let i = 0; i < instruments.length; i++) if (instruments[i]!.base === asset) sum += positions[i]!;
    return sum;
  }

  function price(instrument: number): number {
    const { close, length } = bars[instrument]!;
    return length > 0 ? close[length - 1]! : NaN;
  }

  function intent(call: string, request: BotOrderRequest): HostIntent {
    const wanted = intentOf(`trader.${call}`, request, instruments);
    warnOfSize(call, wanted);
    return wanted;
  }

  // The risk gate refuses it; the log says once for each pair what would have been enough.
  function warnOfSize(call: string, wanted: HostIntent): void {
    const { pair, base, quote, step, minQuantity, minNotional } = instruments[wanted.instrument]!;
    const near = wanted.limit ?? wanted.trigger ?? price(wanted.instrument);
    const amount = wanted.inQuote ? wanted.amount / near : wanted.amount;
    const least = Math.max(step, minQuantity, minNotional / near);
    if (!(amount < least * (1 - 1e-9)) || tooSmall.has(pair)) return;
    tooSmall.add(pair);
    host.log(
      'warn',
      `trader.${call}: ${amount} ${base} is below the smallest order of ${pair}, ${least} ${base} (step ${step}, at least ${minQuantity} ${base} and ${minNotional} ${quote}); it will be refused`,
    );
  }

  const trader: BotTrader = {
    getPortfolio() {
      const portfolio: Record<string, number> = {};
      for (const { base, quote } of instruments) {
        portfolio[quote] ??= balance(quote);
        portfolio[base] ??= balance(base);
      }
      return portfolio;
    },
    getBalance(asset) {
      if (typeof asset !== 'string')
        throw new TypeError(`trader.getBalance: asset is ${said(asset)}; expected a text such as 'BTC'`);
      return balance(asset);
    },
    getBuyingPower: () => host.freeQuote,
    getPortfolioValue: () => host.equity,
    getPrice: pair => price(find('getPrice', pair)),
    getPosition(pair) {
      const at = find('getPosition', pair);
      return position(pair, positions[at]!, host.entryPrices[at]!, price(at));
    },
    getOrder(id) {
      const found = host.order(numberOf('getOrder', id));
      return found && shownOrder(host, found);
    },
    getOpenOrders(pair) {
      const at = pair === undefined ? -1 : find('getOpenOrders', pair);
      const open: BotOrder[] = [];
      for (const one of host.openOrders()) if (at < 0 || one.instrument === at) open.push(shownOrder(host, one));
      return open;
    },
    placeOrder: request => order(host.submit(intent('placeOrder', request))),
    placeOco(first, second) {
      const legs: [HostIntent, HostIntent] = [intent('placeOco', first), intent('placeOco', second)];
      if (legs[0].instrument !== legs[1].instrument)
        throw new RangeError(
          `trader.placeOco: the orders are of ${first.pair} and ${second.pair}; expected two of one pair`,
        );
      const id = host.oneCancelsOther(legs[0], legs[1]);
      return [order(id), order(id + 1)];
    },
    cancelOrder: id => host.cancel(numberOf('cancelOrder', id)),
    openPosition(opening) {
      const call = 'trader.openPosition';
      if (typeof opening !== 'object' || opening === null)
        throw new TypeError(`${call}: the position is ${said(opening)}; expected an object { pair, direction, … }`);
      checkFields(call, opening);
      const { pair, amount } = opening;
      const isLong = way(call, opening.direction);
      if (amount !== undefined) return trader.placeOrder(marketOrder(opening, amount, isLong));
      host.target(find('openPosition', pair), isLong ? 1 : -1, protectionOf(call, opening));
      return undefined;
    },
    closePosition(of, amount) {
      const pair = typeof of === 'object' && of !== null ? of.pair : of;
      const at = find('closePosition', pair);
      if (amount === undefined) {
        host.target(at, 0);
        return undefined;
      }
      const held = positions[at]!;
      positive('trader.closePosition', 'amount', amount);
      if (held === 0) return undefined;
      const part = Math.min(amount, Math.abs(held));
      return trader.placeOrder({
        pair,
        type: 'market',
        direction: held > 0 ? 'sell' : 'buy',
        amount: part,
        reduceOnly: true,
      });
    },
  };
  return Object.freeze(trader);
}

function way(call: string, direction: unknown): boolean {
  const said = typeof direction === 'string' ? direction.toLowerCase() : direction;
  if (said === undefined || said === 'long' || said === 'buy') return true;
  if (said === 'short' || said === 'sell') return false;
  throw new RangeError(`${call}: direction is ${JSON.stringify(direction)}; expected 'long' or 'short'`);
}

function marketOrder(opening: BotOpening, amount: number, isLong: boolean): BotOrderRequest {
  const { pair, stopLoss, takeProfit, trailingStop } = opening;
  const request: BotOrderRequest = {
    pair,
    type: 'market',
    direction: isLong ? 'buy' : 'sell',
    amount,
  };
  if (stopLoss !== undefined) request.stopLoss = stopLoss;
  if (takeProfit !== undefined) request.takeProfit = takeProfit;
  if (trailingStop !== undefined) request.trailingStop = trailingStop;
  return request;
}

function numberOf(call: string, id: unknown): number {
  const number = typeof id === 'object' && id !== null ? (id as BotOrder).id : id;
  if (typeof number === 'number') return number;
  throw new TypeError(`trader.${call}: the order is ${said(id)}; expected its number, as placeOrder gives it in id`);
}

function position(pair: string, quantity: number, entryPrice: number, price: number): BotPosition {
  const profit = quantity === 0 ? 0 : quantity * (price - entryPrice);
  return {
    pair,
    direction: quantity > 0 ? 'long' : quantity < 0 ? 'short' : 'flat',
    amount: Math.abs(quantity),
    entryPrice,
    value: quantity === 0 ? 0 : quantity * price,
    profit,
    profitRatio: quantity === 0 ? 0 : profit / (Math.abs(quantity) * entryPrice),
  };
}

function shownOrder(host: Host, order: HostOrder): BotOrder {
  const shown: BotOrder = {
    id: order.id,
    pair: host.instruments[order.instrument]!.pair,
    type: order.type,
    direction: order.side,
    amount: order.amount,
    amountIn: order.inQuote ? 'quote' : 'base',
    state: order.state,
    open: OPEN.includes(order.state),
    filled: order.filled,
    averagePrice: order.averagePrice,
    fee: order.fee,
    reason: order.reason,
    time: order.time,
    protective: order.protective,
  };
  if (order.limit !== undefined) shown.price = order.limit;
  if (order.trigger !== undefined) shown.stopPrice = order.trigger;
  return shown;
}

/** What `onFill` is given. */
export function shownFill(host: Host, fill: HostFill): BotFill {
  const { pair, base, quote } = host.instruments[fill.instrument]!;
  return {
    orderId: fill.order,
    pair,
    direction: fill.side,
    price: fill.price,
    amount: fill.quantity,
    fee: fill.fee,
    feeAsset: fill.feeInBase ? base : quote,
    maker: fill.maker,
    reason: fill.purpose,
    time: fill.time,
  };
}
