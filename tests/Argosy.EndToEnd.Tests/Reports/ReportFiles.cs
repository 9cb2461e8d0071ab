using System.Globalization;
using System.Text.Json.Nodes;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.EndToEnd.Tests.Browsing;
using Argosy.TestSupport;

namespace Argosy.EndToEnd.Tests.Reports;

/// <summary>Reports made once by the commands a user would type, from synthetic data, and a browser to open them in.</summary>
public sealed class ReportFiles : IAsyncLifetime
{
    /// <summary>Every kind of report that is looked at.</summary>
    public static readonly string[] Kinds = ["run", "several", "perpetual", "bundle", "optimization", "random", "tpe", "genetic", "comparison", "voted", "walk", "checked"];

    readonly string _folder = Directory.CreateTempSubdirectory("argosy-reports-").FullName;

    internal Chromium Browser { get; private set; } = null!;

    /// <summary>A path in the folder of this fixture.</summary>
    public string this[string name] => Path.Combine(_folder, name);

    public async Task InitializeAsync()
    {
        Make();
        Browser = await Chromium.Start();
    }

    void Make()
    {
        Run("data", "synth", "--bars", "17520", "--timeframe", "1h", "--seed", "11", "--drift", "0.4", "--volatility", "0.6", "--name", "hours", "--store", _folder);
        Run("data", "synth", "--bars", "200000", "--timeframe", "1m", "--seed", "5", "--name", "minutes", "--store", _folder);
        Run("data", "synth", "--bars", "1460", "--timeframe", "12h", "--seed", "7", "--drift", "0.3", "--volatility", "0.7", "--name", "days", "--instrument", "OTHER/USD", "--store", _folder);
        Backtest("run", "hours.bars", "fast=24", "slow=240", "--html", this["run.html"]);
        Run("backtest", "--data", $"{this["hours.bars"]},{this["days.bars"]}", "--strategy", "donchian", "--size", "equity:25%", "--exit", "stop:3%", "--guard", "cooldown:1d", "--json", this["several.json"], "--html", this["several.html"]);
        Run("backtest", "--data", this["hours.bars"], "--strategy", "ma-cross", "--margin", "isolated", "--leverage", "25", "--short", "--size", "equity:20%", "--json", this["perpetual.json"], "--html", this["perpetual.html"]);
        Run("backtest", "--data", this["days.bars"], "--strategy", "consensus", "--param", "bundle=true", "--param", "mode=majority", "--size", "equity:20%", "--json", this["bundle.json"], "--html", this["bundle.html"]);
        Search("random", "random", "--range", "exit=none,stop:2%", "--constraint", "trades>=3");
        Search("tpe", "tpe", "--prune", "--min-trades", "20");
        Search("genetic", "genetic", "--objective", "cagr", "--objective", "maxDrawdown");
        Run("walkforward", "--data", this["days.bars"], "--strategy", "ma-cross", "--range", "fast=5..20:5", "--range", "slow=30..60:30", "--train", "365d", "--test", "90d", "--json", this["walk.json"]);
        Run("report", this["walk.json"]);
        Check(1, "validate", "--data", this["days.bars"], "--strategy", "ma-cross", "--range", "fast=5..20:5", "--range", "slow=30..60:30", "--json", this["checked.json"]);
        Run("report", this["checked.json"]);
        Backtest("rich", "hours.bars", "fast=24", "slow=240", "--cash", "12345678.90", "--html", this["rich.html"]);
        Backtest("richest", "hours.bars", "fast=24", "slow=240", "--cash", "123456789012", "--html", this["richest.html"]);
        Backtest("other", "hours.bars", "fast=12", "slow=96");
        Backtest("third", "hours.bars", "fast=48", "slow=480");
        Backtest("minutes", "minutes.bars", "fast=200", "slow=2000", "--html", this["minutes.html"]);
        File.WriteAllText(this["optimization.json"], Optimization().ToJsonString());
        Run("report", this["optimization.json"]);
        Run("report", this["run.json"], this["other.json"], this["third.json"], "--html", this["comparison.html"]);
        WriteHostile();
        Run("report", this["hostile.json"]);
        Run("backtest", "--data", this["hours.bars"], "--strategy", "consensus", "--param", "mode=majority", "--param", "voters=cross:ma-cross(fast=24, slow=240); momentum:donchian; reversion:rsi(period=14)", "--json", this["voted.json"], "--html", this["voted.html"]);
        File.Copy(this["third.json"], this["alone.json"]);
        var alone = JsonNode.Parse(File.ReadAllText(this["alone.json"]))!;
        alone["files"]!["data"]![0] = "moved-away.bars";
        alone["instruments"]![0]!["source"] = "moved-away.bars";
        File.WriteAllText(this["alone.json"], alone.ToJsonString());
        Run("report", this["alone.json"]);
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Where pictures are kept for looking at.</summary>
    public static string Screen(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(SharedData.Repository(), "artifacts", "screens")).FullName;
        return Path.Combine(folder, name);
    }

