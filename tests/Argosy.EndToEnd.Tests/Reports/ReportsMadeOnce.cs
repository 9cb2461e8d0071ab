namespace Argosy.EndToEnd.Tests.Reports;

/// <summary>The tests that look at the same reports in the same browser.</summary>
[CollectionDefinition(Name)]
public sealed class ReportsMadeOnce : ICollectionFixture<ReportFiles>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "reports";
}
