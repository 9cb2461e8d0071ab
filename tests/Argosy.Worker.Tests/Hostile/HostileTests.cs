using System.Globalization;
using Argosy.Core.Links;
using Argosy.Data.Links;
using Argosy.Research.Backtests;
using Argosy.Worker.Tests.Support;
using Xunit.Abstractions;

namespace Argosy.Worker.Tests.Hostile;

/// <summary>Each hostile bot is stopped for a reason that says what it did, and nothing outside its sandbox was reached.</summary>
public sealed class HostileTests(ITestOutputHelper output)
{
    // Of those that try the same in other words, `./test` takes one.
    static readonly HashSet<string> Long = ["heap that grows", "fetch", "file of the system", "file of the host", "file without end", "fail fast", "reflection", "process"];

    static readonly HashSet<string> LongScripts = ["regular expression without end", "array of 4 GB", "socket", "file of the host", "function made of text", "process", "shared memory", "exit", "recursion"];

    static bool IsLong => HostileRun.IsLong;

    public static TheoryData<string> Bots() => [.. HostileBot.All.Where(bot => IsLong || !Long.Contains(bot.Name)).Select(bot => bot.Name)];

    [Theory]
    [MemberData(nameof(Bots))]
    public async Task Bot_Alone_IsStopped_AndReachedNothing(string name) => await StopAsync(HostileBot.All.Single(b => b.Name == name));

    public static TheoryData<string> Scripts() => [.. HostileScripts.All.Where(bot => IsLong || !LongScripts.Contains(bot.Name)).Select(bot => bot.Name)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Script_Alone_IsStopped_AndReachedNothing(string name) => await StopAsync(HostileScripts.All.Single(b => b.Name == name));

    [Fact]
    public async Task Bots_ManyAtATime_AreStopped_WhileAnotherRunGoesOn()
    {
        // Ten at a time, each of them beside each other; in `./test` three, once.
        string[] few = ["endless loop", "fork bomb", "memory beside the heap"];
        var rounds = IsLong ? HostileBot.All.Concat(HostileScripts.All).Chunk(10).Append([.. HostileBot.All.Where(b => few.Contains(b.Name)).SelectMany(b => Enumerable.Repeat(b, 3)), HostileScripts.All[0]]) : [[.. HostileBot.All.Where(b => few.Contains(b.Name))]];
        HostMessage[] messages = [.. Told.Run([Markets.Made("A", 5, IsLong ? 4_000 : 400)], Markets.Strategy("ma-cross", ("fast", "3"), ("slow", "8")), new BacktestSettings())];
        var (_, expected) = Told.Worker(messages);
        foreach (var round in rounds)
        {
            using var run = new HostileRun();
            await using var peaceful = await Peaceful.StartAsync(messages, output);
            var stopped = await Task.WhenAll(round.Select(async bot => (Bot: bot, End: await run.StopAsync(bot))));
            foreach (var (bot, end) in stopped)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bot.Name}: {end.Took.TotalSeconds:0.00} s: {end.Reason}"));
                HostileRun.CheckReason(bot, end.Reason);
                run.CheckOutside(end.Reason);
            }
            Assert.Equal(expected.Select(LinkCodec.Encode), await peaceful.EndAsync());
        }
    }

    async Task StopAsync(HostileBot bot)
    {
        using var run = new HostileRun();
        var (reason, took) = await run.StopAsync(bot);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bot.Name}: {took.TotalSeconds:0.00} s: {reason}"));
        HostileRun.CheckReason(bot, reason);
        run.CheckOutside(reason);
    }
}
