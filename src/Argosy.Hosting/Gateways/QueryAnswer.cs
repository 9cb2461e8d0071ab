using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Gateways;

/// <summary>What came back for a query by client order id, finished orders included.</summary>
/// <param name="Kind">Which kind of answer.</param>
/// <param name="VenueTime">The venue's clock when it looked, Unix ms; what the answer cannot name must be asked for before the query is made.</param>
/// <param name="Order">The order, for <see cref="QueryAnswerKind.Found"/>.</param>
/// <param name="Fills">Its executions as far as the venue lists them.</param>
public sealed record QueryAnswer(QueryAnswerKind Kind, long VenueTime = 0, VenueOrder? Order = null, IReadOnlyList<VenueFill>? Fills = null);

/// <summary>Kinds of answers to a query.</summary>
public enum QueryAnswerKind
{
    /// <summary>The venue has it, or had it.</summary>
    Found,
    /// <summary>The venue knows no such order at <see cref="QueryAnswer.VenueTime"/>.</summary>
    NotFound,
    /// <summary>No answer.</summary>
    Failed,
}
