namespace Argosy.Server.Tests;

/// <summary>A clock that is moved by hand.</summary>
sealed class VirtualClock : TimeProvider
{
    DateTimeOffset _now = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Move(TimeSpan by) => _now += by;
}
