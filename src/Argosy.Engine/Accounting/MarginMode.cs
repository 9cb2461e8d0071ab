namespace Argosy.Engine.Accounting;

/// <summary>What stands behind a perpetual position.</summary>
public enum MarginMode : byte
{
    /// <summary>Each position has a margin of its own and loses at most that.</summary>
    Isolated,
    /// <summary>The whole account stands behind every position.</summary>
    Cross,
}
