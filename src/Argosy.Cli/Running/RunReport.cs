using Argosy.Cli.Invocation;
using Argosy.Core.Values;
using Argosy.Hosting.Bots;

namespace Argosy.Cli.Running;

/// <summary>What a host says at its end of the bots it was given.</summary>
/// <param name="session">Where it is written.</param>
/// <param name="json">File of the JSON; null for none.</param>
sealed class RunReport(Session session, string? json)
{
    /// <summary>Writes it: one bot as itself, several as a list; without any, how many trades of commands there were.</summary>
    public ExitCode Write(IReadOnlyList<BotStatus> statuses, IReadOnlyList<PlannedBot> bots)
    {
        var summaries = new List<RunSummary>();
        foreach (var bot in bots)
        {
            var status = statuses.First(status => status.Deployment == bot.Terms.Deployment);
            // Reading a long log again takes its time: who stops a run does not wait for it unasked.
            var summary = json is not null || status.State == BotState.Finished ? RunSummary.Of(status, bot.Terms.Log) : new RunSummary(status, bot.Terms.Log, "", "");
            if (!summary.Ok) return session.Fail(summary.Error!);
            summaries.Add(summary.Value);
        }
        if (json is not null && OutputFiles.WriteJson(session, json, writer => Write(writer, summaries)) is var written and not ExitCode.Done) return written;
        if (json != OutputFiles.Standard)
        {
            foreach (var summary in summaries) summary.Write(session.Terminal);
            if (summaries.Count == 0) session.Terminal.Line($"{statuses.Count} {(statuses.Count == 1 ? "trade" : "trades")} of commands went on until now; what is open goes on with the next start");
        }
        return summaries.Exists(summary => summary.Status.State == BotState.Disabled) ? ExitCode.Failed : ExitCode.Done;
    }

    static void Write(System.Text.Json.Utf8JsonWriter writer, List<RunSummary> summaries)
    {
        if (summaries.Count == 1)
        {
            summaries[0].WriteJson(writer);
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("format", "argosy-runs/1");
        writer.WriteStartArray("bots");
        foreach (var summary in summaries) summary.WriteJson(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
