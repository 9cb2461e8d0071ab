using Argosy.Cli.Terminals;
using Argosy.Research.Backtests;

namespace Argosy.Cli.Backtesting;

/// <summary>The figures of a result in four groups, side by side as far as the terminal is wide.</summary>
static class FigureGroups
{
    const int Gap = 4;

    /// <summary>Writes the groups.</summary>
    public static void Write(Terminal terminal, BacktestResult result)
    {
        Group[] groups = [Outcome(result), Risk(result), Trading(result), Activity(result)];
        var start = 0;
        while (start < groups.Length)
        {
            var (count, width) = (0, 0);
            while (start + count < groups.Length && (count == 0 || width + Gap + groups[start + count].Width <= terminal.Width))
            {
                width += (count == 0 ? 0 : Gap) + groups[start + count].Width;
                count++;
            }
            // Four in a row or two by two; three and one looks torn.
            if (count == 3) count = 2;
            if (start > 0) terminal.Line();
            WriteRow(terminal, groups.AsSpan(start, count));
            start += count;
        }
    }

    static void WriteRow(Terminal terminal, ReadOnlySpan<Group> groups)
    {
        var height = 0;
        foreach (var group in groups) height = Math.Max(height, group.Rows.Length);
        for (var line = -1; line < height; line++)
        {
            var text = "";
            foreach (var group in groups)
            {
                if (text.Length > 0) text += new string(' ', Gap);
                text += line < 0 ? terminal.Paint(Tone.Head, group.Title.PadRight(group.Width)) : line < group.Rows.Length ? group.Line(terminal, line) : new string(' ', group.Width);
            }
            terminal.Line(text.TrimEnd());
        }
    }

    static Group Outcome(BacktestResult result)
    {
        var m = result.Metrics;
        return new Group("result",
        [
            ("total return", FigureText.Percent(m.TotalReturn, signed: true), Sign(m.TotalReturn)),
            ("a year", FigureText.Percent(m.Cagr, signed: true), Sign(m.Cagr)),
            ("buy and hold", FigureText.Percent(m.BuyAndHoldReturn, signed: true), Tone.Plain),
            ("final equity", FigureText.Money(m.FinalEquity), Tone.Plain),
            ("peak equity", FigureText.Money(m.PeakEquity), Tone.Plain),
            ("time invested", FigureText.Percent(m.Exposure), Tone.Plain),
        ]);
    }

    static Group Risk(BacktestResult result)
    {
        var m = result.Metrics;
        return new Group("risk",
        [
            ("max drawdown", FigureText.Percent(m.MaxDrawdown), Tone.Plain),
            ("mean drawdown", FigureText.Percent(m.AvgDrawdown), Tone.Plain),
            ("longest drawdown", m.MaxDrawdownDays is { } days ? $"{FigureText.Number(days, "0.#")} d" : FigureText.Undefined, Tone.Plain),
            ("volatility", FigureText.Percent(m.Volatility), Tone.Plain),
            ("Sharpe", FigureText.Number(m.Sharpe), Tone.Plain),
            ("Sortino", FigureText.Number(m.Sortino), Tone.Plain),
            ("Calmar", FigureText.Number(m.Calmar), Tone.Plain),
        ]);
    }

    static Group Trading(BacktestResult result)
    {
        var m = result.Metrics;
        return new Group("trades",
        [
            ("trades", FigureText.Count(m.Trades), Tone.Plain),
            ("won", FigureText.Percent(m.WinRate), Tone.Plain),
            ("profit factor", FigureText.Number(m.ProfitFactor), Tone.Plain),
            ("mean return", FigureText.Percent(m.Expectancy, signed: true), Tone.Plain),
            ("best", FigureText.Percent(m.BestTrade, signed: true), Tone.Plain),
            ("worst", FigureText.Percent(m.WorstTrade, signed: true), Tone.Plain),
            ("SQN", FigureText.Number(m.Sqn), Tone.Plain),
        ]);
    }

    static Group Activity(BacktestResult result)
    {
        var m = result.Metrics;
        return new Group("costs and time",
        [
            ("fees", FigureText.Money(m.Fees), Tone.Plain),
            ("slippage", FigureText.Money(m.SlippageCost), Tone.Plain),
            .. Perpetual(result),
            ("turnover", m.Turnover is { } turnover ? $"{FigureText.Number(turnover, "#,0.0")} x" : FigureText.Undefined, Tone.Plain),
            ("mean trade", FigureText.Money(m.AvgTrade), Tone.Plain),
            ("mean length", FigureText.Minutes(m.AvgTradeMinutes), Tone.Plain),
            ("longest trade", FigureText.Minutes(m.MaxTradeMinutes), Tone.Plain),
        ]);
    }

    static IEnumerable<(string Label, string Value, Tone Tone)> Perpetual(BacktestResult result)
    {
        if (result.Perpetual is not { } outcome) yield break;
        yield return ("funding", FigureText.Money(result.Metrics.Funding), Tone.Plain);
        yield return ("liquidations", FigureText.Count(outcome.Liquidations), outcome.Liquidations > 0 ? Tone.Bad : Tone.Plain);
    }

    static Tone Sign(double? value) => value switch
    {
        > 0 => Tone.Good,
        < 0 => Tone.Bad,
        _ => Tone.Plain,
    };

    sealed record Group(string Title, (string Label, string Value, Tone Tone)[] Rows)
    {
        int LabelWidth { get; } = Rows.Max(r => r.Label.Length);

        int ValueWidth { get; } = Rows.Max(r => r.Value.Length);

        public int Width => LabelWidth + 2 + ValueWidth;

        public string Line(Terminal terminal, int row)
        {
            var (label, value, tone) = Rows[row];
            return $"{label.PadRight(LabelWidth)}  {terminal.Paint(tone, value.PadLeft(ValueWidth))}";
        }
    }
}
