using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance;

/// <summary>One request to Binance's REST.</summary>
/// <param name="Method">GET, POST, PUT or DELETE.</param>
/// <param name="Path">From /api on.</param>
/// <param name="Cost">What it uses of the limits.</param>
internal sealed record BinanceRequest(HttpMethod Method, string Path, RateCost Cost)
{
    /// <summary>Parameters in the order sent.</summary>
    public List<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>Whether it is signed.</summary>
    public bool IsSigned { get; init; }

    /// <summary>Whether it places, changes or cancels an order.</summary>
    public bool Changes { get; init; }

    /// <summary>Whether it may use what is kept for orders.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Latest timestamp it may carry; null for no bound.</summary>
    public long? SignBy { get; init; }

    /// <summary>The request's text, signed beforehand; null where it is signed when it is sent.</summary>
    public string? Encoded { get; init; }

    /// <summary>How long after its timestamp it is accepted, ms; null for the adapter's usual window.</summary>
    public int? ReceiveWindow { get; init; }

    public BinanceRequest With(string name, string? value)
    {
        if (value is not null) Query.Add(new(name, value));
        return this;
    }
}
