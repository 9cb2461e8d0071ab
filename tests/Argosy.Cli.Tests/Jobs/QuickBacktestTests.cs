using System.Text.Json;
using Argosy.Cli.Jobs;
using Argosy.Hosting.Ports;
using Argosy.Sandbox.Starting;

namespace Argosy.Cli.Tests.Jobs;

/// <summary>Backtests of a text, in warm workers.</summary>
public sealed class QuickBacktestTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Texts_RunOneAfterTheOther_EachInAWorkerOfItsOwn()
    {
        CommandRun.Of("data", "synth", "--bars", "3000", "--name", "demo", "--store", _folder.File("bars")).AssertDone();
        var sandboxes = Sandboxes.Open();
        Assert.True(sandboxes.Ok, sandboxes.Error?.Message);
        await using var compiler = new WorkerCompiler(sandboxes.Value);
        await using var quick = new QuickBacktests(sandboxes.Value, compiler, _folder.File("bars"), 1, QuickBacktests.Limits with { BotPatience = TimeSpan.FromSeconds(1) }, TimeProvider.System);
        quick.Warm();

        var done = await quick.RunAsync(Of("if (_bars % 30 == 0) context.Target(_bars % 60 == 0 ? Direction.Long : Direction.Flat);"), CancellationToken.None);
        Assert.True(done.State == QuickState.Done, done.Message);
        using (var result = JsonDocument.Parse(done.Result))
        {
            Assert.Equal("argosy-result/1", result.RootElement.GetProperty("format").GetString());
            Assert.Equal("bot.cs", result.RootElement.GetProperty("strategy").GetProperty("name").GetString());
            Assert.True(result.RootElement.GetProperty("trades").GetArrayLength() > 10);
        }

        var wrong = await quick.RunAsync(Of("bar.Nothing();"), CancellationToken.None);
        Assert.Equal(QuickState.Problems, wrong.State);
        Assert.Contains("Nothing", wrong.Message, StringComparison.Ordinal);

        var thrown = await quick.RunAsync(Of("if (_bars > 9) throw new InvalidOperationException(\"no\");"), CancellationToken.None);
        Assert.Equal(QuickState.Failed, thrown.State);
        Assert.Contains("no", thrown.Message, StringComparison.Ordinal);

        var endless = await quick.RunAsync(Of("while (true) { }"), CancellationToken.None);
        Assert.Equal(QuickState.Failed, endless.State);
        Assert.Contains("has not come back", endless.Message, StringComparison.Ordinal);

        var nowhere = await quick.RunAsync(Of("") with { Words = ["--data=nowhere"] }, CancellationToken.None);
        Assert.Equal(QuickState.BadInput, nowhere.State);
        Assert.Contains("nowhere", nowhere.Message, StringComparison.Ordinal);

        var output = await quick.RunAsync(Of("") with { Words = ["--data=demo", "--log=/tmp/x"] }, CancellationToken.None);
        Assert.Equal(QuickState.BadInput, output.State);
    }

    static QuickBacktest Of(string onBar) => new() { Source = SandboxedRun.Bot(onBar), Language = BotLanguage.CSharp, Words = ["--data=demo"] };
}
