using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Argosy.Architecture.Tests;

/// <summary>Who may refer to whom, read from the assemblies themselves.</summary>
public sealed class ArrowTests
{
    // Direct arrows of the design; what a neighbour may reach is reached too.
    static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Argosy.Core"] = [],
        ["Argosy.Indicators"] = ["Argosy.Core"],
        ["Argosy.Engine"] = ["Argosy.Core"],
        ["Argosy.Simulation"] = ["Argosy.Engine"],
        ["Argosy.Strategies"] = ["Argosy.Engine", "Argosy.Indicators"],
        ["Argosy.Data"] = ["Argosy.Core"],
        ["Argosy.Research"] = ["Argosy.Simulation", "Argosy.Strategies", "Argosy.Data"],
        // Knows the operating system and nothing of trading.
        ["Argosy.Sandbox"] = ["Argosy.Core"],
        ["Argosy.Scripting"] = ["Argosy.Engine", "Argosy.Indicators"],
        ["Argosy.Venues"] = ["Argosy.Hosting"],
        ["Argosy.Hosting"] = ["Argosy.Core", "Argosy.Data"],
        ["Argosy.Storage"] = ["Argosy.Hosting"],
        // Research for reading what jobs wrote and for what strategies say of themselves; runs themselves are made by processes of the command.
        ["Argosy.Server"] = ["Argosy.Data", "Argosy.Hosting", "Argosy.Research"],
        ["Argosy.Testnet"] = ["Argosy.Simulation", "Argosy.Data"],
        ["Argosy.Worker"] = ["Argosy.Research", "Argosy.Sandbox", "Argosy.Scripting"],
        ["argosy"] = ["Argosy.Research", "Argosy.Sandbox", "Argosy.Scripting", "Argosy.Server", "Argosy.Storage", "Argosy.Testnet", "Argosy.Venues", "Argosy.Worker"],
    };

    // The web server of the framework, and its description of the API.
    static readonly string[] WebServer =
    [
        "Microsoft.AspNetCore", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Hosting.Abstractions", "Microsoft.AspNetCore.Hosting.Server.Abstractions", "Microsoft.AspNetCore.Http",
        "Microsoft.AspNetCore.Http.Abstractions", "Microsoft.AspNetCore.Http.Extensions", "Microsoft.AspNetCore.Http.Features", "Microsoft.AspNetCore.Http.Results", "Microsoft.AspNetCore.HttpOverrides", "Microsoft.AspNetCore.Mvc.Abstractions", "Microsoft.AspNetCore.Mvc.Core", "Microsoft.AspNetCore.OpenApi",
        "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.Routing.Abstractions", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Server.Kestrel.Core", "Microsoft.AspNetCore.SignalR", "Microsoft.AspNetCore.SignalR.Common", "Microsoft.AspNetCore.SignalR.Core", "Microsoft.AspNetCore.SignalR.Protocols.Json", "Microsoft.AspNetCore.StaticFiles", "Microsoft.Extensions.Configuration.Abstractions",
        "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Features", "Microsoft.Extensions.FileProviders.Abstractions",
        "Microsoft.Extensions.FileProviders.Physical", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Logging", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options", "Microsoft.Extensions.Primitives",
        "Microsoft.Net.Http.Headers", "Microsoft.OpenApi",
    ];

    static readonly Dictionary<string, string[]> Packages = new(StringComparer.Ordinal)
    {
        ["Argosy.Data"] = ["CsvHelper"],
        // The door for commands.
        ["Argosy.Hosting"] =
        [
            "Microsoft.AspNetCore", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Hosting.Abstractions", "Microsoft.AspNetCore.Hosting.Server.Abstractions", "Microsoft.AspNetCore.Http.Abstractions",
            "Microsoft.AspNetCore.Http.Features", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Server.Kestrel.Core", "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Features", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Primitives",
        ],
        ["Argosy.Scripting"] = ["Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp"],
        ["Argosy.Server"] = [.. WebServer],
        ["Argosy.Storage"] = ["Dapper", "Microsoft.Data.Sqlite", "Npgsql", "SQLitePCLRaw.batteries_v2", "SQLitePCLRaw.core"],
        ["Argosy.Testnet"] =
        [
            "Microsoft.AspNetCore", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Hosting.Abstractions", "Microsoft.AspNetCore.Hosting.Server.Abstractions", "Microsoft.AspNetCore.Http.Abstractions",
            "Microsoft.AspNetCore.Http.Features", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Server.Kestrel.Core", "Microsoft.AspNetCore.WebSockets", "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Features", "Microsoft.Extensions.Primitives", "Microsoft.AspNetCore.Connections.Abstractions",
        ],
        ["argosy"] =
        [
            .. WebServer, "System.CommandLine", "YamlDotNet", "OpenTelemetry", "OpenTelemetry.Api", "OpenTelemetry.Exporter.OpenTelemetryProtocol",
            "Microsoft.AspNetCore", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Hosting.Abstractions", "Microsoft.AspNetCore.Hosting.Server.Abstractions", "Microsoft.AspNetCore.Http.Abstractions",
            "Microsoft.AspNetCore.Http.Features", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Server.Kestrel.Core", "Microsoft.Extensions.Configuration.Abstractions",
            "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Features", "Microsoft.Extensions.Logging", "Microsoft.Extensions.Logging.Abstractions",
        ],
    };

    // Their outcome must depend on their input alone: nothing that does I/O, starts threads or reads clocks is even in reach.
    static readonly string[] Deterministic = ["Argosy.Core", "Argosy.Indicators", "Argosy.Engine", "Argosy.Simulation"];

    static readonly string[] Pure = ["System.Runtime", "System.Collections", "System.Linq", "System.Memory", "System.Numerics.Vectors", "System.Runtime.Intrinsics", "System.Security.Cryptography", "System.Threading"];

    public static TheoryData<string> Projects() => [.. Arrows.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_RefersOnlyAlongTheArrows(string project)
    {
        var allowed = Reach(project);
        Assert.DoesNotContain(References(project), r => Arrows.ContainsKey(r) && !allowed.Contains(r));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_RefersToNoOtherPackages(string project)
    {
        var allowed = Packages.GetValueOrDefault(project, []);
        Assert.DoesNotContain(References(project), r => !Arrows.ContainsKey(r) && !IsFramework(r) && !allowed.Contains(r));
    }

    [Fact]
    public void DeterministicProjects_RefersOnlyToPureParts()
    {
        foreach (var project in Deterministic) Assert.DoesNotContain(References(project), r => !Arrows.ContainsKey(r) && !Pure.Contains(r));
    }

    [Fact]
    public void EveryProject_StandsInTheTable()
    {
        var built = Repository.Projects().Select(p => p == "Argosy.Cli" ? "argosy" : p).Order(StringComparer.Ordinal);
        Assert.Equal(Arrows.Keys.Order(StringComparer.Ordinal), built);
    }

    [Fact]
    public void Engine_KnowsNoIndicator() => Assert.DoesNotContain("Argosy.Indicators", References("Argosy.Engine"));

    static HashSet<string> Reach(string project)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<string>(Arrows[project]);
        while (waiting.TryPop(out var next))
        {
            if (!reached.Add(next)) continue;
            foreach (var further in Arrows[next]) waiting.Push(further);
        }
        return reached;
    }

    static string[] References(string assembly)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    static bool IsFramework(string name) => name is "System" or "netstandard" or "mscorlib" || (name.StartsWith("System.", StringComparison.Ordinal) && name != "System.CommandLine") || name == "Microsoft.Win32.Primitives";
}
