using System.Text.Json;
using Argosy.EndToEnd.Tests.Running;
using Argosy.Hosting.PlugIns;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Argosy.EndToEnd.Tests.Commanding;

/// <summary>A plug-in is a file and a line: with both it works, without the line it is gone; the program is the same.</summary>
public sealed class PlugInTests : IDisposable
{
    const string Service = """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Argosy.Hosting.PlugIns;
        [assembly: PlugIn("asker", typeof(Sample.Asker))]
        namespace Sample
        {
            public sealed class Asker : IServicePlugIn
            {
                public string Meaning => "asks once how the host does";
                public async Task RunAsync(ServiceContext context, CancellationToken cancellation)
                {
                    context.Say("a stranger is " + (await context.GiveAsync("mallory", "1", "halt")).Outcome);
                    context.Say("version is " + (await context.GiveAsync("ann", "2", context.Settings["ask"])).Text);
                    await context.GiveAsync("ann", "3", "quit");
                }
            }
        }
        """;

    const string Venue = """
        using Argosy.Core.Instruments;
        using Argosy.Core.MarketData;
        using Argosy.Core.Values;
        using Argosy.Hosting.MarketData;
        using Argosy.Hosting.PlugIns;
        [assembly: PlugIn("steps", typeof(Sample.Steps))]
        namespace Sample
        {
            public sealed class Steps : IVenuePlugIn
            {
                public string Meaning => "a market that climbs by one";
                public Result<VenueSides> Open(VenueContext context)
                {
                    const int Count = 200;
                    var (times, open, high, low, close, volume) = (new long[Count], new double[Count], new double[Count], new double[Count], new double[Count], new double[Count]);
                    for (var i = 0; i < Count; i++) (times[i], open[i], high[i], low[i], close[i], volume[i]) = (i * 60_000L, 100 + i, 101 + i, 100 + i, 101 + i, 1_000);
                    var bars = new BarColumns { Timeframe = Timeframe.OneMinute, OpenTimes = times, Open = open, High = high, Low = low, Close = close, Volume = volume, PriceScale = 2, Hash = "steps" };
                    return new VenueSides(new VirtualMarket(new[] { (new Instrument("AAA", "USD", 0.01m, 0.001m, 1m, 2), bars) }, 0), null);
                }
            }
        }
        """;

    readonly string _folder = Directory.CreateTempSubdirectory("argosy-plugins-").FullName;

    string PlugIns => Path.Combine(_folder, "plugins");

    public PlugInTests() => Directory.CreateDirectory(PlugIns);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task PlugIn_WithItsLine_IsListedAndWorks_WithoutItIsGone()
    {
        Build("asker", Service);
        Build("steps", Venue);
        var with = Config("with.yaml", "    plugin: ['asker.dll;senders=ann;ask=version', steps.dll]\n");
        var listed = await ListAsync(with);
        Assert.Contains(listed.GetProperty("plugins").EnumerateArray(), row => row.GetProperty("name").GetString() == "asker" && row.GetProperty("kind").GetString() == "service");
        Assert.Contains(listed.GetProperty("plugins").EnumerateArray(), row => row.GetProperty("name").GetString() == "steps" && row.GetProperty("kind").GetString() == "venue");
        Assert.Empty(listed.GetProperty("unused").EnumerateArray());
        using (var run = Run("run", "--config", with, "--paper"))
        {
            Assert.Equal("Unauthorised", await run.LineAsync("asker: a stranger is"));
            Assert.StartsWith("argosy ", await run.LineAsync("asker: version is"), StringComparison.Ordinal);
            Assert.Equal(0, await run.ExitAsync());
        }
        var without = Config("without.yaml", "");
        listed = await ListAsync(without);
        Assert.DoesNotContain(listed.GetProperty("plugins").EnumerateArray(), row => row.GetProperty("name").GetString() is "asker" or "steps");
        Assert.Equal(2, listed.GetProperty("unused").GetArrayLength());
        using var gone = Run("run", "--config", without, "--paper");
        Assert.Equal(2, await gone.ExitAsync());
        Assert.Contains("no plug-in of --plugin is a venue", gone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WhatIsNoPlugIn_SaysWhy()
    {
        File.WriteAllText(Path.Combine(PlugIns, "text.dll"), "no assembly");
        Build("empty", "public static class Nothing { }");
        Build("asker", Service);
        Build("leaning", Service.Replace("\"asker\"", "\"leaning\"", StringComparison.Ordinal).Replace("namespace Sample", "namespace Leaning", StringComparison.Ordinal).Replace("typeof(Sample.Asker)", "typeof(Leaning.Asker)", StringComparison.Ordinal).Replace("\"asks once how the host does\"", "new Sample.Asker().Meaning", StringComparison.Ordinal), Path.Combine(PlugIns, "asker.dll"));
        AssertFails("there is no plug-in absent.dll", "absent.dll");
        AssertFails("cannot be loaded", "text.dll");
        AssertFails("names no plug-in", "empty.dll");
        AssertFails("is no plug-in", "asker");
        AssertFails("is no setting", "asker.dll;port");
        AssertFails("is chosen twice", "asker.dll", "asker.dll");
        AssertFails("plug-ins never reference one another", "asker.dll", "leaning.dll");
        var loaded = PlugInLoader.Load(["asker.dll;senders=ann|bob"], [PlugIns]);
        Assert.True(loaded.Ok, loaded.Error?.Message);
        Assert.Equal("ann|bob", Assert.Single(loaded.Value).Settings["senders"]);
    }

    void AssertFails(string message, params string[] lines) => Assert.Contains(message, PlugInLoader.Load(lines, [PlugIns]).Error?.Message, StringComparison.Ordinal);

    string Config(string name, string line)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, $"strategy: buy-and-hold\nrun:\n    venue: plug-in\n    instruments: [AAA/USD]\n    candles: 1m\n    warmUp: 0\n    folder: {Path.Combine(_folder, name + "-data")}\n    plugins: {PlugIns}\n{line}");
        return path;
    }

    async Task<JsonElement> ListAsync(string config)
    {
        var file = Path.Combine(_folder, "list.json");
        using var list = Run("plugins", "--config", config, "--json", file);
        Assert.True(await list.ExitAsync() == 0, list.Text);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        return json.RootElement.Clone();
    }

    static ArgosyProcess Run(params string[] words) => new(new Dictionary<string, string>(), words);

    // Against what a plug-in's author has: the framework and Argosy's own assemblies.
    void Build(string name, string source, params string[] references)
    {
        var known = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Concat(references).Select(path => MetadataReference.CreateFromFile(path));
        var made = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source)], known, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(Path.Combine(PlugIns, name + ".dll"));
        Assert.True(made.Success, string.Join('\n', made.Diagnostics));
    }
}
