using System.Globalization;
using Argosy.Core.Values;
using Argosy.Research.Backtests;

namespace Argosy.Research.Perpetuals;

/// <summary>What a sceptic would say about a run of perpetual contracts.</summary>
static class PerpetualNotes
{
    public static IEnumerable<string> Of(BacktestResult result)
    {
        if (result.Perpetual is not { } outcome) yield break;
        foreach (var market in result.Markets)
        {
            var name = market.Instrument.Name;
            if (market.Mark is null) yield return $"{name}: no mark prices (--mark); positions are liquidated and funded at the last price.";
            else if (market.Mark.Timeframe.CompareTo((market.Detail ?? market.Bars).Timeframe) > 0) yield return $"{name}: mark prices are bars of {market.Mark.Timeframe}, longer than the bars walked; between their opens the last price stands in.";
            if (market.Funding is null) yield return $"{name}: no funding (--funding); a position neither pays nor receives any.";
            if (market.Brackets is null) yield return $"{name}: no maintenance brackets (--brackets); those of the most liquid contracts stand in and are too kind to most others.";
        }
        if (outcome.SettledAtLastPrice > 0 && result.Markets.Any(market => market.Mark is not null)) yield return $"{Things(outcome.SettledAtLastPrice, "settlement")} of funding {(outcome.SettledAtLastPrice == 1 ? "was" : "were")} at the last price: no mark bar opened then.";
        if (outcome.BarsWithoutMark > 0) yield return $"In {Things(outcome.BarsWithoutMark, "bar")} with a position the mark price is missing; the last price stood in.";
        if (outcome.Liquidations > 0) yield return $"{Things(outcome.Liquidations, "position")} {(outcome.Liquidations == 1 ? "was" : "were")} liquidated; fills at the mark price are kinder than a real liquidation.";
        if (outcome.Insurance > 0) yield return $"The insurance paid {Exact.Text(outcome.Insurance)} {result.Markets[0].Instrument.QuoteAsset} for balances below zero; a real venue may take it from winners (auto-deleveraging).";
    }

    static string Things(int number, string thing) => $"{number.ToString("N0", CultureInfo.InvariantCulture)} {thing}{(number == 1 ? "" : "s")}";
}
