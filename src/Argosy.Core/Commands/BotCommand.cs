using Argosy.Core.Values;

namespace Argosy.Core.Commands;

/// <summary><c>start|stop|pause|resume|run BOT</c>.</summary>
/// <param name="Action">What it is told.</param>
/// <param name="Bot">Its name; null for all bots.</param>
public sealed record BotCommand(BotAction Action, string? Bot) : Command
{
    /// <inheritdoc/>
    public override CommandEffect Effect => CommandEffect.Controls;

    /// <inheritdoc/>
    public override string Preview() => $"{Action} {(Bot is null ? "every bot" : $"bot {Bot}")}{Consequence}.";

    /// <inheritdoc/>
    public override string ToString() => $"{KebabCase.Of(Action.ToString())} {(Bot is null ? "all" : CommandToken.Quoted(Bot))}";

    string Consequence => Action switch
    {
        BotAction.Start => ": it may open positions",
        BotAction.Stop => ": no entries any more, stops and targets stay",
        BotAction.Pause => ": no entries until resumed, exits go on",
        BotAction.Resume => ": it may open positions again",
        BotAction.Run => ": it decides at its next close, as if its time had come",
    };
}

/// <summary>What a bot can be told.</summary>
public enum BotAction : byte
{
    /// <summary>Run the deployment.</summary>
    Start,
    /// <summary>End the run; protective orders stay.</summary>
    Stop,
    /// <summary>Take no entries until resumed.</summary>
    Pause,
    /// <summary>Take entries again.</summary>
    Resume,
    /// <summary>Fire a scheduled deployment now, outside its schedule.</summary>
    Run,
}
