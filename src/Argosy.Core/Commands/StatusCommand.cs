namespace Argosy.Core.Commands;

/// <summary><c>status [BOT]</c>: what runs, and how it stands.</summary>
/// <param name="Bot">One bot; null for all.</param>
public sealed record StatusCommand(string? Bot) : Command
{
    /// <inheritdoc/>
    public override CommandEffect Effect => CommandEffect.Reads;

    /// <inheritdoc/>
    public override string Preview() => Bot is null ? "Show how everything stands." : $"Show how bot {Bot} stands.";

    /// <inheritdoc/>
    public override string ToString() => Bot is null ? "status" : "status " + CommandToken.Quoted(Bot);
}
