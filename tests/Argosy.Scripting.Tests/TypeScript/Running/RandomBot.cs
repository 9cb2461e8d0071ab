namespace Argosy.Scripting.Tests.TypeScript.Running;

/// <summary>A bot that does anything at any time, and keeps a digest of all it was shown.</summary>
static class RandomBot
{
    /// <summary>It hears of fills at its next bar.</summary>
    public const string WithoutFillHandler = """
        export const parameters: BotParameters = { rate: 0.04, faults: 0.004 };

        const types = ['market', 'limit', 'stop', 'takeProfit', 'stopLimit', 'trailingStop'] as const;

        export function initializeState(config: BotConfig, state: BotState) {
          state.digest = 0;
          state.calls = 0;
        }

        function note(state: BotState, value: number) {
          state.digest = (state.digest * 31 + Math.round(value * 1000)) % 2147483647;
        }

        function pick<T>(items: readonly T[]): T {
          return items[Math.floor(Math.random() * items.length)];
        }

        function request(pair: string, price: number, held: number): BotOrderRequest {
          const type = pick(types);
          const direction = Math.random() < (held > 0 ? 0.35 : 0.7) ? 'buy' : 'sell';
          const near = () => price * (1 + (Math.random() - 0.5) * 0.02);
          const made: BotOrderRequest = { pair, type, direction, amount: direction === 'sell' && held > 0 ? held * pick([0.5, 1]) : (300 * Math.random() + 20) / price };
          if (type === 'limit' || type === 'stopLimit') made.price = near();
          if (type === 'stop' || type === 'takeProfit' || type === 'stopLimit') made.stopPrice = near();
          if (type === 'trailingStop') made.trail = '0.5%';
          if (type === 'market' && direction === 'buy' && Math.random() < 0.4) {
            made.amountIn = 'quote';
            made.amount = 500 * Math.random() + 5;
          }
          if (direction === 'buy' && Math.random() < 0.4) {
            made.stopLoss = pick(['0.4%', '1%']);
            if (Math.random() < 0.7) made.takeProfit = pick(['0.5%', '1.5%']);
          } else if (Math.random() < 0.1) made.reduceOnly = true;
          if (type === 'limit' && Math.random() < 0.2) made.timeInForce = pick(['ioc', 'fok']);
          else if (type === 'limit' && Math.random() < 0.15) made.postOnly = true;
          return made;
        }

        function act({ candleData, config, trader, time }: BotInput) {
          const pair = pick(config.pairs);
          const price = trader.getPrice(pair);
          if (!(price > 0)) return;
          const held = trader.getBalance(pair.split('/')[0]);
          const open = trader.getOpenOrders();
          const what = Math.random();
          if (what < 0.55) {
            const wanted = request(pair, price, held);
            if (wanted.type === 'limit' && Math.random() < 0.1) Object.assign(wanted, { timeInForce: 'gtd', expires: time + 20 * 60_000, postOnly: false });
            trader.placeOrder(wanted);
          } else if (what < 0.65 && held > 0) {
            trader.placeOco(
              { pair, type: 'limit', direction: 'sell', amount: held, price: price * 1.004 },
              { pair, type: 'stop', direction: 'sell', amount: held, stopPrice: price * 0.996 },
            );
          } else if (what < 0.8 && open.length > 0) trader.cancelOrder(pick(open).id);
          else if (what < 0.9) trader.openPosition({ pair, direction: Math.random() < 0.2 ? 'short' : 'long', ...(Math.random() < 0.5 ? { stopLoss: '1%' } : {}) });
          else trader.closePosition(pair);
        }

        export function onData(input: BotInput) {
          const { candleData, config, state, trader, plotter, time } = input;
          state.calls++;
          note(state, time / 60_000);
          note(state, trader.getPortfolioValue());
          note(state, trader.getBuyingPower());
          for (const pair of config.pairs) {
            note(state, trader.getBalance(pair.split('/')[0]));
            note(state, trader.getPosition(pair).entryPrice);
            note(state, candleData[pair].length);
          }
          for (const order of trader.getOpenOrders()) note(state, order.id * 7 + order.filled + (order.price ?? 0) + (order.stopPrice ?? 0) + order.amount + order.state.length);
          if (Math.random() < 0.01) plotter.plotPoint('value', trader.getPortfolioValue());
          if (Math.random() < config.parameters.rate) act(input);
          if (Math.random() < config.parameters.faults) {
            state.lost = true;
            throw new Error(`of call ${state.calls}`);
          }
        }
        """;

    /// <summary>It is called for each fill and may answer with orders.</summary>
    public const string WithFillHandler = WithoutFillHandler + "\n" + """
        export function onFill(fill: BotFill, input: BotInput) {
          note(input.state, fill.price + fill.amount * 3 + fill.orderId * 7 + fill.time / 60_000);
          note(input.state, input.trader.getPortfolioValue());
          if (Math.random() < 0.5) act(input);
        }
        """;
}
