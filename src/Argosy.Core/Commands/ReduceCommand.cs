using System.Text;

namespace Argosy.Core.Commands;

/// <summary><c>reduce SYMBOL AMOUNT</c>: closes a part of a managed trade; never opens the other side.</summary>
/// <param name="Symbol">The market.</param>
/// <param name="Amount">How much of it.</param>
/// <param name="Scope">Exchange, account and mode.</param>
public sealed record ReduceCommand(SymbolText Symbol, TradeAmount Amount, CommandScope Scope) : Command
{
    /// <inheritdoc/>
    public override CommandEffect Effect => CommandEffect.Trades;

    /// <inheritdoc/>
    public override string Preview() => $"Reduce {Symbol} by {Amount.Phrase(Symbol, "the position")} at the market{Scope.Phrase()}.";

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder("reduce ").Append(Symbol).Append(' ').Append(Amount);
        Scope.Write(text);
        return text.ToString();
    }
}
