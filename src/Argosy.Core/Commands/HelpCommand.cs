namespace Argosy.Core.Commands;

/// <summary><c>help [COMMAND]</c>.</summary>
/// <param name="Topic">The command to explain, as in <see cref="CommandVerb.Name"/>; null for the list of all.</param>
public sealed record HelpCommand(string? Topic) : Command
{
    /// <inheritdoc/>
    public override CommandEffect Effect => CommandEffect.Reads;

    /// <inheritdoc/>
    public override string Preview() => Topic is null ? "List the commands." : $"Explain {Topic}.";

    /// <inheritdoc/>
    public override string ToString() => Topic is null ? "help" : "help " + Topic;
}
