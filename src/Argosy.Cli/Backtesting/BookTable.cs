using Argosy.Cli.Terminals;
using Argosy.Research.Backtests;

namespace Argosy.Cli.Backtesting;

/// <summary>One line for each of several strategies: what it did in its own book.</summary>
static class BookTable
{
    public static void Write(Terminal terminal, BacktestResult result)
    {
        if (result.Books.Count == 0) return;
        var table = new TextTable("strategy", "trades", "win rate", "profit factor", "fees", "result", "book value");
        foreach (var book in result.Books)
        {
            table.Add(
                book.Pnl < 0 ? Tone.Bad : Tone.Plain, book.Id == book.Name ? book.Id : $"{book.Id} ({book.Name})", FigureText.Count(book.Trades), FigureText.Percent(book.WinRate),
                FigureText.Number(book.ProfitFactor), FigureText.Money(book.Fees), FigureText.Money(book.Pnl), FigureText.Money(book.FinalBookValue));
        }
        table.Write(terminal);
        terminal.Line();
    }
}
