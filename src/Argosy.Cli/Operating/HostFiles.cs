using System.Globalization;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Storage.Postgres;
using Argosy.Storage.Sqlite;

namespace Argosy.Cli.Operating;

/// <summary>Where a host keeps what.</summary>
static class HostFiles
{
    /// <summary>The folder where none is named.</summary>
    public const string Usual = "argosy-data";

    /// <summary>A deployment's run log.</summary>
    public static string LogOf(string folder, int deployment) => Path.Combine(folder, "runs", string.Create(CultureInfo.InvariantCulture, $"{deployment}.log"));

    /// <summary>Folder of the log files.</summary>
    public static string LogsOf(string folder) => Path.Combine(folder, "logs");

    /// <summary>The database file where none is named.</summary>
    public static string DatabaseOf(string folder) => Path.Combine(folder, "argosy.db");

    /// <summary>Opens a database.</summary>
    /// <param name="folder">The host's folder.</param>
    /// <param name="named">A file or a connection; null for the one in the folder.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<Result<IDatabase>> OpenAsync(string folder, string? named, CancellationToken cancellation)
    {
        var text = named ?? DatabaseOf(folder);
        return text.Contains("Host=", StringComparison.OrdinalIgnoreCase) ? await PostgresDatabase.Open(text, cancellation) : await SqliteDatabase.Open(text, cancellation);
    }

    /// <summary>Opens a database that is there; one that is only read is not made.</summary>
    public static async Task<Result<IDatabase>> OpenExistingAsync(string folder, string? named, CancellationToken cancellation)
    {
        var text = named ?? DatabaseOf(folder);
        if (!text.Contains("Host=", StringComparison.OrdinalIgnoreCase) && !File.Exists(text)) return Error.NotFound($"{text}: there is no database; --folder or --database names the one of the run");
        return await OpenAsync(folder, named, cancellation);
    }
}
