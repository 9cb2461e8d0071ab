using System.Text.Json;
using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Configuration;

public sealed class ConfigTests : IDisposable
{
    static readonly string Bitcoin = SharedData.Path("data", "candles", "coinbase_BTC-USD_4h.csv.gz");
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-config").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string At(string name) => Path.Combine(_folder, name);

    string Config(string yaml)
    {
        var path = At("run.yaml");
        File.WriteAllText(path, yaml.Replace("BITCOIN", Bitcoin, StringComparison.Ordinal));
        return path;
    }

    string Hash(params string[] words)
    {
        CommandRun.Of([.. words, "--json", At("out.json")]).AssertDone();
        using var result = JsonDocument.Parse(File.ReadAllText(At("out.json")));
        return result.RootElement.GetProperty("tradeHash").GetString()!;
    }

    [Fact]
    public void Config_OfARun_GivesTheTradesOfTheSameOptions()
    {
        var file = Config("""
            name: Trend
            data: BITCOIN
            strategy: {name: ma-cross, parameters: {fast: 10, slow: 40}}
            size: equity:50%
            exits:
              - stop:4%
              - trailing: 9%
            guards:
              - cooldown: {time: 12h}
            limits: max-order-size:4000
            account: {cash: 5000, short: false}
            costs: {makerFee: 0.05%, takerFee: 0.1%, slippageBps: 3}
            fills: {path: adverse-first, band: off, seed: 7}
            period: {from: 2018-08-01, to: 2020-01-01}
            """);
        string[] same =
        [
            "backtest", "--data", Bitcoin, "--strategy", "ma-cross", "--param", "fast=10", "--param", "slow=40", "--size", "equity:50%", "--exit", "stop:4%", "--exit", "trailing:9%",
            "--guard", "cooldown:12h", "--limit", "max-order-size:4000", "--cash", "5000", "--maker-fee", "0.05%", "--taker-fee", "0.1%", "--slippage-bps", "3",
            "--path", "adverse-first", "--band", "off", "--seed", "7", "--from", "2018-08-01", "--to", "2020-01-01",
        ];

        Assert.Equal(Hash(same), Hash("backtest", "--config", file));
    }

    [Fact]
    public void CommandLine_Given_WinsOverTheFile()
    {
        var file = Config("data: BITCOIN\nstrategy: ma-cross\nparameters: {fast: 10, slow: 40}\ncosts: {makerFee: 0.5%, takerFee: 0.5%}\nexits: stop:2%");

        Assert.Equal(
            Hash("backtest", "--data", Bitcoin, "--strategy", "ma-cross", "--param", "fast=5", "--param", "slow=40", "--fee", "0", "--exit", "stop:8%"),
            Hash("backtest", $"--config={file}", "--param", "fast=5", "--fee", "0", "--exit", "stop:8%"));
        Assert.Equal(
            Hash("backtest", "--data", Bitcoin, "--strategy", "rsi", "--fee", "0.5%", "--exit", "stop:2%"),
            Hash("backtest", "--config", file, "--strategy", "rsi"));
    }

    [Fact]
    public void Consensus_OfNamedVoters_IsThatOfItsText()
    {
        var file = Config("""
            data: BITCOIN
            consensus:
              mode: weighted
              threshold: 0.2
              voters:
                cross: ma-cross(fast=5, slow=20)
                trend: {strategy: supertrend, weight: 2, timeframe: 1d}
                back: {strategy: rsi, parameters: {period: 7}}
            """);
        string[] same =
        [
            "backtest", "--data", Bitcoin, "--strategy", "consensus", "--param", "voters=cross:ma-cross(fast=5, slow=20); trend:supertrend; back:rsi", "--param", "mode=weighted",
            "--param", "threshold=0.2", "--param", "trend.weight=2", "--param", "trend.timeframe=1d", "--param", "back.period=7",
        ];

        Assert.Equal(Hash(same), Hash("backtest", "--config", file));
    }

    [Fact]
    public void Strategies_ByName_TradeSideBySide()
    {
        var file = Config("""
            data: BITCOIN
            strategies:
              trend: {name: ma-cross, parameters: {fast: 10, slow: 40}}
              back: rsi
            size: quote:1000
            """);

        Assert.Equal(
            Hash("backtest", "--data", Bitcoin, "--strategy", "trend:ma-cross", "--strategy", "back:rsi", "--param", "trend.fast=10", "--param", "trend.slow=40", "--size", "quote:1000"),
            Hash("backtest", "--config", file));
    }

    [Fact]
    public void Optimize_ReadsItsOwnSection_AndRangesTakeThePlaceOfValues()
    {
        var file = Config("data: BITCOIN\nstrategy: ma-cross\nparameters: {fast: 10, slow: 40}\noptimize:\n  range: {fast: 5..15:5}\n  objective: totalReturn\n");
        CommandRun.Of("optimize", "--config", file, "--json", At("search.json")).AssertDone();
        using var search = JsonDocument.Parse(File.ReadAllText(At("search.json")));

        Assert.Equal(3, search.RootElement.GetProperty("trials").GetArrayLength());
        CommandRun.Of("backtest", "--config", file).AssertDone();
    }

    [Fact]
    public void Data_AndStrategyFile_AreMeantFromTheFilesFolder()
    {
        Directory.CreateDirectory(At("inner"));
        File.Copy(Bitcoin, At("inner/btc.csv.gz"));
        File.Copy(Path.Combine(SharedData.Repository(), "samples", "strategies", "guarded-breakout.cs"), At("inner/mine.cs"));
        File.WriteAllText(At("inner/run.yaml"), "data: {file: btc.csv.gz, instrument: BTC/USD, timeframe: 4h, tick: 0.01, lot: 0.0001, minNotional: 10}\nstrategy: {file: mine.cs}\n");

        CommandRun.Of("backtest", "--config", At("inner/run.yaml")).AssertDone();
    }

