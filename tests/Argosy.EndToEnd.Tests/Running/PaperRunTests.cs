using System.Text.Json;
using Argosy.TestSupport;

namespace Argosy.EndToEnd.Tests.Running;

/// <summary>A paper run over a file through the real command, its strategy in a process of its own, is the backtest of that file.</summary>
[Trait("Category", "Slow")]
public sealed class PaperRunTests : IDisposable
{
    static readonly Dictionary<string, string> None = [];

    readonly string _folder = Directory.CreateTempSubdirectory("argosy-paper-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("in-process")]
    [InlineData("process")]
    public async Task Run_OverAFile_HasTheTradesOfItsBacktest(string worker)
    {
        var data = SharedData.Path("data", "candles", "coinbase_BTC-USD_4h.csv.gz");
        string[] trading = ["--data", data, "--strategy", "ma-cross", "--param", "fast=5", "--param", "slow=20", "--size", "equity:30%", "--exit", "stop:3%", "--exit", "trailing:5%", "--guard", "cooldown:1d"];
        var (paper, tested) = (Path.Combine(_folder, "paper.json"), Path.Combine(_folder, "tested.json"));
        await DoneAsync(["run", "--venue", "virtual", "--worker", worker, "--folder", Path.Combine(_folder, "host"), "--json", paper, .. trading]);
        await DoneAsync(["backtest", "--band", "off", "--json", tested, .. trading]);
        Assert.Equal(Field(tested, "tradeHash"), Field(paper, "tradeHash"));
        Assert.Equal(Field(tested, "stateHash"), Field(paper, "stateHash"));
        Assert.Equal("finished", Field(paper, "state"));
    }

    [Fact]
    public async Task Run_KilledInTheMiddle_GoesOnAndHasTheSameTrades()
    {
        var data = SharedData.Path("data", "candles", "coinbase_BTC-USD_4h.csv.gz");
        string[] trading = ["--data", data, "--strategy", "donchian", "--size", "equity:30%", "--exit", "stop:3%"];
        var (paper, tested, host) = (Path.Combine(_folder, "paper.json"), Path.Combine(_folder, "tested.json"), Path.Combine(_folder, "host"));
        var log = Path.Combine(host, "runs", "1.log");
        // A market hour every few milliseconds: slow enough to be killed on its way.
        for (var kill = 1; kill <= 3; kill++)
        {
            using var run = new ArgosyProcess(None, ["run", "--venue", "virtual", "--speed", "4000000", "--folder", host, .. trading]);
            var wanted = (File.Exists(log) ? new FileInfo(log).Length : 0) + 40_000;
            await run.UntilAsync(() => File.Exists(log) && new FileInfo(log).Length > wanted, $"a log of {wanted} bytes");
            run.Kill();
        }
        await DoneAsync(["run", "--venue", "virtual", "--folder", host, "--json", paper, .. trading]);
        await DoneAsync(["backtest", "--band", "off", "--json", tested, .. trading]);
        Assert.Equal(Field(tested, "tradeHash"), Field(paper, "tradeHash"));
        Assert.Equal("1", Field(paper, "deployment"));
    }

    static async Task DoneAsync(string[] words)
    {
        using var run = new ArgosyProcess(None, words);
        var code = await run.ExitAsync();
        Assert.True(code == 0, run.Text);
    }

    static string Field(string file, string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.GetProperty(name).ToString();
    }
}
