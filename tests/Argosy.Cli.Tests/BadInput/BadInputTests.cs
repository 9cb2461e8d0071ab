using Argosy.Testnet.Hosting;

namespace Argosy.Cli.Tests.BadInput;

/// <summary>Every option of every command with every kind of nonsense: one message and exit code 2, or it made sense; never a failure of ours, nothing half-written.</summary>
public sealed class BadInputTests : IDisposable
{
    readonly BadFiles _files = new();
    TestnetServer? _exchange;
    readonly string _was = Environment.CurrentDirectory;

    public BadInputTests() => Environment.CurrentDirectory = _files.Work;

    // Those of a host and of bots have tests of their own, too: what works there goes on until it is stopped, or needs one that runs.
    static readonly string[] OfAHost = ["run", "parity", "why", "audit verify", "audit export", "alerts test", "backup", "restore", "accounts", "accounts add", "accounts check", "accounts remove", "deployments", "deployments start", "deployments stop", "deployments pause", "deployments resume", "deployments update", "deployments delete", "bots new", "bots check", "bots run", "bots publish"];

    public static TheoryData<string> Commands => [.. BadWords.Commands.Except(OfAHost).Where(command => command is not ("bench" or "bench ticks" or "bench sweep" or "bench live" or "bench fleet" or "bench hub" or "bench web" or "bench server" or "bench sleepers" or "bench bots" or "bench typescript" or "bench language" or "doctor" or "demo" or "testnet" or "send" or "up"))];

    // What would start the exchange runs until it is stopped; what must not start it is tried here.
    [Theory]
    [InlineData("--protocol", "kraken")]
    [InlineData("--port", "-1")]
    [InlineData("--port", "x")]
    public void Testnet_OfNonsense_IsRefused(string option, string value) => CommandRun.Of("testnet", option, value).AssertRefused();

    // Any folder can be measured.
    [Theory]
    [InlineData("--bots", "x")]
    [InlineData("--minutes", "-1")]
    public void FleetBench_OfNonsense_IsRefused(string option, string value) => CommandRun.Of("bench", "fleet", option, value).AssertRefused();

    [Theory]
    [InlineData("sleepers", "--bots", "x")]
    [InlineData("sleepers", "--bots", "0")]
    [InlineData("bots", "--bars", "-1")]
    [InlineData("bots", "--rounds", "x")]
    [InlineData("typescript", "--rounds", "NaN")]
    [InlineData("language", "--json", "")]
    [InlineData("web", "--json", "")]
    [InlineData("web", "--only", "charts,tabels")]
    [InlineData("web", "--minutes", "0")]
    [InlineData("server", "--bots", "x")]
    [InlineData("server", "--speed", "0")]
    [InlineData("server", "--web", "")]
    public void BotBench_OfNonsense_IsRefused(string bench, string option, string value) => CommandRun.Of("bench", bench, option, value).AssertRefused();

    [Theory]
    [InlineData("--orders", "9")]
    [InlineData("--orders", "x")]
    [InlineData("--folder", "")]
    public void LiveBench_OfNonsense_IsRefused(string option, string value) => CommandRun.Of("bench", "live", option, value).AssertRefused();

    public static TheoryData<string> Slow => ["bench", "bench ticks", "bench sweep", "bench hub", "demo", .. OfAHost];

