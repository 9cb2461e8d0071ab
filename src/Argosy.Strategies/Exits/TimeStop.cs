using Argosy.Core.Orders;
using Argosy.Engine.Exits;
using Argosy.Engine.Orders;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Exits;

/// <summary>Leaves at the market at the first open at or after a length of time since the entry's first fill.</summary>
[Rule("time-stop", "Leaves at the market at the first open once the position has been held for so long.", Example = "time-stop:24h")]
public sealed class TimeStop([Parameter("how long a position is held, e.g. 30m, 24h or 7d", Unit = "time")] string time) : ITimedExit
{
    readonly long _length = Durations.Of(time, "time");

    /// <inheritdoc/>
    public OrderPurpose Purpose => OrderPurpose.TimeStop;

    /// <inheritdoc/>
    public OrderType? Standing => null;

    /// <inheritdoc/>
    public OrderTerms Terms(in ExitEntry entry) => new();

    /// <inheritdoc/>
    public long? NextTime(long entryTime, long after) => entryTime + _length > after ? entryTime + _length : null;

    /// <inheritdoc/>
    public decimal? LimitAt(in ExitEntry entry, long time) => null;

    /// <inheritdoc/>
    public override string ToString() => $"time-stop:{time}";
}
