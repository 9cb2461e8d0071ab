namespace Argosy.Core.Commands;

/// <summary><c>halt</c>: the kill switch. Entries are blocked and our entry orders cancelled; stops and targets stay.</summary>
/// <param name="Scope">Exchange and account; everywhere when neither is given.</param>
public sealed record HaltCommand(CommandScope Scope) : Command
{
    /// <inheritdoc/>
    public override CommandEffect Effect => CommandEffect.Trades;

    /// <inheritdoc/>
    public override string Preview() => $"Block every entry and cancel our entry orders{Scope.Phrase()}; stops and targets stay.";

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new System.Text.StringBuilder("halt");
        Scope.Write(text);
        return text.ToString();
    }
}
