using Argosy.Core.Values;
using Argosy.Hosting.Commands;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.PlugIns;

/// <summary>What a host takes from outside: chosen by a line of its configuration, loaded from a file.</summary>
public interface IPlugIn
{
    /// <summary>What it does, one sentence.</summary>
    string Meaning { get; }
}

/// <summary>A mouth or an ear of the host, e.g. a chat.</summary>
public interface IServicePlugIn : IPlugIn
{
    /// <summary>Serves until cancelled. What it throws ends it, not the host.</summary>
    Task RunAsync(ServiceContext context, CancellationToken cancellation);
}

/// <summary>A venue.</summary>
public interface IVenuePlugIn : IPlugIn
{
    /// <summary>Its sides, or what is wrong with its settings. It connects when it is asked to load.</summary>
    Result<VenueSides> Open(VenueContext context);
}

/// <summary>What a service is given.</summary>
/// <param name="Settings">Those of its line.</param>
/// <param name="GiveAsync">Gives a command of a sender under the sender's id of it; the service answers for who the sender is.</param>
/// <param name="Say">Writes a line to the host's console.</param>
public sealed record ServiceContext(IReadOnlyDictionary<string, string> Settings, Func<string, string, string, Task<CommandAnswer>> GiveAsync, Action<string> Say);

/// <summary>What a venue is given.</summary>
/// <param name="Settings">Those of its line.</param>
/// <param name="Key">The account's key; null where only the market is wanted.</param>
/// <param name="Http">For its requests.</param>
/// <param name="Time">The clock.</param>
public sealed record VenueContext(IReadOnlyDictionary<string, string> Settings, PlugInKey? Key, HttpClient Http, TimeProvider Time);

/// <summary>A key of an account.</summary>
/// <param name="Key">Public part.</param>
/// <param name="Secret">Secret part.</param>
/// <param name="Passphrase">Empty where the venue has none.</param>
public sealed record PlugInKey(string Key, string Secret, string Passphrase)
{
    /// <inheritdoc/>
    public override string ToString() => "key";
}

/// <summary>A venue's market, and its account where a key was given.</summary>
public sealed record VenueSides(IMarketVenue Market, ITradingVenue? Account);
