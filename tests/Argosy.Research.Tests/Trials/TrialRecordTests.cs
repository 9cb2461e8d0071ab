using Argosy.Research.Backtests;
using Argosy.Research.Trials;

namespace Argosy.Research.Tests.Trials;

public sealed class TrialRecordTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-trials-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void NoCatalogue_NothingIsCounted() => Assert.Null(TrialRecord.Open(Path.Combine(_folder, "none")));

    [Fact]
    public void SameTrialTwice_CountsOnce()
    {
        var record = Open();
        Assert.Equal(TrialCount.None, record.Read("data", "ma").Value);
        record.Add("data", "ma", [Named(1, 0.1), Named(2, 0.2)]);
        var count = record.Add("data", "ma", [Named(2, 0.9), Named(3, 0.3), Named(3, 0.4), Named(4, null)]).Value;
        Assert.Equal((4, 3), (count.Distinct, count.Defined));
        Assert.Equal(0.2, count.Mean, 1e-15);
        Assert.Equal(0.01, count.Variance, 1e-15);
        Assert.Equal(count, Open().Read("data", "ma").Value);
    }

    [Fact]
    public void OtherDataOrStrategy_CountsByItself()
    {
        var record = Open();
        record.Add("data", "ma", [Named(1, 0.1)]);
        Assert.Equal(0, record.Read("data", "rsi").Value.Distinct);
        Assert.Equal(0, record.Read("other", "ma").Value.Distinct);
    }

    [Fact]
    public void TornTail_IsIgnoredAndOverwritten()
    {
        var record = Open();
        record.Add("data", "ma", [Named(1, 0.1), Named(2, 0.2), Named(3, 0.3)]);
        var path = record.PathOf("data", "ma");
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            var left = Math.Max(0, (length - 64) / 32);
            Assert.Equal(left, record.Read("data", "ma").Value.Distinct);
            Assert.Equal(left + 1, record.Add("data", "ma", [Named(9, 0.5)]).Value.Distinct);
            Assert.Equal(left + 1, record.Read("data", "ma").Value.Distinct);
        }
    }

    [Fact]
    public void DamagedRecord_DoesNotCount()
    {
        var record = Open();
        record.Add("data", "ma", [Named(1, 0.1), Named(2, 0.2), Named(3, 0.3)]);
        var path = record.PathOf("data", "ma");
        var bytes = File.ReadAllBytes(path);
        bytes[64 + 32 + 5] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Equal(2, record.Read("data", "ma").Value.Distinct);
    }

    [Fact]
    public void ForeignFile_IsRefused()
    {
        var record = Open();
        record.Add("data", "ma", [Named(1, 0.1)]);
        var path = record.PathOf("data", "ma");
        File.WriteAllText(path, "not a record of trials");
        Assert.False(record.Read("data", "ma").Ok);
        Assert.False(record.Add("data", "ma", [Named(2, 0.1)]).Ok);
        Assert.Equal("not a record of trials", File.ReadAllText(path));
    }

    [Fact]
    public void ManyWritersAtOnce_LoseNothing()
    {
        Parallel.For(0, 8, writer =>
        {
            for (var i = 0; i < 20; i++) Assert.True(Open().Add("data", "ma", [Named((byte)((writer * 20) + i), 0.1)]).Ok);
        });
        Assert.Equal(160, Open().Read("data", "ma").Value.Distinct);
    }

    [Fact]
    public void Name_IsOfWhatTradesNotOfWhenOrAtWhatCost()
    {
        var strategy = new StrategyChoice("ma", [new("fast", "10")], () => throw new InvalidOperationException());
        var settings = new BacktestSettings();
        string Name(StrategyChoice s, BacktestSettings b) => Convert.ToHexString(Trial.NameOf(s, b).Span);
        var name = Name(strategy, settings);
        Assert.Equal(name, Name(strategy, settings with { From = 1, To = 2, Band = false, Cash = 5 }));
        Assert.Equal(name, Name(strategy, settings with { Fills = settings.Fills with { TakerFee = 0, SlippageBps = 3 } }));
        Assert.NotEqual(name, Name(strategy, settings with { AllowShort = true }));
        Assert.NotEqual(name, Name(strategy, settings with { Size = "equity:10%" }));
        Assert.NotEqual(name, Name(strategy with { Parameters = [new("fast", "11")] }, settings));
    }

    TrialRecord Open() => TrialRecord.Open(_folder)!;

    static Trial Named(byte name, double? sharpe)
    {
        var bytes = new byte[Trial.HashSize];
        bytes[3] = name;
        return new Trial(bytes, sharpe);
    }
}
