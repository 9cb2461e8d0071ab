using Argosy.Engine.Accounting;
using Argosy.Engine.Running;
using Argosy.Research.Metrics;

namespace Argosy.Research.Backtests;

/// <summary>What one of several strategies did in its virtual book.</summary>
/// <param name="Id">What the run calls it.</param>
/// <param name="Name">Its strategy's name or file.</param>
/// <param name="Parameters">Every parameter with the value used.</param>
/// <param name="Trades">Number of trades, open ones valued at the end included.</param>
/// <param name="Pnl">Σ of their results, fees included, quote asset: over all books final equity less starting cash.</param>
/// <param name="WinRate">Share of trades that gained; null without a trade.</param>
/// <param name="ProfitFactor">Σ gains / |Σ losses|; null without a loss.</param>
/// <param name="Fees">Fees paid, those of closing what is open at the end included, quote asset.</param>
/// <param name="FinalBookValue">Its cash movements and what it holds at the last close, nothing closed, quote asset: over all books equity less starting cash.</param>
public sealed record BookResult(
    string Id, string Name, IReadOnlyList<KeyValuePair<string, string>> Parameters, int Trades, decimal Pnl, double? WinRate, double? ProfitFactor, decimal Fees, decimal FinalBookValue)
{
    /// <summary>One for each strategy of a run of several, in the order of their books; empty for a single one.</summary>
    internal static IReadOnlyList<BookResult> Of(StrategyChoice strategy, IReadOnlyList<Trade> trades, TradingEngine engine)
    {
        if (strategy.Members.Count == 0) return [];
        var books = VirtualBooks.Of(engine.Ledger, engine.Fills);
        var prices = new decimal[engine.Instruments.Length];
        for (var i = 0; i < prices.Length; i++) prices[i] = engine.Ledger.Mark(i);
        return [.. strategy.Members.Select((member, book) => Of(member, [.. trades.Where(trade => trade.Book == book)], books.Value(book, prices)))];
    }

    static BookResult Of(StrategyMember member, Trade[] trades, decimal value)
    {
        var statistics = TradeStatistics.Of(trades);
        return new BookResult(
            member.Id, member.Strategy.Name, member.Strategy.Parameters, trades.Length, trades.Sum(trade => trade.Pnl), statistics.WinRate, statistics.ProfitFactor,
            trades.Sum(trade => trade.Fees), value);
    }
}
