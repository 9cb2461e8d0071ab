using Argosy.Cli.Invocation;
using Argosy.Cli.Jobs;
using Argosy.Cli.Terminals;

namespace Argosy.Cli.Tests.Jobs;

/// <summary>What a job sees and may write, read from the words of its command.</summary>
public sealed class JobPlacesTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_AreFoundWhereverAWordNamesThem()
    {
        var (a, b, model, search) = (_folder.Write("a.csv", ""), _folder.Write("b.csv", ""), _folder.Write("m.json", ""), _folder.Write("search.json", ""));
        var (bot, other) = (_folder.Write("bot.cs", ""), _folder.Write("secret.key", ""));

        var places = Of("backtest", $"--data={a},{b}", "--param", $"model={model}", "--from-optimization", $"{search}#3", "--strategy", $"id:{bot}", "--cash", "100");

        Assert.Superset(new HashSet<string> { a, b, model, search }, places.Shown.ToHashSet());
        // A bot is handed over, not looked at.
        Assert.DoesNotContain(bot, places.Shown);
        Assert.DoesNotContain(other, places.Shown);
    }

    [Fact]
    public void Outputs_AreTheOptionsThatWrite()
    {
        var (json, log) = (_folder.File("out.json"), _folder.File("run.log"));
        var places = Of("backtest", "--data", "x.csv", "--strategy", "bot.cs", "--json", json, "--log", log);

        Assert.Equal(new HashSet<string> { json, log }, places.Outputs);
        Assert.Empty(places.Journals);
    }

    [Fact]
    public void Search_HasItsJournal_WhichItSeesWhereItIs()
    {
        var json = _folder.Write("out.json", "");
        var journal = _folder.Write("out.json.trials", "");
        var places = Of("optimize", "--data", "x.csv", "--strategy", "bot.cs", "--range", "a=1..2", "--resume", json);

        Assert.Equal(new HashSet<string> { journal }, places.Journals);
        Assert.Contains(journal, places.Shown);
    }

    [Fact]
    public void StandardOutput_IsNoFile() => Assert.Empty(Of("backtest", "--data", "x.csv", "--strategy", "bot.cs", "--json", "-").Outputs);

    // An option that writes and is not known as such would be refused to every bot.
    [Fact]
    public void EveryOptionThatWrites_IsKnownAsOne()
    {
        var session = new Session(new Terminal(TextWriter.Null, TextWriter.Null), CancellationToken.None);
        string[] commands = ["backtest", "optimize", "walkforward", "validate", "replay", "parity", "max-leverage", "consensus", "train"];
        var options = CommandLine.Tree(session).Subcommands.Where(command => commands.Contains(command.Name)).SelectMany(command => command.Options).ToArray();

        Assert.DoesNotContain(options, option => option is not OutputOption && option.Description!.StartsWith("Write", StringComparison.Ordinal));
        Assert.True(options.OfType<OutputOption>().Count() > 12);
    }

    static JobPlaces Of(params string[] words)
    {
        var session = new Session(new Terminal(TextWriter.Null, TextWriter.Null), CancellationToken.None);
        var places = JobPlaces.Of(words, words, session, new NeedsSandboxException(["bot.cs"], []));
        Assert.True(places.Ok, places.Error?.Message);
        return places.Value;
    }
}