    public void Dispose()
    {
        Environment.CurrentDirectory = _was;
        _files.Dispose();
        _exchange?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Option_OfAnyValue_IsTakenOrRefused(string command)
    {
        var failed = new List<string>();
        // What many commands share is read by the same code.
        foreach (var option in command == "backtest" ? BadWords.OptionsOf(command) : BadWords.OptionsOf(command).Except(BadWords.OptionsOf("backtest")).Append("--json").Intersect(BadWords.OptionsOf(command)))
        {
            foreach (var value in BadWords.Values(_files).Where(value => value != _files.Unreadable || option is not ("--json" or "--out"))) Try(failed, [.. Without(Words(command), option), option, value]);
        }
        Assert.True(failed.Count == 0, $"{failed.Count} failed:\n{string.Join('\n', failed.Take(400))}");
    }

    // What works takes long here: only words that no option of these takes.
    [Theory]
    [MemberData(nameof(Slow))]
    public void Option_OfNonsense_IsRefused(string command)
    {
        foreach (var option in BadWords.OptionsOf(command).Where(o => o != "--json"))
        {
            foreach (var value in new[] { "", "x", "-1", "NaN", "1e400", "\u221e", "1.5.2" }) CommandRun.Of([.. command.Split(' '), option, value]).AssertRefused();
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Argument_OfAnyValue_IsTakenOrRefused(string command)
    {
        var words = Words(command);
        var failed = new List<string>();
        var after = command.Split(' ').Length;
        foreach (var value in BadWords.Values(_files))
        {
            if (words.Length > after && !words[after].StartsWith('-')) Try(failed, [.. words[..after], value, .. words[(after + 1)..]]);
            else Try(failed, [.. words, value]);
        }
        Assert.True(failed.Count == 0, $"{failed.Count} failed:\n{string.Join('\n', failed.Take(400))}");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Words_OfTheTable_Work(string command) => CommandRun.Of(Words(command)).AssertDone();

    void Try(List<string> failed, string[] words)
    {
        var before = Listing();
        var run = CommandRun.Of(words);
        if (Wrong(run, words, before) is { } wrong) failed.Add($"{wrong}: argosy {string.Join(' ', words.Select(w => $"'{w.ReplaceLineEndings("\\n")}'"))} -> {run.Code} {run.Error.Trim()}");
    }

    string? Wrong(CommandRun run, string[] words, string before)
    {
        if (run.Code == 0) return null;
        if (run.Code != 2) return "exit code";
        if (!run.Error.StartsWith("error: ", StringComparison.Ordinal)) return "no error";
        if (run.Error.Split("error: ").Length != 2) return "several messages";
        if (run.Error.Contains("   at ", StringComparison.Ordinal) || run.Error.Contains("Exception", StringComparison.Ordinal)) return "a trace";
        if (run.Error.Trim().Length is < 20 or > 900) return "length";
        if (run.Error.Trim().Split('\n').Length > 4 && !words.Contains("a\nb")) return "many lines";
        return run.Output.Length > 0 && !run.Error.Contains("cannot be written", StringComparison.Ordinal) ? "output" : Listing() != before ? "something was written" : null;
    }

    string Listing() => string.Join('|', Directory.GetFileSystemEntries(_files.Work, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    static string[] Without(string[] words, string option)
    {
        var at = Array.IndexOf(words, option);
        return at < 0 ? words : [.. words[..at], .. words[(at + 2)..]];
    }

    string[] Words(string command)
    {
        string[] cross = ["--strategy", "ma-cross", "--param", "fast=2", "--param", "slow=5"];
        string[] store = ["--store", _files.File("store")];
        string[] range = ["--range", "fast=2,3"];
        string[] slow = ["--strategy", "ma-cross", "--param", "slow=5"];
        string[] words = command switch
        {
            "data import" => [_files.Candles, "--instrument", "X/Q", .. store, "--dry-run"],
            "data verify" => [_files.Candles],
            "data book" => [CommandRunFiles.Book],
            "data fetch" => ["binance", "BTC/USDT", "1m", "--from", "2023-11-14", "--url", Exchange(), .. store],
            "data list" => store,
            "data export" => [_files.Candles, "--out", "out.csv"],
            "data resample" => [_files.Candles, "--timeframe", "1w", "--out", "weeks.csv"],
            "data synth" => ["--bars", "9", .. store],
            "strategies" or "rules" or "docs cli" or "docs rules" => [],
            "backtest" => ["--data", _files.Candles, "--instrument", "X/Q", .. cross],
            "optimize" => ["--data", _files.Candles, "--instrument", "X/Q", .. slow, .. range, "--jobs", "1"],
            "walkforward" => ["--data", _files.Candles, "--instrument", "X/Q", .. slow, .. range, "--jobs", "1", "--train", "30d", "--test", "15d"],
            "validate" => ["--data", _files.Candles, "--instrument", "X/Q", .. slow, .. range, "--jobs", "1", "--checks", "pbo"],
            "max-leverage" => ["--data", _files.Candles, "--instrument", "X/Q", .. cross, "--margin", "isolated"],
            "replay" => [Log()],
            "compare" => [Result("a", cross), Result("b", cross)],
            "report" => [Result("a", cross), "--html", "page.html"],
            "consensus" => [Result("votes", ["--strategy", "consensus"])],
            "train" => ["--data", _files.Candles, "--instrument", "X/Q", "--features", "return:1", "--trees", "3", "--min-leaf", "2", "--jobs", "1"],
            _ => [],
        };
        return [.. command.Split(' '), .. words];
    }

    // Its time stands at 2023-11-14 22:13:20.
    string Exchange() => (_exchange ??= TestnetServer.StartAsync(new() { Speed = 0, History = 30 }).GetAwaiter().GetResult().Value).Address.ToString();

    string Result(string name, string[] strategy)
    {
        var path = _files.File($"{name}.result.json");
        if (!File.Exists(path)) CommandRun.Of(["backtest", "--data", _files.Candles, "--instrument", "X/Q", .. strategy, "--json", path]).AssertDone();
        return path;
    }

    string Log()
    {
        var path = _files.File("run.log");
        if (!File.Exists(path)) CommandRun.Of("backtest", "--data", _files.Candles, "--instrument", "X/Q", "--strategy", "donchian", "--log", path).AssertDone();
        return path;
    }
}

/// <summary>Files beside the project that the table needs.</summary>
static class CommandRunFiles
{
    public static string Book => Argosy.TestSupport.SharedData.Path("data", "book", "binance_ETH-USDT_20240808_l2.csv.gz");
}
