using System.Text.Json.Nodes;

namespace Argosy.Cli.Tests.BadInput;

/// <summary>Files of our own that somebody cut off or changed: refused with one message, or still good; never a failure of ours.</summary>
public sealed class DamagedFileTests : IDisposable
{
    readonly BadFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("compare")]
    [InlineData("report")]
    [InlineData("consensus")]
    public void Result_Damaged_IsRefusedOrRead(string command)
    {
        var path = _files.File("r.json");
        Done("backtest", "--data", _files.Candles, "--instrument", "X/Q", "--strategy", "consensus", "--exit", "stop:2%", "--json", path);
        AllOf(File.ReadAllText(path), text => command switch
        {
            "compare" => CommandRun.Of("compare", _files.Write("d.json", text), path),
            "report" => CommandRun.Of("report", _files.Write("d.json", text), "--html", _files.File("d.html")),
            _ => CommandRun.Of("consensus", _files.Write("d.json", text), "--mode", "bft"),
        });
    }

    [Theory]
    [InlineData("backtest")]
    [InlineData("report")]
    public void Optimisation_Damaged_IsRefusedOrRead(string command)
    {
        var path = _files.File("o.json");
        Done("optimize", "--data", _files.Candles, "--instrument", "X/Q", "--strategy", "ma-cross", "--range", "fast=2,3", "--range", "slow=5,8", "--jobs", "1", "--json", path);
        AllOf(File.ReadAllText(path), text => command == "report"
            ? CommandRun.Of("report", _files.Write("d.json", text), "--html", _files.File("d.html"))
            : CommandRun.Of("backtest", "--data", _files.Candles, "--instrument", "X/Q", "--from-optimization", _files.Write("d.json", text)));
    }

    [Fact]
    public void Model_Damaged_IsRefusedOrRead()
    {
        var path = _files.File("m.json");
        Done("train", "--data", _files.Candles, "--instrument", "X/Q", "--features", "return:1", "--trees", "2", "--min-leaf", "5", "--jobs", "1", "--model", path);
        AllOf(File.ReadAllText(path), text => CommandRun.Of("backtest", "--data", _files.Candles, "--instrument", "X/Q", "--strategy", "prediction", "--param", $"model={_files.Write("d.json", text)}"));
    }

    [Fact]
    public void Log_Damaged_IsRefusedOrDiffers()
    {
        var path = _files.File("run.log");
        Done("backtest", "--data", _files.Candles, "--instrument", "X/Q", "--strategy", "donchian", "--param", "period=3", "--param", "exit=2", "--exit", "stop:2%", "--log", path);
        var lines = File.ReadAllLines(path);
        var failed = new List<string>();
        for (var k = 0; k < Math.Min(lines.Length, 7); k += 3)
        {
            foreach (var changed in Changes(lines[k]))
            {
                var run = CommandRun.Of("replay", _files.Write("d.log", string.Join('\n', [.. lines[..k], changed, .. lines[(k + 1)..]])));
                // A log that is another run's differs: that is the command's own exit code 1, without a word on the error stream.
                if (run.Code == 1 && !run.Error.Contains("Exception", StringComparison.Ordinal) && run.Output.Length > 0) continue;
                Judge(failed, run, changed);
            }
        }
        Assert.True(failed.Count == 0, $"{failed.Count} failed:\n{string.Join('\n', failed.Take(60))}");
    }

    [Theory]
    [InlineData("--funding", "time,rate\n1577836800000,0.0001\n1577923200000,0.0002\n")]
    [InlineData("--brackets", "floor,cap,max_leverage,rate\n0,1000,20,0.01\n1000,50000,10,0.02\n")]
    [InlineData("--mark", "time,open,high,low,close,volume\n1577836800000,100,101,99,100,1\n1577923200000,100,101,99,100,1\n")]
    public void Table_Damaged_IsRefusedOrRead(string option, string text)
    {
        string[] run = ["backtest", "--data", _files.Candles, "--instrument", "X/Q", "--strategy", "ma-cross", "--param", "fast=2", "--param", "slow=5", "--margin", "cross", "--leverage", "3"];
        Done([.. run, option, _files.Write("t.csv", text)]);
        var failed = new List<string>();
        foreach (var damaged in Damaged(text)) Judge(failed, CommandRun.Of([.. run, option, _files.Write("t.csv", damaged)]), damaged);
        Assert.True(failed.Count == 0, $"{failed.Count} failed:\n{string.Join('\n', failed.Take(60))}");
    }

    [Theory]
    [InlineData("--quotes", "time,bid,bid_size,ask,ask_size\n")]
    [InlineData("--book", "time,first,last,side,price,size\n")]
    public void Ticks_Damaged_AreRefusedOrRead(string option, string header)
    {
        const string trades = "time,price,quantity,side\n1577836800000,100.5,1,buy\n1577836860000,100.6,2,sell\n1577836920000,100.4,1,buy\n1577836980000,100.5,1,buy\n";
        var failed = new List<string>();
        foreach (var damaged in Damaged(trades)) Judge(failed, CommandRun.Of("backtest", "--ticks", _files.Write("t.csv", damaged), "--instrument", "X/Q", "--timeframe", "1m", "--strategy", "buy-and-hold"), damaged);
        var good = _files.Write("t.csv", trades);
        foreach (var damaged in Damaged(header + "1577836800000,1,1,1,1,1\n1577836860000,1,1,2,1,1\n"))
        {
            Judge(failed, CommandRun.Of("backtest", "--ticks", good, "--instrument", "X/Q", "--timeframe", "1m", "--strategy", "buy-and-hold", option, _files.Write("q.csv", damaged)), damaged);
        }
        Assert.True(failed.Count == 0, $"{failed.Count} failed:\n{string.Join('\n', failed.Take(60))}");
    }

    static void Done(params string[] words) => CommandRun.Of(words).AssertDone();

    static void AllOf(string text, Func<string, CommandRun> read)
    {
        var failed = new List<string>();
        foreach (var changed in Changes(text)) Judge(failed, read(changed), changed);
        Assert.True(failed.Count == 0, $"{failed.Count} failed:\n{string.Join('\n', failed.Take(60))}");
    }

    static void Judge(List<string> failed, CommandRun run, string text)
    {
        if (run.Code == 0) return;
        if (run.Code == 2 && run.Error.StartsWith("error: ", StringComparison.Ordinal) && run.Error.Split("error: ").Length == 2 && !run.Error.Contains("Exception", StringComparison.Ordinal) && run.Error.Trim().Length < 900) return;
        failed.Add($"{run.Code} {run.Error.Trim()} of {(text.Length > 300 ? text[..300] : text).ReplaceLineEndings("\\n")}");
    }

    // Cut off in several places; each of some values of it replaced by one of another kind.
    static IEnumerable<string> Changes(string text)
    {
        foreach (var share in new[] { 0, 1, 3, 7, 9 }) yield return text[..(text.Length * share / 10)];
        yield return text + text;
        yield return text.Replace("\"1\"", "\"2\"", StringComparison.Ordinal) + "}";
        var places = Places(JsonNode.Parse(text)!).Count();
        var step = Math.Max(1, places / 40);
        for (var place = 0; place < places; place += step)
        {
            foreach (var value in new[] { "null", "-1", "1e300", "\"\u221e\"", "[]", "{}", "99999999999", "remove" })
            {
                var node = JsonNode.Parse(text)!;
                var (parent, key, index) = Places(node).ElementAt(place);
                if (value == "remove")
                {
                    if (key is not null) ((JsonObject)parent).Remove(key);
                    else ((JsonArray)parent).RemoveAt(index);
                }
                else if (key is not null) parent[key] = JsonNode.Parse(value);
                else parent[index] = JsonNode.Parse(value);
                yield return node.ToJsonString();
            }
        }
    }

    static IEnumerable<(JsonNode Parent, string? Key, int Index)> Places(JsonNode node)
    {
        if (node is JsonObject map)
        {
            foreach (var (key, value) in map.ToArray())
            {
                yield return (map, key, 0);
                if (value is null) continue;
                foreach (var place in Places(value)) yield return place;
            }
        }
        if (node is not JsonArray array) yield break;
        for (var i = 0; i < Math.Min(array.Count, 3); i++)
        {
            yield return (array, null, i);
            if (array[i] is not { } value) continue;
            foreach (var place in Places(value)) yield return place;
        }
    }

    // Each field of a table in turn replaced, each line cut or repeated.
    static IEnumerable<string> Damaged(string table)
    {
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        yield return "";
        yield return lines[0] + "\n";
        yield return table[..(table.Length - 5)];
        yield return table + lines[1] + "\n";
        for (var k = 0; k < lines.Length; k++)
        {
            var fields = lines[k].Split(',');
            for (var field = 0; field < fields.Length; field++)
            {
                foreach (var value in new[] { "", "x", "-1", "NaN", "99999999999999999999999999", "0" })
                {
                    string[] changed = [.. fields];
                    changed[field] = value;
                    yield return string.Join('\n', [.. lines[..k], string.Join(',', changed), .. lines[(k + 1)..]]) + "\n";
                }
            }
            yield return string.Join('\n', [.. lines[..k], .. lines[(k + 1)..]]) + "\n";
        }
    }
}
