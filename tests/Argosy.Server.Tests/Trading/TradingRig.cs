using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Argosy.Cli.Running;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Live;
using Argosy.Server.Trading;
using Microsoft.Extensions.DependencyInjection;

namespace Argosy.Server.Tests.Trading;

/// <summary>A server with a fleet on the virtual market.</summary>
sealed class TradingRig : ILiveTopics, IAsyncDisposable
{
    Fleet _fleet = null!;
    TradingNews _news = null!;
    string _folder = "";
    IReadOnlyDictionary<string, VenueAddresses> _addresses = new Dictionary<string, VenueAddresses>();
    bool _withHub;

    public ServerRig Server { get; private set; } = null!;

    public Fleet Fleet => _fleet;

    public TradingNews News => _news;

    public List<(string Topic, string Kind, string Data)> Published { get; } = [];

    /// <summary>Starts a server with a fleet.</summary>
    /// <param name="withHub">Whether changes go to the server's own hub; otherwise they are looked at here.</param>
    /// <param name="addresses">Addresses of exchanges, by venue.</param>
    public static async Task<TradingRig> StartAsync(bool withHub = false, IReadOnlyDictionary<string, VenueAddresses>? addresses = null)
    {
        var rig = new TradingRig { _withHub = withHub };
        if (addresses is not null) rig._addresses = addresses;
        rig.Server = await ServerRig.StartAsync(parts: parts => Task.Run(() => rig.With(parts)).GetAwaiter().GetResult());
        rig._news.To(withHub ? rig.Server.Server.Services.GetRequiredService<ILiveTopics>() : rig, name => rig._fleet.Deployments.Find(name)?.Id);
        await rig._fleet.ServeAsync(CancellationToken.None);
        return rig;
    }

    public static object Wish(string name, string strategy = "buy-and-hold") => new { name, strategy, venue = "virtual", instruments = new[] { "BTC/USDT" }, timeframe = "1s", warmUp = 20, cash = "10000", size = strategy == "every-bar" ? "all" : "quote:500" };

    /// <summary>Makes a deployment over HTTP; its number.</summary>
    public static async Task<int> MakeAsync(HttpClient client, object wish)
    {
        var made = await ServerRig.JsonAsync(await client.PostAsJsonAsync("/api/deployments", wish), HttpStatusCode.Created);
        return made.GetProperty("row").GetProperty("id").GetInt32();
    }

    /// <summary>Asks until an answer is as it shall be.</summary>
    public static async Task<JsonElement> UntilAsync(HttpClient client, string path, Func<JsonElement, bool> isThere, int patience = 600)
    {
        for (var looks = 0; looks < patience; looks++)
        {
            var answer = await ServerRig.JsonAsync(await client.GetAsync(path));
            if (isThere(answer)) return answer;
            await Task.Delay(100);
        }
        throw new InvalidOperationException($"{path} did not become what was expected: {await client.GetStringAsync(path)}");
    }

    public void Publish(string topic, string kind, object data)
    {
        lock (Published) Published.Add((topic, kind, JsonSerializer.Serialize(data, Http.ApiJson.Options)));
    }

    public void Publish(string topic, string kind, object data, string key) => Publish(topic, kind, data);

    public void Append(string topic, string kind, object line) => Publish(topic, kind, line);

    // What is published is looked at; nobody subscribes.
    public void Snapshot(string topic, Func<object> make)
    {
    }

    public void Snapshot(string topic, Func<TopicRequest, ValueTask<object?>> make)
    {
    }

    public void Allow(string topic, Func<TopicRequest, ValueTask<bool>> rule)
    {
    }

    public void End(Func<Visitor, bool> which)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await _fleet.DisposeAsync();
        await _news.DisposeAsync();
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    async Task<ServerParts> With(ServerParts parts)
    {
        _news = new TradingNews(parts.Database, TimeProvider.System);
        _news.Begin();
        _folder = Directory.CreateTempSubdirectory("argosy-trading-").FullName;
        _fleet = await Fleet.OpenAsync(parts.Database, new FleetOptions { Folder = _folder, Alerts = _news, Audit = parts.Trail, Vault = parts.Vault, Watchers = [_news], OpenVenues = ["virtual"], Addresses = _addresses }, CancellationToken.None);
        var trading = parts with { Trading = new TradingParts { Host = _fleet.Host, Control = _fleet.Control, Deployments = _fleet.Deployments, Trades = _fleet.Trades, Commands = _fleet.Service } };
        return _withHub ? trading : trading with { Services = services => services.AddSingleton<ILiveTopics>(this) };
    }
}
