using System.Globalization;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;

namespace Argosy.Cli.Benching;

/// <summary><c>argosy bench server</c>: a busy server to look at.</summary>
static class ServerBenchCommand
{
    const int DefaultBots = 200, DefaultSpeed = 10;

    /// <summary>The command.</summary>
    public static DescribedCommand Create(Session session)
    {
        var command = new DescribedCommand("server", "Serve the web app with many busy paper bots until it is stopped: what 'argosy bench web' measures live tables on.")
        {
            Examples = ["argosy bench server", "argosy bench server --bots 50 --speed 4"],
        };
        var bots = OptionKinds.Whole("--bots", $"Paper bots on candles of a second of the virtual market (default {DefaultBots})", 1, 1_000);
        var speed = OptionKinds.Whole("--speed", $"Candles each meets in a second: the market's clock goes so much faster (default {DefaultSpeed})", 1, 60);
        var web = WebFolder.Option();
        command.AddGroup("Options", bots, speed, web);
        command.Run(parse =>
        {
            var built = WebFolder.Find(parse.GetValue(web));
            return built.Ok ? RunAsync(session, new BusyLoad(built.Value, (int)(parse.GetValue(bots) ?? DefaultBots), (int)(parse.GetValue(speed) ?? DefaultSpeed))).GetAwaiter().GetResult() : session.Fail(built.Error!);
        });
        return command;
    }

    static async Task<ExitCode> RunAsync(Session session, BusyLoad load)
    {
        var folder = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $".argosy-bench-{Environment.ProcessId}"));
        Directory.CreateDirectory(folder);
        try
        {
            var ran = await BusyServer.RunAsync(session, folder, load);
            return ran.Ok ? ExitCode.Done : session.Fail(ran.Error!);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
