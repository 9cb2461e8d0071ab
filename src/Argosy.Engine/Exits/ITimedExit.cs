namespace Argosy.Engine.Exits;

/// <summary>An exit that does something when a time has passed: at the first bar that opens at or after it.</summary>
public interface ITimedExit : IExitRule
{
    /// <summary>The next time after <paramref name="after"/> at which it acts, Unix ms; null for none.</summary>
    long? NextTime(long entryTime, long after);

    /// <summary>The limit of its standing order from that time on, on the tick, quote asset; null where the position is left at the market.</summary>
    decimal? LimitAt(in ExitEntry entry, long time);
}
