namespace Argosy.Core.Commands;

/// <summary><c>flatten [SYMBOL]</c>: halts, then closes our positions, exits cancelled first.</summary>
/// <param name="Symbol">Only this market; null for all.</param>
/// <param name="Scope">Exchange and account; everywhere when neither is given.</param>
public sealed record FlattenCommand(SymbolText? Symbol, CommandScope Scope) : Command
{
    /// <inheritdoc/>
    public override CommandEffect Effect => CommandEffect.Trades;

    /// <inheritdoc/>
    public override string Preview() => $"Block entries and close {(Symbol is null ? "every position of ours" : $"our position in {Symbol}")} at the market{Scope.Phrase()}.";

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new System.Text.StringBuilder("flatten");
        if (Symbol is not null) text.Append(' ').Append(Symbol);
        Scope.Write(text);
        return text.ToString();
    }
}