    [Theory]
    [InlineData("dat: x", "line 1: unknown key 'dat', did you mean 'data'?")]
    [InlineData("data: BITCOIN\nstrategy: ma-crss", "line 2, strategy: there is no strategy 'ma-crss', did you mean 'ma-cross'?")]
    [InlineData("data: BITCOIN\nstrategy: ma-cross\nparameters:\n  fast: 3\n  slow: x", "line 5, parameters.slow: parameter 'slow' of ma-cross must be a whole number")]
    [InlineData("data: BITCOIN\nstrategy: ma-cross\nparameters:\n  quick: 3", "line 4, parameters.quick: ma-cross has no parameter 'quick'")]
    [InlineData("data: BITCOIN\nstrategy: ma-cross\ncosts:\n  fee: 2", "line 4: costs.fee: '2' is not a ratio from 0 to below 1")]
    [InlineData("data: BITCOIN\nstrategy: ma-cross\ncosts:\n  fees: 2", "line 4: unknown key 'costs.fees', did you mean 'fee'?")]
    [InlineData("data: BITCOIN\nstrategy: ma-cross\naccount: {short: maybe}", "line 3: account.short: expected true or false, found 'maybe'")]
    [InlineData("data: BITCOIN\nstrategy: ma-cross\nexits: [stp:2%]", "line 3: exits: there is no exit rule 'stp', did you mean 'stop'?")]
    [InlineData("data: BITCOIN\nstrategy: ma-cross\nguards:\n- cooldown: {time: soon}", "line 4: guards: cooldown: time must be a length of time")]
    [InlineData("data: BITCOIN\nstrategy: ma-cross\nsize: equty:10%", "line 3, size: size must be")]
    [InlineData("data: BITCOIN\nstrategy: ma-cross\nstrategy: rsi", "line 3: no valid YAML: Duplicate key")]
    [InlineData("data: BITCOIN\nstrategy: rsi\nconsensus: {mode: bft}", "line 3: consensus: the file has a strategy already")]
    [InlineData("data: BITCOIN\nconsensus: {voters: {a: rsi, b: rsii}}", "line 2, consensus.voters: voter 'b': there is no strategy 'rsii'")]
    [InlineData("data: BITCOIN\nconsensus: {mod: bft}", "line 2: unknown key 'consensus.mod', did you mean 'mode'?")]
    [InlineData("data: [{file: BITCOIN, lot: 1}, {file: BITCOIN}]\nstrategy: rsi", "line 1: data: lot is given for 1 of 2 series")]
    [InlineData("data: BITCOIN\nstrategies:\n  a: rsi\n  b: {parameters: {period: 3}}", "line 4: strategies.b: 'name' or 'file' is missing")]
    [InlineData("data: []\nstrategy: rsi", "line 1: data: the list is empty")]
    [InlineData("data: {lot: 1}\nstrategy: rsi", "line 1: data: 'file' is missing")]
    [InlineData("data: BITCOIN\nstrategy: rsi\noptimize: {method: guess}", "line 3: optimize.method: 'guess' is not one of")]
    [InlineData("data: BITCOIN\nstrategy: rsi\nfills: [1]", "line 3: fills: expected keys, found a list")]
    [InlineData("data: nowhere.csv\nstrategy: rsi", "line 1, data: nowhere.csv: no such file")]
    [InlineData("- a\n- b", "expected keys such as data: and strategy:, found a list")]
    [InlineData("a: [1", "no valid YAML")]
    [InlineData("", "it holds 0 YAML documents; expected one")]
    public void Config_WithAMistake_NamesFileLineAndKey(string yaml, string said) => CommandRun.Of("backtest", "--config", Config(yaml)).AssertRefused("run.yaml", said);

    [Fact]
    public void Config_ThatIsNotThere_IsRefused()
    {
        CommandRun.Of("backtest", "--config", "/nowhere/run.yaml").AssertRefused("--config: there is no file /nowhere/run.yaml");
        CommandRun.Of("backtest", "--config").AssertRefused("--config needs a file");
        CommandRun.Of("backtest", "--config", "a", "--config", "b").AssertRefused("--config is given twice");
    }

    [Fact]
    public void EverySample_IsRead()
    {
        var folder = Path.Combine(SharedData.Repository(), "samples", "configurations");
        CommandRun.Of("backtest", "--config", Path.Combine(folder, "argosy.yaml"), "--data", Bitcoin).AssertDone();
        CommandRun.Of("backtest", "--config", Path.Combine(folder, "consensus.yaml"), "--data", Bitcoin).AssertDone();
        CommandRun.Of("optimize", "--config", Path.Combine(folder, "consensus.yaml"), "--data", Bitcoin, "--range", "cross.fast=10..20:10").AssertDone();
        CommandRun.Of("backtest", "--config", Path.Combine(folder, "perpetual.yaml"), "--data", SharedData.Path("data", "candles", "binanceperp_WLD-USDT_1h.csv.gz"), "--instrument", "WLD/USDT").AssertDone();
    }

    [Fact]
    public void Schema_IsThatOfTheDocumentation()
    {
        var path = Path.Combine(SharedData.Repository(), "docs", "reference", "argosy.schema.json");
        Assert.Equal(File.ReadAllText(path), CommandRun.Of("docs", "schema").AssertDone().Output.ReplaceLineEndings("\n"));
    }
}
