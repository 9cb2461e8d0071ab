namespace Argosy.Hosting.Desks;

/// <summary>Moments of a step at which a process may die.</summary>
internal enum DeskMoment
{
    /// <summary>Records are not durable yet.</summary>
    BeforeRecord,
    /// <summary>Records are durable, nothing was sent.</summary>
    Recorded,
    /// <summary>Requests were made, nobody was told yet.</summary>
    Sent,
    /// <summary>A bot was told something, perhaps not all.</summary>
    Told,
}
