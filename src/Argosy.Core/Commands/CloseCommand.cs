using System.Text;

namespace Argosy.Core.Commands;

/// <summary><c>close SYMBOL|all</c>: closes the managed trades of a market, their exits cancelled first.</summary>
/// <param name="Symbol">The market; null for all.</param>
/// <param name="Scope">Exchange, account and mode.</param>
public sealed record CloseCommand(SymbolText? Symbol, CommandScope Scope) : Command
{
    /// <inheritdoc/>
    public override CommandEffect Effect => CommandEffect.Trades;

    /// <inheritdoc/>
    public override string Preview() => $"Close {(Symbol is null ? "every managed trade" : $"the managed trades of {Symbol}")} at the market{Scope.Phrase()}.";

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder("close ").Append(Symbol?.ToString() ?? "all");
        Scope.Write(text);
        return text.ToString();
    }
}
