namespace Argosy.Research.Logs;

/// <summary>The first line of a log at which a replay did something else.</summary>
/// <param name="Line">Number of the line, from 1, the header included.</param>
/// <param name="Logged">What the log has there, in words.</param>
/// <param name="Replayed">What the replay did, in words.</param>
/// <param name="Differences">Where both are an order or both an event: the fields that differ.</param>
public sealed record ReplayDivergence(int Line, string Logged, string Replayed, IReadOnlyList<LogDifference> Differences)
{
    /// <summary>One sentence.</summary>
    public override string ToString() => $"line {Line}: the log has {Logged}, the replay {Replayed}";
}
