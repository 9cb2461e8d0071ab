using System.CommandLine;
using System.Net;
using Argosy.Cli.Invocation;
using Argosy.Cli.Operating;
using Argosy.Cli.Running;
using Argosy.Core.Values;
using Argosy.Server;
using Argosy.Server.Jobs;

namespace Argosy.Cli.Serving;

/// <summary><c>argosy up</c>: the whole platform in one process.</summary>
static class UpCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session) => DescribedCommand.Of<UpOptions>(
        "up",
        "Run the whole platform: web app, API, bots and research, in one process.",
        [
            "argosy up                                        on http://127.0.0.1:8080, data in ./argosy-data",
            "argosy up --data /srv/argosy --port 9000",
            "argosy up --database \"Host=db;Username=argosy;Database=argosy\"      on PostgreSQL",
            "argosy up --address 0.0.0.0 --proxy 10.0.0.2     behind a proxy that encrypts",
        ],
        (parse, options) =>
        {
            var settings = Read(parse, options);
            return settings.Ok ? UpHost.RunAsync(session, settings.Value).GetAwaiter().GetResult() : session.Fail(settings.Error!);
        });

    static Result<UpSettings> Read(ParseResult parse, UpOptions options)
    {
        if (!IPAddress.TryParse(parse.GetValue(options.Address) ?? "127.0.0.1", out var address)) return Error.BadInput($"--address: '{parse.GetValue(options.Address)}' is no address; expected e.g. 127.0.0.1 or 0.0.0.0");
        var proxies = new List<IPAddress>();
        foreach (var text in OptionKinds.List(parse, options.Proxy))
        {
            if (!IPAddress.TryParse(text, out var proxy)) return Error.BadInput($"--proxy: '{text}' is no address; expected e.g. 10.0.0.2");
            proxies.Add(proxy);
        }
        foreach (var text in OptionKinds.List(parse, options.FetchAddress))
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out var at) || at.Scheme is not ("http" or "https")) return Error.BadInput($"--fetch-address: '{text}' is no address; expected e.g. http://127.0.0.1:9100");
        }
        var venues = VenueAddresses.Read("--venue-address", OptionKinds.List(parse, options.VenueAddress));
        if (!venues.Ok) return venues.Error!;
        var folder = Path.GetFullPath(parse.GetValue(options.Data) ?? HostFiles.Usual);
        return new UpSettings(
            new ServerOptions { Address = address, Port = (int)(parse.GetValue(options.Port) ?? 8080), Folder = folder, WebRoot = parse.GetValue(options.Web) ?? WebFolder(), Version = CommandLine.Version, Proxies = proxies },
            parse.GetValue(options.Database), parse.GetValue(options.MasterKey), Research(parse, options), venues.Value) { IsUnsafe = UserCode.IsUnsafe(parse) };
    }

    static ResearchOptions Research(ParseResult parse, UpOptions options)
    {
        var usual = new ResearchOptions { Command = Itself() };
        return usual with
        {
            Parallel = (int)(parse.GetValue(options.ResearchJobs) ?? usual.Parallel),
            FetchAddresses = OptionKinds.List(parse, options.FetchAddress),
            // Several servers share a PostgreSQL database; a file is one server's.
            IsAlone = parse.GetValue(options.Database)?.Contains('=', StringComparison.Ordinal) != true,
        };
    }

    // This very program: the launcher's binary, or the runtime with its library.
    static IReadOnlyList<string> Itself()
    {
        var program = Environment.ProcessPath!;
        var library = Path.Combine(AppContext.BaseDirectory, "argosy.dll");
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, library] : [program];
    }

    // The launcher runs the binary from artifacts/cli/<build>/, a plain build from artifacts/bin/Argosy.Cli/release/; an install has it beside the binary.
    static string WebFolder()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "web");
        if (Directory.Exists(beside)) return beside;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (folder.Name == "artifacts") return Path.Combine(folder.FullName, "web");
        }
        return beside;
    }
}

/// <summary>What <c>argosy up</c> was asked for.</summary>
/// <param name="Server">The server's options.</param>
/// <param name="Database">A file or a connection; null for the one in the folder.</param>
/// <param name="MasterKey">File of the master key; null for the usual places.</param>
/// <param name="Research">How research is done.</param>
/// <param name="Addresses">Other addresses of venues.</param>
sealed record UpSettings(ServerOptions Server, string? Database, string? MasterKey, ResearchOptions Research, IReadOnlyDictionary<string, VenueAddresses> Addresses)
{
    /// <summary>Whether bots may run without a sandbox.</summary>
    public bool IsUnsafe { get; init; }
}
