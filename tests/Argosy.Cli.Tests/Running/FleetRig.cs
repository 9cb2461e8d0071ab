using Argosy.Cli.Operating;
using Argosy.Cli.Running;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Deploying;
using Argosy.Hosting.Ports;
using Argosy.Storage.Sqlite;

namespace Argosy.Cli.Tests.Running;

/// <summary>A fleet on the virtual market with a real database in a folder of its own; it can be ended and begun again.</summary>
sealed class FleetRig : IAlerts, IAsyncDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-fleet-").FullName;
    IDatabase? _database;
    Fleet? _fleet;

    public Fleet Fleet => _fleet!;

    public DeploymentManager Deployments => Fleet.Deployments;

    public IDatabase Database => _database!;

    /// <summary>When bots sleep.</summary>
    public SleepOptions Sleep { get; } = new() { Quiet = TimeSpan.FromSeconds(1), Spread = TimeSpan.Zero };

    public List<Alert> Alerts { get; } = [];

    /// <summary>Markets that are open from the beginning.</summary>
    public IReadOnlyList<string> OpenVenues { get; set; } = ["virtual"];

    /// <summary>Opens the keys of its accounts.</summary>
    public KeyVault Vault { get; } = KeyVault.Open(KeyVault.NewMasterKey()).Value;

    /// <summary>Where venues are, by name.</summary>
    public Dictionary<string, VenueAddresses> Addresses { get; } = [];

    public static DeploymentSpec Spec(string name) => new()
    {
        Name = name, Strategy = "every-bar", Parameters = new Dictionary<string, string> { ["qty"] = "0.01" }, Venue = "virtual", Instruments = ["BTC/USDT"], Timeframe = "1s", WarmUp = 20, Cash = 100_000m,
    };

    public static async Task<FleetRig> StartAsync()
    {
        var rig = new FleetRig();
        await rig.BeginAsync();
        return rig;
    }

    public async Task BeginAsync()
    {
        _database = (await SqliteDatabase.Open(Path.Combine(_folder, "argosy.db"))).Value;
        _fleet = await Fleet.OpenAsync(_database, new FleetOptions { Folder = _folder, Alerts = this, OpenVenues = OpenVenues, Sleep = Sleep, Vault = Vault, Addresses = Addresses }, CancellationToken.None);
        await _fleet.ServeAsync(CancellationToken.None);
    }

    public async Task EndAsync()
    {
        await _fleet!.DisposeAsync();
        await _database!.DisposeAsync();
    }

    public async Task<int> RunAsync(DeploymentSpec spec)
    {
        var made = await Deployments.CreateAsync(spec, "test", CancellationToken.None);
        Assert.True(made.Ok, made.Error?.Message);
        var started = await Deployments.StartAsync(made.Value.Id, "test", CancellationToken.None);
        Assert.True(started.Ok, started.Error?.Message);
        return made.Value.Id;
    }

    public string LogOf(int id) => HostFiles.LogOf(_folder, id);

    public DeploymentView Find(int id) => Deployments.Find(id) ?? throw new InvalidOperationException($"there is no deployment {id}");

    /// <summary>Waits for a state that comes by itself; what never comes is seen in the failure.</summary>
    public async Task<DeploymentView> UntilAsync(int id, Func<DeploymentView, bool> isThere)
    {
        for (var looks = 0; looks < 1_200; looks++)
        {
            var view = Find(id);
            if (isThere(view)) return view;
            await Task.Delay(50);
        }
        throw new InvalidOperationException($"it did not come: {Find(id)} {Find(id).Status} {string.Join("; ", Alerts)}");
    }

    public void Tell(Alert alert)
    {
        lock (Alerts) Alerts.Add(alert);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Vault.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
