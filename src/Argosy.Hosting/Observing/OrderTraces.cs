using System.Diagnostics;

namespace Argosy.Hosting.Observing;

/// <summary>The source of traces: one span for each request about an order, from its sending to its answer. Without a listener it costs a comparison.</summary>
public static class OrderTraces
{
    /// <summary>Name of the source.</summary>
    public const string Name = "Argosy.Orders";

    internal static ActivitySource Source { get; } = new(Name);
}
