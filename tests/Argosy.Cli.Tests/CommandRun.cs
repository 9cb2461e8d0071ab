using Argosy.Cli.Invocation;
using Argosy.Cli.Jobs;
using Argosy.Cli.Terminals;
using Argosy.TestSupport;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Argosy.Cli.Tests;

/// <summary>One command run in this process, with what it wrote.</summary>
internal sealed record CommandRun(int Code, string Output, string Error)
{
    /// <summary>Runs a command line of these words.</summary>
    public static CommandRun Of(params string[] words) => Of(CancellationToken.None, words);

    /// <summary>Runs a command line that may be asked to stop.</summary>
    public static CommandRun Of(CancellationToken cancel, params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run(words, new Session(new Terminal(output, error) { Width = 120 }, cancel) { Bots = new BotsHere() });
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    /// <summary>It was refused: exit code 2, nothing on the standard output, one message without a stack trace that holds these words.</summary>
    public void AssertRefused(params string[] said)
    {
        Assert.Equal("", Output);
        Assert.StartsWith("error: ", Error, StringComparison.Ordinal);
        Assert.Equal(1, Error.Split("error:").Length - 1);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        // The words of the library that reads command lines name types of this program.
        Assert.DoesNotContain("Cannot parse", Error, StringComparison.Ordinal);
        foreach (var text in said) Assert.Contains(text, Error, StringComparison.Ordinal);
        Assert.Equal(2, Code);
    }

    /// <summary>It did what it was asked.</summary>
    public CommandRun AssertDone()
    {
        Assert.True(Code == 0, $"exit code {Code}: {Error}");
        return this;
    }

    /// <summary>A small file of daily candles with a header.</summary>
    public static string Daily => SharedData.Path("data", "coinmarketcap", "mini-test", "btc_usd.csv");

    /// <summary>Some thousand candles of four hours.</summary>
    public static string FourHours => SharedData.Path("data", "candles", "coinbase_BTC-USD_4h.csv.gz");
}

/// <summary>A folder that lives as long as one test.</summary>
internal sealed class TestFolder : IDisposable
{
    readonly string _path = Directory.CreateTempSubdirectory("argosy-cli-").FullName;

    /// <summary>A path in it.</summary>
    public string File(string name) => Path.Combine(_path, name);

    /// <summary>A text file in it.</summary>
    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    /// <summary>Names of what lies in it.</summary>
    public string[] Names => [.. Directory.GetFileSystemEntries(_path).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
