using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Argosy.Data.Catalogue;
using Argosy.Data.Synthesis;
using Argosy.Server.Auth;
using Argosy.Server.Jobs;

namespace Argosy.Server.Tests.Jobs;

/// <summary>A server that does research with the real command, with a synthetic series to do it on.</summary>
sealed class Lab : IAsyncDisposable
{
    /// <summary>How long a job may take on a machine with other work.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    Lab(ServerRig rig, HttpClient client) => (Rig, Client) = (rig, client);

    /// <summary>The command, as tests have it beside them.</summary>
    public static IReadOnlyList<string> Command { get; } = ["dotnet", Path.Combine(AppContext.BaseDirectory, "argosy.dll")];

    public ServerRig Rig { get; }

    /// <summary>A developer's.</summary>
    public HttpClient Client { get; }

    public string Bars => Path.Combine(Rig.Folder, "bars");

    public static async Task<Lab> StartAsync(Func<ResearchOptions, ResearchOptions>? options = null, int bars = 3_000, Func<ServerParts, ServerParts>? parts = null)
    {
        var research = new ResearchOptions { Command = Command, Parallel = 1, Threads = 1, Beat = TimeSpan.FromMilliseconds(50) };
        var rig = await ServerRig.StartAsync(parts: given => (parts?.Invoke(given) ?? given) with { Research = options?.Invoke(research) ?? research });
        var lab = new Lab(rig, await rig.LoginAsync(Role.Developer, "dana"));
        lab.AddSeries("demo", bars, seed: 7);
        return lab;
    }

    /// <summary>Puts a synthetic series of hours into the catalogue.</summary>
    public void AddSeries(string name, int bars, ulong seed, string asset = "DEMO", double gaps = 0, string? folder = null)
    {
        var made = SeriesGenerator.Generate(new SynthesisOptions { Bars = bars, Timeframe = Core.MarketData.Timeframe.OneHour, Seed = seed, Start = 1_577_836_800_000, Price = 20_000m, PriceScale = 2, AnnualVolatility = 0.8, AnnualDrift = 0, GapRatio = gaps });
        Assert.True(new BarCatalogue(folder ?? Bars).Add(name, made, new Data.Series.SeriesOrigin(asset, "USD", "synthetic", ["synth"])).Ok);
    }

    /// <summary>A backtest's request.</summary>
    public static Dictionary<string, object> Cross(int fast = 10, int slow = 40) => new() { ["strategy"] = "ma-cross", ["parameters"] = new { fast, slow }, ["series"] = new[] { "demo" }, ["cash"] = "10000" };

    public async Task<JsonElement> GetAsync(string path) => await ServerRig.JsonAsync(await Client.GetAsync(path));

    public async Task<JsonElement> PostAsync(string path, object? body = null, HttpStatusCode expected = HttpStatusCode.OK) => await ServerRig.JsonAsync(await Client.PostAsJsonAsync(path, body ?? new { }), expected);

    /// <summary>Queues a job; its number.</summary>
    public async Task<long> QueueAsync(string kind, object request) => (await PostAsync("/api/jobs", new { kind, request }, HttpStatusCode.Created)).GetProperty("id").GetInt64();

    /// <summary>Queues a job that must be refused, and why.</summary>
    public async Task<(string? Field, string Message)> RefusedAsync(string kind, object request)
    {
        var failure = await PostAsync("/api/jobs", new { kind, request }, HttpStatusCode.BadRequest);
        return (failure.GetProperty("field").GetString(), failure.GetProperty("message").GetString()!);
    }

    /// <summary>Waits until a job has come to one of these states.</summary>
    public async Task<JsonElement> UntilAsync(long job, params string[] states)
    {
        var begin = DateTime.UtcNow;
        while (true)
        {
            var now = await GetAsync($"/api/jobs/{job}");
            var state = now.GetProperty("state").GetString()!;
            if (states.Contains(state)) return now;
            Assert.False(state is "done" or "failed" or "cancelled", $"job {job} is {state}: {now}");
            Assert.True(DateTime.UtcNow - begin < Patience, $"job {job} is still {state}: {now}");
            await Task.Delay(30);
        }
    }

    /// <summary>Runs a backtest to its end; the number of its run.</summary>
    public async Task<long> RunAsync(object request) => (await UntilAsync(await QueueAsync("backtest", request), "done")).GetProperty("run").GetInt64();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Rig.DisposeAsync();
    }
}
