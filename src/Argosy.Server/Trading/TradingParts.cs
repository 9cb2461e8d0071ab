using Argosy.Hosting.Commands;
using Argosy.Hosting.Control;
using Argosy.Hosting.Deploying;

namespace Argosy.Server.Trading;

/// <summary>What trades in this process; who made it owns it.</summary>
public sealed record TradingParts
{
    /// <summary>The bots and accounts that run.</summary>
    public required LiveHost Host { get; init; }

    /// <summary>What people may do with bots by their names.</summary>
    public required IHostControl Control { get; init; }

    /// <summary>The deployments.</summary>
    public required DeploymentManager Deployments { get; init; }

    /// <summary>Trades of commands.</summary>
    public required ManagedTrades Trades { get; init; }

    /// <summary>Takes commands; it knows the mouth <c>web</c>, whose senders the server proves.</summary>
    public required CommandService Commands { get; init; }

    /// <summary>A deployment's run log.</summary>
    public Func<int, string> LogOf => Deployments.LogOf;
}

/// <summary>Holds the trading parts of a server, or says that this one has none.</summary>
/// <param name="parts">They; null where this server only does research or is described.</param>
public sealed class TradingDesk(TradingParts? parts)
{
    /// <summary>Whether this server trades.</summary>
    public bool IsThere => parts is not null;

    /// <summary>The parts; only where they are there.</summary>
    public TradingParts Parts => parts ?? throw new InvalidOperationException("this server does not trade");
}
