using System.Text;

namespace Argosy.Core.Commands;

/// <summary><c>cancel ORDER|SYMBOL|all</c>: cancels working entry orders; stops and targets of open positions stay.</summary>
/// <param name="Order">Id of one order; null where a market or all are meant.</param>
/// <param name="Symbol">The market; null where one order or all are meant.</param>
/// <param name="Scope">Exchange, account and mode.</param>
public sealed record CancelCommand(string? Order, SymbolText? Symbol, CommandScope Scope) : Command
{
    /// <inheritdoc/>
    public override CommandEffect Effect => CommandEffect.Trades;

    /// <inheritdoc/>
    public override string Preview()
    {
        var what = Order is not null ? $"order {Order}" : Symbol is not null ? $"every entry order of {Symbol}" : "every entry order";
        return $"Cancel {what}{Scope.Phrase()}.";
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder("cancel ").Append(Order is not null ? "#" + Order : Symbol?.ToString() ?? "all");
        Scope.Write(text);
        return text.ToString();
    }
}
