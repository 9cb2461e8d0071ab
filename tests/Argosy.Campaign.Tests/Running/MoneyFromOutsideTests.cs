using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;
using Argosy.Hosting.Tests.Desks;
using Argosy.Testnet.Hosting;

namespace Argosy.Campaign.Tests.Running;

/// <summary>Money that comes and goes while a desk runs: explained by the venue's history, never unexplained.</summary>
public sealed class MoneyFromOutsideTests : IAlerts
{
    readonly List<Alert> _alerts = [];

    void IAlerts.Tell(Alert alert) => _alerts.Add(alert);

    [Theory]
    [InlineData(false, "", 250.5)]
    [InlineData(false, "", -40)]
    [InlineData(false, "FUNDING", 77)]
    [InlineData(false, "UMFUTURE", -12.25)]
    [InlineData(true, "", 250.5)]
    [InlineData(true, "", -40)]
    public void Money_ThatMovesWhileADeskRuns_IsForeign(bool isFutures, string wallet, double money) => OneThread.Run(() =>
    {
        var amount = (decimal)money;
        var folder = Directory.CreateTempSubdirectory("argosy-money-");
        var clock = new VirtualClock();
        var exchange = new VirtualExchange(clock, new SeededGenerator(1), isFutures ? TestnetProtocol.BinanceFutures : TestnetProtocol.Binance, new NetworkFaults());
        var life = new HostLife(exchange, TimeSpan.Zero, folder.FullName, new MemoryDatabase(), this);
        _ = life.StartAsync();
        clock.RunUntil(clock.Now + 30_000);
        var before = Line(life);
        Assert.Equal((0, 100_000m), (before.Unexplained, before.Foreign));

        var told = new Control(exchange.Exchange).Answer("POST", "/control/deposit", $"asset=USDT&amount={amount}{(wallet.Length > 0 ? $"&wallet={wallet}" : "")}");
        Assert.Equal(200, told.Status);
        clock.RunUntil(clock.Now + 10_000);

        var after = Line(life);
        Assert.Equal((0, amount), (after.Unexplained, after.Foreign - before.Foreign));
        Assert.Equal((AccountVerdict.Explained, ""), (life.Desk.Balances!.Verdict, life.Desk.Blocked));
        Assert.DoesNotContain(_alerts, alert => alert.Code == "unexplained");
        life.Kill();
        folder.Delete(recursive: true);
    });

    static AssetLine Line(HostLife life) => life.Desk.Balances!.Lines.Single(line => line.Asset == "USDT");
}
