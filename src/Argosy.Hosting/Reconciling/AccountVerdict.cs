namespace Argosy.Hosting.Reconciling;

/// <summary>What a comparison with the venue leads to.</summary>
public enum AccountVerdict
{
    /// <summary>Everything is explained.</summary>
    Explained,
    /// <summary>Orders are in doubt or settling: the comparison says nothing yet.</summary>
    Waiting,
    /// <summary>Something is unexplained: entries pause, a person is told.</summary>
    Unexplained,
}
