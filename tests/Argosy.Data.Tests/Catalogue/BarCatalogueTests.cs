using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Data.Import;
using Argosy.Data.Series;
using Argosy.Data.Synthesis;
using Argosy.TestSupport;

namespace Argosy.Data.Tests.Catalogue;

public sealed class BarCatalogueTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Added_IsListedAndFound()
    {
        var catalogue = new BarCatalogue(_folder.File("bars"));
        Assert.Empty(catalogue.List());
        var imported = Importer.Read([SharedData.Path("data", "coinmarketcap", "history", "btc_usd.csv")], ImportOptions.Default).Value;
        var name = BarCatalogue.NameOf(imported.Origin, imported.Bars);
        Assert.Equal("coinmarketcap_BTC-USD_1d", name);
        Assert.True(catalogue.Add(name, imported.Bars, imported.Origin).Ok);
        var entry = Assert.Single(catalogue.List());
        Assert.Equal((name, 4915, "BTC/USD"), (entry.Name, entry.Info!.Rows, entry.Info.Instrument));
        Assert.Equal(imported.Bars.TickSize, entry.Info.TickSize);
        Assert.Equal(entry.Path, catalogue.Find(name).Value);
        var loaded = SeriesSource.Load(name, ImportOptions.Default, catalogue).Value;
        Assert.Equal(imported.Columns.Hash, loaded.Bars.Hash);
        Assert.Equal(imported.Columns.Volume, loaded.Bars.Volume);
        Assert.True(loaded.Bars.VolumeInQuote);
        Assert.Equal(imported.Columns.Quality, loaded.Bars.Quality);
    }

    [Theory]
    [InlineData("coinmarketcap_BTC-USD", "did you mean coinmarketcap_BTC-USD_1d")]
    [InlineData("coinmarketcap_btc-usd_1h", "did you mean coinmarketcap_BTC-USD_1d")]
    [InlineData("BTC-USD", "did you mean coinmarketcap_BTC-USD_1d")]
    [InlineData("qqqqqqqq", "'argosy data list'")]
    public void UnknownName_IsAnsweredWithTheNearest(string name, string answer)
    {
        var catalogue = new BarCatalogue(_folder.Path);
        Add(catalogue, "coinmarketcap_BTC-USD_1d");
        var error = catalogue.Find(name).Error!;
        Assert.Equal(ErrorKind.NotFound, error.Kind);
        Assert.Contains(answer, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("a b")]
    public void NameThatIsNone_IsRefused(string name)
    {
        var catalogue = new BarCatalogue(_folder.Path);
        Assert.Equal(ErrorKind.BadInput, catalogue.Add(name, SeriesGenerator.Generate(new SynthesisOptions { Bars = 5 }), new SeriesOrigin("A", "B", null, [])).Error!.Kind);
        Assert.False(catalogue.Find(name).Ok);
    }

    [Fact]
    public void DamagedSeries_IsListedWithItsError()
    {
        var catalogue = new BarCatalogue(_folder.Path);
        Add(catalogue, "good");
        File.WriteAllText(_folder.File("bad.bars"), "nonsense");
        var entries = catalogue.List();
        Assert.Equal(["bad", "good"], entries.Select(entry => entry.Name));
        Assert.NotNull(entries[0].Error);
    }

    [Fact]
    public void Source_FileOrName_OrNeither()
    {
        var catalogue = new BarCatalogue(_folder.Path);
        Add(catalogue, "good");
        var path = _folder.Write("x_BTC-USD_1m.csv", "time,open,high,low,close,volume\n60,1,1,1,1,1\n");
        Assert.Equal("csv", SeriesSource.LoadBars(path, ImportOptions.Default, catalogue).Value.Format);
        Assert.Equal("bars", SeriesSource.LoadBars("good", ImportOptions.Default, catalogue).Value.Format);
        Assert.Equal("bars", SeriesSource.LoadBars(_folder.File("good.bars"), ImportOptions.Default, catalogue).Value.Format);
        Assert.Contains("no such file", SeriesSource.LoadBars("missing.csv", ImportOptions.Default, catalogue).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("did you mean good", SeriesSource.LoadBars("god", ImportOptions.Default, catalogue).Error!.Message, StringComparison.Ordinal);
    }

    static void Add(BarCatalogue catalogue, string name) =>
        Assert.True(catalogue.Add(name, SeriesGenerator.Generate(new SynthesisOptions { Bars = 5 }), new SeriesOrigin("A", "B", null, [])).Ok);
}
