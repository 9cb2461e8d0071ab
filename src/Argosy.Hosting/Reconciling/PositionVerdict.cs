namespace Argosy.Hosting.Reconciling;

/// <summary>What a comparison of one position leads to.</summary>
public enum PositionVerdict
{
    /// <summary>Ours and what others hold make the venue's position.</summary>
    Agrees,
    /// <summary>The venue or a person closed our position: the book is closed with the reason "reconciled", from the venue's executions.</summary>
    Reconciled,
    /// <summary>Others hold an opposite position that nets ours: paused, alerted, the user decides.</summary>
    ForeignNetting,
    /// <summary>The venue's history does not explain the difference, or it cannot be told whose position was closed: entries pause.</summary>
    Unexplained,
}