    void Backtest(string name, string data, string fast, string slow, params string[] more) => Run(
        ["backtest", "--data", this[data], "--strategy", "ma-cross", "--param", fast, "--param", slow, "--slippage-bps", "2", "--json", this[$"{name}.json"], .. more]);

    void Search(string name, string method, params string[] more)
    {
        Run(["optimize", "--data", this["days.bars"], "--strategy", "ma-cross", "--range", "fast=5..30", "--range", "slow=31..90", "--method", method, "--trials", "60", "--json", this[$"{name}.json"], .. more]);
        Run("report", this[$"{name}.json"]);
    }

    static void Run(params string[] words) => Check(0, words);

    // Up to which exit code a command did its work.
    static void Check(int most, params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run(words, new Terminal(output, error) { Width = 120 }, CancellationToken.None);
        Assert.True((int)code <= most, $"argosy {string.Join(' ', words)}: exit code {code}: {error}");
    }

    void WriteHostile()
    {
        var result = JsonNode.Parse(File.ReadAllText(this["run.json"]))!;
        result["strategy"]!["name"] = "</script><img src=x onerror=window.hostile=1>";
        result["strategy"]!["parameters"]!["<svg/onload=window.hostile=2>"] = "\"'><script>window.hostile=3</script>";
        result["warnings"]!.AsArray().Add("<script>window.hostile=4</script> & <b>bold</b> \u2028 javascript:window.hostile=5");
        result["instruments"]![0]!["source"] = "hours.bars";
        result["settings"]!["note<i>"] = "<iframe src=javascript:window.hostile=6>";
        result["trades"]![0]!["exitReason"] = "=1+1<img src=x onerror=window.hostile=7>";
        File.WriteAllText(this["hostile.json"], result.ToJsonString());
    }

    // A smooth hill over two parameters with a little roughness, two objectives, and trials of every status.
    static JsonObject Optimization()
    {
        var trials = new JsonArray();
        var (best, greatest) = (0, double.MinValue);
        for (var i = 0; i < 300; i++)
        {
            var (fast, slow, stop) = (5 + (5 * (i % 10)), 60 + (20 * (i / 10 % 10)), 0.01 + (0.0002 * i));
            var sharpe = 1.5 - Math.Pow((fast - 25) / 30.0, 2) - Math.Pow((slow - 140) / 120.0, 2) + (0.2 * Math.Sin(i * 1.7));
            var drawdown = 0.15 + (0.05 * Math.Cos(i * 2.3)) + (0.02 * sharpe);
            var status = (i % 29) switch { 3 => "pruned", 11 => "infeasible", 17 when i < 100 => "failed", _ => "complete" };
            var complete = status == "complete";
            if (complete && sharpe > greatest) (best, greatest) = (i + 1, sharpe);
            trials.Add(new JsonObject
            {
                ["id"] = i + 1,
                ["parameters"] = new JsonObject { ["fast"] = $"{fast}", ["slow"] = $"{slow}", ["stopLoss"] = stop.ToString("0.0000", CultureInfo.InvariantCulture), ["trigger"] = i % 2 == 0 ? "cross" : "state" },
                ["status"] = status,
                ["objectives"] = complete ? new JsonArray(sharpe, drawdown) : [],
                ["metrics"] = complete ? new JsonObject { ["sharpe"] = sharpe, ["maxDrawdown"] = drawdown, ["totalReturn"] = sharpe * 0.4, ["trades"] = 40 + (i % 90), ["calmar"] = null } : [],
                ["tradeHash"] = "00",
                ["seconds"] = 0.01,
            });
        }
        return new JsonObject
        {
            ["format"] = "argosy-optimization/1", ["strategy"] = new JsonObject { ["name"] = "ma-cross", ["parameters"] = new JsonObject() }, ["instruments"] = new JsonArray("DEMO/USD"), ["timeframe"] = "1h",
            ["from"] = 1_577_836_800_000, ["to"] = 1_640_908_800_000, ["settings"] = new JsonObject { ["cash"] = "10000", ["takerFee"] = "0.001" }, ["dataHash"] = new string('a', 64), ["method"] = "grid", ["seed"] = 1,
            ["objectives"] = new JsonArray(new JsonObject { ["name"] = "sharpe", ["sense"] = "maximize" }, new JsonObject { ["name"] = "maxDrawdown", ["sense"] = "minimize" }), ["constraints"] = new JsonArray(),
            ["ranges"] = new JsonArray(new JsonObject { ["name"] = "fast", ["kind"] = "integer", ["from"] = 5, ["to"] = 50, ["step"] = 5, ["values"] = null }), ["trials"] = trials, ["best"] = best, ["front"] = new JsonArray(45, 65, 134),
            ["counts"] = new JsonObject(), ["warnings"] = new JsonArray("slow of the best trial lies near the edge of its range"),
            ["performance"] = new JsonObject { ["trials"] = 300, ["seconds"] = 3.2, ["engineSeconds"] = 3.1, ["overheadRatio"] = 0.03, ["jobs"] = 2 },
        };
    }
}
