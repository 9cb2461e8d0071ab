using System.CommandLine;
using Argosy.Cli.Invocation;

namespace Argosy.Cli.Serving;

/// <summary>The options of <c>argosy up</c>.</summary>
sealed class UpOptions : ICommandOptions
{
    /// <summary>Data folder.</summary>
    public Option<string?> Data { get; } = OptionKinds.Folder("--data", "Folder of all data (default argosy-data)");

    /// <summary>Port.</summary>
    public Option<long?> Port { get; } = OptionKinds.Whole("--port", "Port (default 8080); 0 lets the system choose", 0, 65535);

    /// <summary>Address.</summary>
    public Option<string?> Address { get; } = OptionKinds.Text("--address", "ip", "Address to listen on (default 127.0.0.1); 0.0.0.0 for all, then behind a proxy that encrypts");

    /// <summary>Database.</summary>
    public Option<string?> Database { get; } = OptionKinds.Text("--database", "file|connection", "SQLite file (default argosy.db in the data folder), or a PostgreSQL connection such as \"Host=...;Username=...;Database=...\"");

    /// <summary>Trusted proxies.</summary>
    public Option<string[]> Proxy { get; } = OptionKinds.Texts("--proxy", "ip", "Address of a proxy whose word on caller and scheme is taken");

    /// <summary>Master key.</summary>
    public Option<string?> MasterKey { get; } = OptionKinds.Text("--master-key", "file", "File of the master key that seals stored keys, outside the data folder (default ARGOSY_MASTER_KEY, else ~/.config/argosy/master.key, made at the first start)");

    /// <summary>Web app.</summary>
    public Option<string?> Web { get; } = OptionKinds.Folder("--web", "Folder of the built web app (default artifacts/web beside the launcher)");

    /// <summary>Jobs at a time.</summary>
    public Option<long?> ResearchJobs { get; } = OptionKinds.Whole("--research-jobs", "Research jobs at a time (default: one below the number of cores); 0: this server only queues", 0, 256);

    /// <summary>Where candles may be fetched from.</summary>
    public Option<string[]> FetchAddress { get; } = OptionKinds.Texts("--fetch-address", "http://127.0.0.1:9100", "A base address jobs may fetch candles from besides the venues' own, e.g. of argosy testnet");

    /// <summary>Where venues are.</summary>
    public Option<string[]> VenueAddress { get; } = OptionKinds.Texts("--venue-address", "binance=http://127.0.0.1:9100", "Another address of a venue, for prices and orders alike, e.g. of argosy testnet");

    /// <inheritdoc/>
    public void AddTo(DescribedCommand command)
    {
        command.AddGroup("Server", Data, Port, Address, Proxy, Web);
        command.AddGroup("Storage", Database, MasterKey);
        command.AddGroup("Trading", VenueAddress);
        command.AddGroup("Research", ResearchJobs, FetchAddress);
    }
}
