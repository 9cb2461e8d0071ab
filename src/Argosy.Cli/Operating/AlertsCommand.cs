using System.CommandLine;
using Argosy.Cli.Auditing;
using Argosy.Cli.Invocation;
using Argosy.Cli.Running;
using Argosy.Core.Values;
using Argosy.Hosting.Alerting;
using Argosy.Hosting.Ports;

namespace Argosy.Cli.Operating;

/// <summary><c>argosy alerts test</c>: tells a test alert on every channel and says what came of it.</summary>
static class AlertsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var command = new DescribedCommand("alerts", "Where a host tells people what they must know.") { Examples = ["argosy alerts test --config run.yaml"] };
        var test = new DescribedCommand("test", "Send a test alert on every channel; exit code 1 where one does not take it.")
        {
            Examples = ["argosy alerts test --config run.yaml", "argosy alerts test --alert-webhook https://example.org/hook --alert-secret env:HOOK"],
        };
        var options = new RunOptions();
        var config = OptionKinds.Text("--config", "run.yaml", "The configuration of the run");
        test.AddGroup("Channels", config, options.AlertWebhook, options.AlertSecret);
        test.Run(parse => TestAsync(session, parse, options, config).GetAwaiter().GetResult());
        command.Add(test);
        return command;
    }

    static async Task<ExitCode> TestAsync(Session session, ParseResult parse, RunOptions options, Option<string?> config)
    {
        var settings = Settings(session, parse, options, parse.GetValue(config));
        if (!settings.Ok) return session.Fail(settings.Error!);
        using var http = new HttpClient();
        var channels = settings.Value.Channels(http);
        if (channels.Count == 0) return session.Fail(Error.BadInput("no channel is named: expected --alert-webhook, or run.alertWebhook in --config"));
        var isFailed = false;
        foreach (var channel in channels)
        {
            var alert = new SentAlert(new Alert(AlertSeverity.Info, "test", "This is a test of Argosy's alerts."), TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), 0);
            var sent = await channel.SendAsync(alert, session.Cancel);
            isFailed |= !sent.Ok;
            session.Terminal.Line($"{channel.Name}: {(sent.Ok ? "taken" : sent.Error!.Message)}");
        }
        return isFailed ? ExitCode.Failed : ExitCode.Done;
    }

    static Result<AlertSettings> Settings(Session session, ParseResult parse, RunOptions options, string? config)
    {
        if (config is null || parse.GetValue(options.AlertWebhook) is not null) return AlertSettings.Read(parse, options);
        var run = HostOptions.RunOf(session, config);
        if (!run.Ok) return run.Error!;
        List<string> words = ["alerts", "test"];
        foreach (var option in (Option<string?>[])[options.AlertWebhook, options.AlertSecret])
        {
            if (run.Value.GetValue<string?>(option.Name) is { } value) words.AddRange([option.Name, value]);
        }
        var told = new Command("alerts") { new Command("test") { options.AlertWebhook, options.AlertSecret } };
        return AlertSettings.Read(told.Parse([.. words.Skip(1)]), options);
    }
}
