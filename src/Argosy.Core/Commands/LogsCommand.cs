namespace Argosy.Core.Commands;

/// <summary><c>logs [BOT]</c>: the latest log lines.</summary>
/// <param name="Bot">Only this bot's; null for all.</param>
/// <param name="Count">How many lines, 1 to <see cref="QueryCommand.MaxCount"/>; null for the default.</param>
public sealed record LogsCommand(string? Bot, int? Count) : Command
{
    /// <inheritdoc/>
    public override CommandEffect Effect => CommandEffect.Reads;

    /// <inheritdoc/>
    public override string Preview() => Bot is null ? "Show the latest log lines." : $"Show the latest log lines of bot {Bot}.";

    /// <inheritdoc/>
    public override string ToString() => $"logs{(Bot is null ? "" : " " + CommandToken.Quoted(Bot))}{(Count is { } count ? $" -n {count}" : "")}";
}
