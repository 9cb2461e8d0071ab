namespace Argosy.Core.Commands;

/// <summary><c>reconcile</c>: compares our books with the venue's now.</summary>
/// <param name="Scope">Exchange and account; all when neither is given.</param>
public sealed record ReconcileCommand(CommandScope Scope) : Command
{
    /// <inheritdoc/>
    public override CommandEffect Effect => CommandEffect.Controls;

    /// <inheritdoc/>
    public override string Preview() => $"Compare our books with the venue's{Scope.Phrase()}.";

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new System.Text.StringBuilder("reconcile");
        Scope.Write(text);
        return text.ToString();
    }
}
