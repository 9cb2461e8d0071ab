using Argosy.Core.Orders;

namespace Argosy.Hosting.Ports;

/// <summary>A closed trade of a deployment: from flat to flat.</summary>
public sealed record TradeRow
{
    /// <summary>The deployment.</summary>
    public required int Deployment { get; init; }

    /// <summary>Its number in the deployment, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>Base and quote asset.</summary>
    public required string Instrument { get; init; }

    /// <summary>Buy for a long trade, sell for a short one.</summary>
    public required Side Side { get; init; }

    /// <summary>Unix ms.</summary>
    public required long EntryTime { get; init; }

    /// <summary>Unix ms.</summary>
    public required long ExitTime { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Quote asset, fees included.</summary>
    public required decimal Pnl { get; init; }

    /// <summary>Why it ended, in kebab-case.</summary>
    public required string ExitReason { get; init; }
}
