using Argosy.Cli.Data;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Data.Files;
using Argosy.Hosting.Ports;

namespace Argosy.Cli.Tests.Data;

/// <summary>What the exchange on loopback never does: markets with holes, steps that become finer, candles that cannot be.</summary>
public sealed class FetchJobTests : IDisposable
{
    const long Hour = 3_600_000;

    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Holes_AreNamedAndCounted()
    {
        var (job, series) = Job(new Venue([.. Hours(0, 5), .. Hours(9, 20), .. Hours(21, 30)]), from: 0);
        Assert.Null(await job.RunAsync(new Progress<double>(), CancellationToken.None));
        Assert.Equal(["gap from 1970-01-01 05:00 to 1970-01-01 09:00", "gap from 1970-01-01 20:00 to 1970-01-01 21:00"], job.Notes);
        Assert.Equal((25, 2, 5L), (job.Added, series.Info!.Quality.Gaps, series.Info.Quality.Missing));
    }

    [Fact]
    public async Task Steps_ThatBecomeFiner_GiveTheWholeSeriesTheFinerScale()
    {
        var (job, series) = Job(new Venue(Hours(0, 10)), from: 0);
        Assert.Null(await job.RunAsync(new Progress<double>(), CancellationToken.None));
        Assert.Equal((1, 0), (series.Info!.PriceScale, series.Info.VolumeScale));
        VenueBar finer = new(10 * Hour, 1.2345m, 1.3m, 1.2m, 1.25m, 0.001m);
        (job, series) = Job(new Venue([.. Hours(0, 10), finer]), from: 0);
        Assert.Null(await job.RunAsync(new Progress<double>(), CancellationToken.None));
        Assert.Equal((11, 4, 3), (series.Info!.Rows, series.Info.PriceScale, series.Info.VolumeScale));
        using var file = BarFile.Open(series.Path).Value;
        Assert.Null(file.Verify());
        var bars = file.ReadBars().Value;
        Assert.Equal((15_000L, 7_000L, 12_345L, 1L), (bars.Open[0], bars.Volume[0], bars.Open[10], bars.Volume[10]));
    }

    [Fact]
    public async Task Figures_ThatDoNotFit_AreAnError_AndNothingIsWritten()
    {
        var (job, series) = Job(new Venue([new(0, 1.5m, 1.5m, 1.5m, 1.5m, 1e15m), new(Hour, 1.00000000000000001m, 2, 1, 1, 1)]), from: 0);
        Assert.Equal(ErrorKind.NotSupported, (await job.RunAsync(new Progress<double>(), CancellationToken.None))!.Kind);
        Assert.False(File.Exists(series.Path));
    }

    [Fact]
    public async Task Pages_OutOfOrder_AreCorrupt_AndWhatCameBeforeIsKept()
    {
        var (job, series) = Job(new Venue([.. Hours(0, 1_000), .. Hours(5, 6)]), from: 0);
        Assert.Equal(ErrorKind.Corrupt, (await job.RunAsync(new Progress<double>(), CancellationToken.None))!.Kind);
        Assert.Equal(1_000, series.Info!.Rows);
    }

    static VenueBar[] Hours(int from, int to) => [.. Enumerable.Range(from, to - from).Select(i => new VenueBar(i * Hour, 1.5m, 2, 1, 1.2m, 7))];

    (FetchJob Job, FetchedSeries Series) Job(IMarketVenue venue, long from)
    {
        var wish = new FetchWish("holes", "A", "B", Timeframe.OneHour, from, long.MaxValue) { Make = (_, _) => venue };
        var series = FetchedSeries.Open(new BarCatalogue(_folder.File("store")), null, wish).Value;
        return (new FetchJob(venue, wish, series, TimeProvider.System), series);
    }

    // A venue whose history is these candles, page by page.
    sealed class Venue(VenueBar[] bars) : IMarketVenue
    {
        int _given;

        public string Name => "holes";

        public IReadOnlyDictionary<string, Listing> Listings { get; } = new Dictionary<string, Listing>(StringComparer.Ordinal) { ["A/B"] = new("AB", new Instrument("A", "B", 0.1m, 1m, 0, 1)) };

        public Task<Result<IReadOnlyList<string>>> LoadAsync(CancellationToken cancellation) => Task.FromResult(Result<IReadOnlyList<string>>.Of([]));

        public Task<Result<IReadOnlyList<VenueBar>>> BarsAsync(string instrument, Timeframe timeframe, long from, CancellationToken cancellation)
        {
            // After a whole page the rest comes as it is, whatever was asked for.
            var page = _given > 0 ? bars[_given..] : [.. bars.Where(bar => bar.OpenTime >= from).Take(1_000)];
            _given = page.Length == 1_000 ? 1_000 : bars.Length;
            return Task.FromResult(Result<IReadOnlyList<VenueBar>>.Of(page));
        }

        public Task FollowAsync(MarketWish wish, IMarketListener listener, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
