using Argosy.Core.Orders;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Storage.Tests;

/// <summary>What every database behind the ports must do.</summary>
public abstract partial class DatabaseContract : IAsyncLifetime
{
    protected IDatabase Database { get; private set; } = null!;

    /// <summary>A database of this test's own; the same one again for the same name.</summary>
    protected abstract Task<IDatabase> Open(string name);

    /// <summary>Makes sure that there is an empty database to run SQL in.</summary>
    protected abstract Task Create(string name);

    /// <summary>The folder of its migrations.</summary>
    protected abstract string Dialect { get; }

    /// <summary>Changes rows behind the ports' back.</summary>
    protected abstract Task Execute(string name, string sql);

    public async Task InitializeAsync() => Database = await Open("one");

    public virtual async Task DisposeAsync() => await Database.DisposeAsync();

    async Task Fill(IDatabase database)
    {
        await database.Accounts.Add(new AccountRow { Name = "main", Venue = "binance", CreatedAt = 1 });
        await database.Accounts.PutKey("main", new byte[] { 0, 1, 2 });
        await database.Bots.Add(Bot("1.0"));
        await database.Bots.Deploy(Deployment());
        await database.Trading.Write(new TradingBatch { Orders = [Order("a", 1)], Fills = [Fill("a", "t1")], Trades = [Trade(1)], Equity = [new EquityRow { Deployment = 1, Time = 1, Equity = 1.10m }] });
        await database.Logs.Append([Log(1, "a 'quoted' line\nwith ünïcode")]);
        await database.Output.Plot([new PlotRow { Deployment = 1, Instrument = "", Panel = "below", Name = "ünï", Time = 7, Value = 2 }, new PlotRow { Deployment = 1, Instrument = "", Panel = "below", Name = "ünï", Time = 8, Value = 0.1 }]);
        await database.Output.Keep([new StrategyStateRow { Deployment = 1, Instrument = "", Time = 7, State = "{\"n\":1}" }]);
        await database.Commands.TryAdd(new CommandRow { Id = "1", Source = "console", Text = "status", State = "received", Time = 1 });
        var study = await database.Research.AddStudy(Study());
        await database.Jobs.Add(Job() with { Progress = 0.25, EtaMs = 7, Study = study.Id });
        await database.Research.AddRun(Run("ma-cross"), new Dictionary<string, double> { ["sharpe"] = 1.25, ["trades"] = 12 });
        await database.Users.Add(User("anna", "owner"));
        await database.Documents.Put("server", "settings", "{}");
        var written = (await database.Library.Add(Written()))!.Id;
        await database.Library.AddVersion(Version(written, 0, 0, "h"), "class A\n{}", major: false);
        await database.Library.SaveDraft(new DraftRow { Bot = written, User = "anna", Source = "class B {}", Base = "1.0", Edited = 5 }, 0);
        await database.Accounts.PutDetails(new AccountDetails { Account = "main", Owner = "anna", KeyLast4 = "9f2c" });
        await database.Accounts.PutShares("main", ["anna"]);
        await database.Bots.SetStatus(new StatusRow { Deployment = 1, Time = 3, Status = "{}" });
        await database.Bots.AddCrash(new CrashRow { Bot = "a", Time = 5 });
        await database.Reading.SetNote(1, 1, "late", "came late");
        await database.Reading.AddAlert(new AlertRow { Time = 5, Severity = "warning", Code = "feed", Text = "late" });
        await database.Audit.Append(1, "host", "start", "{}");
        await database.Audit.Append(2, "host", "stop", "{}");
    }

    static async Task<string> Text(IDatabase database)
    {
        using var text = new StringWriter();
        await database.Backup(text);
        return text.ToString();
    }

    static IEnumerable<string> Rows(string backup) => backup.Split('\n').Skip(1).Where(line => !line.StartsWith("[\"counters\",\"installation\"", StringComparison.Ordinal));

    static UserRow User(string name, string role) => new() { Name = name, Role = role, Password = "hash", CreatedAt = 3 };

    static BotRow Bot(string version) => new() { Name = "cross", Version = version, Language = "csharp", Source = "class X {}", CreatedAt = 1 };

    static DeploymentRow Deployment() => new() { Bot = "cross", Version = "1.0", Account = "main", State = "running", Configuration = "{}", CreatedAt = 1 };

    static OrderRow Order(string id, long time) => new() { ClientId = id, Deployment = 1, Account = "main", Instrument = "BTC/USDT", Side = Side.Sell, Type = OrderType.StopLimit, Quantity = 0.5213m, Price = 100.1m, Trigger = 100.2m, Phase = OrderPhase.Working, Time = time };

    static FillRow Fill(string order, string trade) => new() { Account = "main", Instrument = "BTC/USDT", TradeId = trade, ClientId = order, Side = Side.Sell, Price = 100.1m, Quantity = 0.5m, Fee = -0.01m, FeeAsset = "USDT", IsMaker = true, Time = 7 };

    static TradeRow Trade(long number) => new() { Deployment = 1, Number = number, Instrument = "BTC/USDT", Side = Side.Buy, EntryTime = number, ExitTime = number + 1, Quantity = 1.5m, Pnl = -0.25m, ExitReason = "stop" };

    static LogRow Log(int deployment, string message) => new() { Deployment = deployment, Time = 1, Level = "info", Message = message };
}
