namespace Argosy.Core.Commands;

/// <summary>One order of the user's, whichever mouth it came through: console, HTTP, chat, webhook or web palette.</summary>
/// <remarks>A closed set: <see cref="CommandParser"/> makes them, and <see cref="object.ToString"/> writes text that reads back as an equal command.</remarks>
public abstract record Command
{
    private protected Command()
    {
    }

    /// <summary>How far it reaches: what only reads needs no confirmation.</summary>
    public abstract CommandEffect Effect { get; }

    /// <summary>What executing it will do, as one sentence for the user to confirm.</summary>
    public abstract string Preview();
}

/// <summary>What a command touches.</summary>
public enum CommandEffect : byte
{
    /// <summary>Nothing: it answers a question.</summary>
    Reads,
    /// <summary>A running bot or the program itself.</summary>
    Controls,
    /// <summary>Orders and positions.</summary>
    Trades,
}
