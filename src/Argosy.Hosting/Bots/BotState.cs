namespace Argosy.Hosting.Bots;

/// <summary>Where a bot stands.</summary>
public enum BotState : byte
{
    /// <summary>Being rebuilt from its log and brought up to the market.</summary>
    Starting,
    /// <summary>It trades.</summary>
    Running,
    /// <summary>It goes on without entries.</summary>
    Paused,
    /// <summary>It ended and may be started again.</summary>
    Stopped,
    /// <summary>It must not go on until a person has looked.</summary>
    Disabled,
    /// <summary>Its market, which was recorded, is at its end.</summary>
    Finished,
    /// <summary>Its host ended; it goes on by itself at the host's next start.</summary>
    Suspended,
}
