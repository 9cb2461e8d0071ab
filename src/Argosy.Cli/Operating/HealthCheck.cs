using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Control;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Ports;

namespace Argosy.Cli.Operating;

/// <summary>Whether a host does what it should, and what it lacks where it does not.</summary>
/// <param name="control">The host.</param>
/// <param name="database">Asked each time.</param>
/// <param name="trail">The audit log's queue.</param>
/// <param name="desks">The accounts' desks.</param>
/// <param name="clockOffset">The venue's clock against ours, ms; of several the farthest.</param>
sealed class HealthCheck(IHostControl control, IDatabase database, AuditTrail trail, IReadOnlyList<IAccountDesk> desks, Func<long> clockOffset)
{
    // Beyond it a venue's receive window is eaten up by the clock alone.
    const long MostOffsetMs = 1_000;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>What is wrong now, each as a code and a sentence; empty where nothing is.</summary>
    public async Task<IReadOnlyList<(string Code, string Text)>> ProblemsAsync()
    {
        var found = new List<(string, string)>();
        foreach (var bot in control.Bots)
        {
            if (bot.State == BotState.Disabled) found.Add(("bot-disabled", $"{bot.Name}: {bot.Reason}"));
            else if (bot.Blocked.Contains("candles are late", StringComparison.Ordinal) || bot.Blocked.Contains("stream is lost", StringComparison.Ordinal) || bot.Blocked.Contains("s old", StringComparison.Ordinal)) found.Add(("feed", $"{bot.Name}: {bot.Blocked}"));
            else if (bot.Blocked.Length > 0) found.Add(("entries-blocked", $"{bot.Name}: {bot.Blocked}"));
        }
        if (await DatabaseAsync() is { } failed) found.Add(("database", failed));
        if (trail.IsFailing) found.Add(("audit-log", $"{trail.Waiting} entries wait for the audit log"));
        if (trail.Damage is { } damage) found.Add(("audit-log", damage.Message));
        if (Math.Abs(clockOffset()) > MostOffsetMs) found.Add(("clock", $"the venue's clock is {clockOffset()} ms from ours"));
        foreach (var blocked in desks.Select(desk => desk.Blocked).Where(blocked => blocked.Length > 0)) found.Add((blocked.Contains("journal", StringComparison.Ordinal) ? "order-journal" : "account", blocked));
        return found;
    }

    /// <summary>The answer of /health.</summary>
    public async Task<(bool IsHealthy, byte[] Json)> AnswerAsync()
    {
        var problems = await ProblemsAsync();
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("status", problems.Count == 0 ? "ok" : "degraded");
            json.WriteStartArray("problems");
            foreach (var (code, text) in problems)
            {
                json.WriteStartObject();
                json.WriteString("code", code);
                json.WriteString("text", text);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("bots");
            foreach (var bot in control.Bots)
            {
                json.WriteStartObject();
                json.WriteString("name", bot.Name);
                json.WriteString("state", KebabCase.Of(bot.State.ToString()));
                json.WriteNumber("lastTime", bot.Time);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return (problems.Count == 0, stream.ToArray());
    }

    async Task<string?> DatabaseAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await database.Bots.Deployments(patience.Token).WaitAsync(Patience);
            return null;
        }
#pragma warning disable CA1031 // Whatever a database throws, that is the answer.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure.Message;
        }
    }
}
