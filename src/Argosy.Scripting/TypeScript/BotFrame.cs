namespace Argosy.Scripting.TypeScript;

/// <summary>Kinds of frames to a bot's process and from it.</summary>
enum BotFrame : byte
{
    /// <summary>To: what the run is. From: what the bot exports.</summary>
    Begin = 1,
    /// <summary>To: bars, account, until when to run. From: how far it ran and what it asked for.</summary>
    Run = 2,
    /// <summary>To: a fill for its handler; answered as <see cref="Run"/>.</summary>
    Fill = 3,
    /// <summary>To: asks for the state. From: the state.</summary>
    State = 4,
    /// <summary>To: an older version's state; answered by the state that comes of it.</summary>
    Migrate = 5,
}
