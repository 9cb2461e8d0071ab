using Argosy.Campaign.Tests.Virtual;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Tests.Desks;

namespace Argosy.Campaign.Tests.Running;

/// <summary>One seeded run: a host on the stand-in exchange is killed and begins again, while everything else that can go wrong does.</summary>
internal abstract class SeededRun(Stage stage) : IAlerts, IDisposable
{
    protected const int Deployment = 5;

    // What is given for everything to come to an end once the faults have ended, ms.
    const long PatienceMs = 900_000;

    readonly string _root = Directory.CreateTempSubdirectory("argosy-campaign-").FullName;
    readonly List<string> _problems = [];

    public int Kills { get; private set; }

    public int Orders => Exchange.Exchange.State.Orders.Count;

    public int Mishaps => Exchange.Mishaps;

    /// <summary>What was not as it must be; empty for a good run.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What people were told.</summary>
    public List<Alert> Alerts { get; } = [];

    protected Stage Stage => stage;

    protected VirtualExchange Exchange => stage.Exchange;

    protected MemoryDatabase Database { get; } = new();

    /// <summary>The host that lives or died last.</summary>
    protected HostLife Life { get; private set; } = null!;

    /// <summary>Faults may happen and bots may trade.</summary>
    protected bool IsTrading { get; private set; } = true;

    public void Tell(Alert alert) => Alerts.Add(alert);

    public void Dispose()
    {
        Life?.Kill();
        Directory.Delete(_root, recursive: true);
    }

    protected void Bad(params IEnumerable<string> problems) => _problems.AddRange(problems);

    protected string PathOf(string name) => Path.Combine(_root, name);

    protected void Clock(long milliseconds) => stage.Clock.RunUntil(stage.Clock.Now + milliseconds);

    /// <summary>A host begins, its clock wrong by so much at the most, ms.</summary>
    protected HostLife Begin(int clockErrorMs) => Life = new HostLife(Exchange, TimeSpan.FromMilliseconds(stage.Random.NextIndex(2 * clockErrorMs) - clockErrorMs), PathOf("account"), Database, this);

    /// <summary>The desk stands where this is true; a host that fails any other way than by a kill is bad.</summary>
    protected async Task StartAsync(HostLife life, Func<Task> started)
    {
        try
        {
            await life.StartAsync().ConfigureAwait(false);
            if (life.Refused is { } refused) Bad($"the desk did not start: {refused}");
            if (life.IsStarted && life.Time.IsAlive) await started().ConfigureAwait(false);
        }
        catch (Exception thrown) when (life.Time.IsAlive)
        {
            Bad($"the host failed: {thrown}");
        }
    }

    /// <summary>The host is dead; the next begins within so long, ms.</summary>
    protected void Died(int nextWithinMs, Action begin)
    {
        Kills++;
        stage.Clock.After(200 + stage.Random.NextIndex(nextWithinMs), begin);
    }

    /// <summary>Faults end; then waits until something holds.</summary>
    protected void Heal(Func<bool> holds, Action meanwhile)
    {
        IsTrading = false;
        Exchange.Heal();
        for (var end = stage.Clock.Now + PatienceMs; stage.Clock.Now < end && !holds();)
        {
            Clock(5_000);
            meanwhile();
        }
    }
}
