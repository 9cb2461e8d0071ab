using System.Globalization;
using Argosy.Core.Links;
using Argosy.Data.Links;
using Argosy.Research.Backtests;
using Argosy.Worker.Links;
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
        var rounds = IsLong ? HostileBot.All.Concat(HostileScripts.All).Chunk(10).Append([.. HostileBot.All.Where(b => few.Contains(b.Name)).SelectMany(b => Enumerable.Repeat(b, 3))]) : [[.. HostileBot.All.Where(b => few.Contains(b.Name))]];
        HostMessage[] messages = [.. Told.Run([Markets.Made("A", 5, 400)], Markets.Strategy("ma-cross", ("fast", "3"), ("slow", "8")), new BacktestSettings())];
        var (_, expected) = Told.Worker(messages);
        foreach (var round in rounds)
        {
            using var run = new HostileRun();
            var peaceful = AnswersAsync(messages);
            var stopped = await Task.WhenAll(round.Select(async bot => (Bot: bot, End: await run.StopAsync(bot))));
            foreach (var (bot, end) in stopped)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bot.Name}: {end.Took.TotalSeconds:0.00} s: {end.Reason}"));
                HostileRun.CheckReason(bot, end.Reason);
                run.CheckOutside(end.Reason);
            }
            Assert.Equal(expected.Select(LinkCodec.Encode), await peaceful);
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

    // What a well-meaning run answers meanwhile, in a sandbox as well.
    static async Task<IReadOnlyList<byte[]>> AnswersAsync(HostMessage[] messages)
    {
        var ear = new Patient(messages.Length);
        var started = ProcessWorkerLink.Start(HostileRun.Worker() with { Patience = TimeSpan.FromMinutes(2) }, ear);
        Assert.True(started.Ok, started.Error?.Message);
        await using var link = started.Value;
        foreach (var message in messages) link.Tell(message);
        return await ear.All.WaitAsync(TimeSpan.FromMinutes(3));
    }

    sealed class Patient(int steps) : IWorkerListener
    {
        readonly TaskCompletionSource<IReadOnlyList<byte[]>> _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly List<byte[]> _answers = [];
        int _steps;

        public Task<IReadOnlyList<byte[]>> All => _all.Task;

        public void OnAnswer(WorkerMessage message)
        {
            _answers.Add(LinkCodec.Encode(message));
            if (message is StepDone && ++_steps == steps) _all.TrySetResult(_answers);
        }

        public void OnLost(string reason) => _all.TrySetException(new InvalidOperationException(reason));
    }
}
