using System.Text.Json;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Data;

public sealed class DataCommandTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-cli-data-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Import_List_Verify_Export_GoTogether()
    {
        var imported = Run("import", Shared("coinmarketcap", "history", "btc_usd.csv"), "--store", Store, "--json", File("import.json"));
        Assert.Equal(0, imported.Code);
        Assert.Contains("4,915 of 1d", imported.Output, StringComparison.Ordinal);
        Assert.Contains("coinmarketcap_BTC-USD_1d", imported.Output, StringComparison.Ordinal);
        using (var json = JsonDocument.Parse(System.IO.File.ReadAllBytes(File("import.json"))))
        {
            var root = json.RootElement;
            Assert.Equal(("argosy-data/1", 4915, "BTC/USD"), (root.GetProperty("schema").GetString(), root.GetProperty("bars").GetInt32(), root.GetProperty("instrument").GetString()));
            Assert.Equal(248, root.GetProperty("dataQuality").GetProperty("zeroVolumes").GetInt32());
        }
        var list = Run("list", "--store", Store);
        Assert.Contains("coinmarketcap_BTC-USD_1d  BTC/USD     4,915  1d", list.Output, StringComparison.Ordinal);
        Assert.Contains("volume in quote", list.Output, StringComparison.Ordinal);
        var verified = Run("verify", "coinmarketcap_BTC-USD_1d", "--store", Store);
        Assert.Equal(0, verified.Code);
        Assert.Contains("checksums      all match", verified.Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("export", "coinmarketcap_BTC-USD_1d", "--store", Store, "--out", File("out.csv.gz")).Code);
        var again = Run("import", File("out.csv.gz"), "--dry-run");
        Assert.Contains("4,915 of 1d", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_DryRun_StoresNothing()
    {
        var run = Run("import", Shared("asis", "gocryptotrader_BTCUSDT_24h.csv"), "--columns", "t,v,o,h,l,c", "--force", "--dry-run", "--store", Store);
        Assert.Equal(0, run.Code);
        Assert.Contains("violations     176", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Store));
    }

    [Fact]
    public void Import_OfBadInput_IsOneMessageAndExitCodeTwo()
    {
        foreach (var arguments in new[]
        {
            new[] { "import", Shared("candles", "binance_BTC-USDT_defective_1d.csv.gz") },
            ["import", Shared("asis", "bybit_xrpusdt-ob500.data.zip")],
            ["import", Shared("asis", "freqtrade_XLM_BTC-5m.feather")],
            ["import", File("missing.csv")],
            ["import", Shared("coinmarketcap", "mini-test", "btc_usd.csv"), "--timeframe", "soon"],
            ["import", Shared("coinmarketcap", "mini-test", "btc_usd.csv"), "--format", "xls"],
            ["import", Shared("coinmarketcap", "mini-test", "btc_usd.csv"), "--name", "../x"],
            ["export", "none", "--out", File("x.csv")],
            ["verify", File("missing.csv")],
            ["resample", "none", "--timeframe", "1h"],
            ["synth", "--bars", "0"],
            ["synth", "--bars", "10", "--instrument", "DEMO"],
        })
        {
            var run = Run([.. arguments, "--store", Store]);
            Assert.Equal(2, run.Code);
            Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
            Assert.Equal("", run.Output);
        }
        Assert.False(Directory.Exists(Store));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Verify_GapsAreReported_ViolationsFail_DamageFails()
    {
        Assert.Equal(0, Run("verify", Shared("candles", "kraken_BTC-USDC_1m.csv.gz")).Code);
        var defective = Run("verify", Shared("candles", "binance_BTC-USDT_defective_1d.csv.gz"));
        Assert.Equal(1, defective.Code);
        Assert.Contains("176", defective.Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("synth", "--bars", "1000", "--name", "demo", "--store", Store).Code);
        var path = Path.Combine(Store, "demo.bars");
        var bytes = System.IO.File.ReadAllBytes(path);
        bytes[^100] ^= 1;
        System.IO.File.WriteAllBytes(path, bytes);
        var damaged = Run("verify", "demo", "--store", Store);
        Assert.Equal(1, damaged.Code);
        Assert.Contains("demo.bars: block 0 of column volume fails its checksum", damaged.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Synth_IsMarkedAndRepeatable_ResampleWritesCatalogueAndCsv()
    {
        Assert.Equal(0, Run("synth", "--bars", "3000", "--seed", "4", "--name", "one", "--store", Store).Code);
        Assert.Equal(0, Run("synth", "--bars", "3000", "--seed", "4", "--name", "two", "--store", Store).Code);
        Assert.Equal(System.IO.File.ReadAllBytes(Path.Combine(Store, "one.bars")), System.IO.File.ReadAllBytes(Path.Combine(Store, "two.bars")));
        Assert.Contains("synthetic", Run("list", "--store", Store).Output, StringComparison.Ordinal);
        var hours = Run("resample", "one", "--timeframe", "1h", "--store", Store);
        Assert.Equal(0, hours.Code);
        Assert.Contains("50 of 1h", hours.Output, StringComparison.Ordinal);
        Assert.Contains("SYNTHETIC", Run("verify", "synthetic_DEMO-USD_1h", "--store", Store).Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("resample", "one", "--timeframe", "1d", "--out", File("days.csv"), "--store", Store).Code);
        var lines = System.IO.File.ReadAllLines(File("days.csv"));
        Assert.Equal("time,open,high,low,close,volume,coverage", lines[0]);
        Assert.EndsWith(",1440", lines[1], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
        Assert.Equal(2, Run("resample", "one", "--timeframe", "1w", "--store", Store).Code);
    }

    [Fact]
    public void UnknownName_IsAnsweredWithTheNearest()
    {
        Assert.Equal(0, Run("synth", "--bars", "10", "--name", "demo", "--store", Store).Code);
        Assert.Contains("did you mean demo?", Run("verify", "dmeo", "--store", Store).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_OfEverySubcommand_HasAnExample()
    {
        foreach (var name in new[] { "import", "list", "verify", "export", "resample", "synth" })
        {
            var help = Run(name, "--help");
            Assert.Equal(0, help.Code);
            Assert.Contains($"argosy data {name}", help.Output, StringComparison.Ordinal);
        }
    }

    string Store => Path.Combine(_folder, "store");

    string File(string name) => Path.Combine(_folder, name);

    static string Shared(params string[] parts) => SharedData.Path(["data", .. parts]);

    static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run(["data", .. arguments], new Terminal(output, error) { Width = 200 }, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
