using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Dapper;
using Npgsql;

namespace Argosy.Storage.Tests;

/// <summary>A PostgreSQL server of the tests' own: loopback, own port, a temporary folder.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    const string Programs = "/usr/lib/postgresql/15/bin";

    string _folder = "";
    int _port;

    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};Pooling=false;Timeout=10";

    /// <summary>Makes an empty database.</summary>
    public async Task Create(string database)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.ExecuteAsync($"CREATE DATABASE {database}");
    }

    public Task InitializeAsync()
    {
        Assert.True(File.Exists(Path.Combine(Programs, "initdb")), $"PostgreSQL's server programs are not in {Programs}; the database tests need them (Debian: apt install postgresql-15)");
        _folder = Directory.CreateTempSubdirectory("argosy-postgres-").FullName;
        _port = FreePort();
        var data = Path.Combine(_folder, "data");
        if (Environment.IsPrivilegedProcess) Run("chown", "postgres", _folder);
        AsPostgres("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        AsPostgres("pg_ctl", "-D", data, "-w", "-t", "60", "-l", Path.Combine(_folder, "log"), "-o", $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off", "start");
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        if (_folder.Length == 0) return Task.CompletedTask;
        AsPostgres("pg_ctl", "-D", Path.Combine(_folder, "data"), "-w", "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    // The server refuses to run as root.
    static void AsPostgres(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs, program);
        if (Environment.IsPrivilegedProcess) Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments]);
        else Run(path, arguments);
    }

    static void Run(string program, params string[] arguments)
    {
        // The server keeps what it inherits: its output goes to its log, ours to nowhere.
        var start = new ProcessStartInfo("sh") { WorkingDirectory = "/" };
        foreach (var argument in (string[])["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}");
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
