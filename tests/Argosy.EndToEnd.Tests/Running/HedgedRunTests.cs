using Argosy.Core.Orders;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Ports;
using Argosy.Venues.Binance.Usdm;
using Argosy.Venues.Wire;

namespace Argosy.EndToEnd.Tests.Running;

/// <summary>A futures account in hedge mode: one long and one short trade on one instrument, each with its stop, and books that are the venue's.</summary>
[Trait("Category", "Slow")]
public sealed class HedgedRunTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-hedged-").FullName;
    readonly HttpClient _http = VenueHttp.Create();

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // All open orders weigh 40 of the 2,400 a minute.
    const int AskEveryMs = 2_500;

    [Fact]
    public async Task Account_InHedgeMode_HoldsALongAndAShortTrade()
    {
        using var testnet = new ArgosyProcess(new Dictionary<string, string>(), "testnet", "--protocol", "binance-futures", "--port", "0", "--history", "60", "--trade-gap", "100");
        var rest = new Uri(await testnet.LineAsync("exchange"));
        var venue = new BinanceUsdm(_http, new UsdmOptions { Rest = rest, Accounts = rest }, new RateBudgets(), "auditor", new VenueKey(TestnetAccount.Key, TestnetAccount.Secret), TimeProvider.System);
        Assert.True((await venue.LoadAsync(CancellationToken.None)).Ok);
        Assert.True((await venue.SetHedgedAsync(true, CancellationToken.None)).Ok);
        var environment = new Dictionary<string, string> { ["ARGOSY_MASTER_KEY"] = KeyVault.NewMasterKey(), ["TESTNET_KEY"] = TestnetAccount.Key, ["TESTNET_SECRET"] = TestnetAccount.Secret };
        using var run = new ArgosyProcess(environment, "run", "--live", "--venue", "binance-usdm", "--rest", rest.ToString().TrimEnd('/'), "--margin", "cross", "--folder", _folder, "--key", "env:TESTNET", "--console");
        await AgreesAsync(run);
        await OpenAsync(run, venue, "buy btc 2000 -sl 10", PositionLeg.Long);
        await OpenAsync(run, venue, "sell btc 1200 -sl 10", PositionLeg.Short);
        await run.UntilAsync(() => Stops(venue).Count == 2, "a stop for each", AskEveryMs);
        var legs = await LegsAsync(venue);
        Assert.Equal([(Side.Buy, -legs[PositionLeg.Short]), (Side.Sell, legs[PositionLeg.Long])], Stops(venue).Select(stop => (stop.Side, stop.Quantity)).Order());
        // A third one has no position of its own left.
        await run.WriteAsync("buy btc 500");
        await run.UntilAsync(() => run.Text.Contains("in hedge mode one bot is long and one is short", StringComparison.Ordinal), "a refusal");
        await AgreesAsync(run);
        await run.WriteAsync("close all");
        await UntilAsync(run, venue, all => all.Values.All(quantity => quantity == 0), "a flat account");
        await run.UntilAsync(() => Stops(venue).Count == 0, "an account without stops", AskEveryMs);
        await AgreesAsync(run);
        Assert.DoesNotContain("unexplained", run.Text, StringComparison.Ordinal);
        await run.WriteAsync("quit");
        Assert.Equal(0, await run.ExitAsync());
    }

    // On a busy machine an entry may come too late and is refused: then it is asked for again.
    static async Task OpenAsync(ArgosyProcess run, BinanceUsdm venue, string command, PositionLeg leg)
    {
        while (true)
        {
            var answers = Answers(run);
            await run.WriteAsync(command);
            await run.UntilAsync(() => LegsAsync(venue).GetAwaiter().GetResult().GetValueOrDefault(leg) != 0 || Answers(run) > answers, $"an answer to '{command}'", AskEveryMs);
            if ((await LegsAsync(venue)).GetValueOrDefault(leg) != 0) return;
            await Task.Delay(500);
        }
    }

    static int Answers(ArgosyProcess run) => run.Text.Split('\n').Count(line => line.Contains("rejected", StringComparison.Ordinal) || line.Contains("blocked", StringComparison.Ordinal) || line.Contains("refused", StringComparison.Ordinal));

    static async Task AgreesAsync(ArgosyProcess run)
    {
        var before = Count(run);
        var asked = 0;
        await run.UntilAsync(
            () =>
            {
                if (asked++ % 200 == 0) run.WriteAsync("reconcile").GetAwaiter().GetResult();
                return Count(run) > before;
            }, "books that agree with the venue");
    }

    static int Count(ArgosyProcess run) => run.Text.Split("books and venue agree").Length;

    static Task UntilAsync(ArgosyProcess run, BinanceUsdm venue, Func<Dictionary<PositionLeg, decimal>, bool> holds, string what) => run.UntilAsync(() => holds(LegsAsync(venue).GetAwaiter().GetResult()), what, AskEveryMs);

    static async Task<Dictionary<PositionLeg, decimal>> LegsAsync(BinanceUsdm venue)
    {
        var positions = await venue.PositionsAsync(CancellationToken.None);
        Assert.True(positions.Ok, positions.Error?.Message);
        return positions.Value.Where(position => position.Instrument == TestnetAccount.Instrument).ToDictionary(position => position.Leg, position => position.Quantity);
    }

    static IReadOnlyList<Argosy.Hosting.Orders.VenueOrder> Stops(BinanceUsdm venue)
    {
        var open = venue.OpenOrdersAsync(CancellationToken.None).GetAwaiter().GetResult();
        Assert.True(open.Ok, open.Error?.Message);
        return [.. open.Value.Where(order => order.Type == OrderType.Stop)];
    }
}
