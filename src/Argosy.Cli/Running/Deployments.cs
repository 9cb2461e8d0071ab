using System.Text;
using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Hosting.Ports;
using Argosy.Scripting.TypeScript;

namespace Argosy.Cli.Running;

/// <summary>Finds the deployment a run goes on with, or makes a new one.</summary>
static class Deployments
{
    /// <summary>The deployment of this bot on this account.</summary>
    /// <param name="database">Where deployments are.</param>
    /// <param name="plan">What is run.</param>
    /// <param name="begins">The run's first message: what a deployment is pinned to.</param>
    /// <param name="logOf">The file of a deployment's run log.</param>
    /// <param name="anew">Whether a changed bot begins a new deployment.</param>
    /// <param name="now">Unix ms.</param>
    public static async Task<Result<DeploymentRow>> FindAsync(IDatabase database, RunPlan plan, RunBegins begins, Func<int, string> logOf, bool anew, long now)
    {
        var configuration = Encoding.UTF8.GetString(LinkCodec.Encode(begins));
        var all = await database.Bots.Deployments();
        var last = all.LastOrDefault(row => row.Bot == plan.Bot && row.Account == plan.Account);
        if (last is not null && !anew && !HasEnded(logOf(last.Id)))
        {
            if (last.Configuration != configuration) return Error.BadInput($"--bot: '{plan.Bot}' is deployed on {plan.Account} with another strategy, other settings or instruments (deployment {last.Id}). --anew begins a new deployment; what the old one holds stays in its books, unwatched");
            if (last.State == "disabled") await database.Bots.SetState(last.Id, "running");
            return last;
        }
        await database.Accounts.Add(new AccountRow { Name = plan.Account, Venue = KebabCase.Of(plan.Venue.ToString()), IsPaper = !plan.IsLive, CreatedAt = now });
        var version = await VersionAsync(database.Bots, plan, begins, now);
        if (last is not null) await database.Bots.SetState(last.Id, "stopped");
        return await database.Bots.Deploy(new DeploymentRow { Bot = plan.Bot, Version = version, Account = plan.Account, State = "running", Configuration = configuration, CreatedAt = now });
    }

    // A version never changes: another text is the next one.
    static async Task<string> VersionAsync(IBotStore bots, RunPlan plan, RunBegins begins, long now)
    {
        var known = (await bots.List()).Where(row => row.Name == plan.Bot).ToArray();
        if (Array.Find(known, row => row.Source == begins.Strategy) is { } same) return same.Version;
        var version = $"1.{known.Length}";
        await bots.Add(new BotRow { Name = plan.Bot, Version = version, Language = plan.Sources.Count == 0 ? "built-in" : plan.Sources.Keys.All(TypeScriptBots.IsFile) ? "typescript" : "csharp", Source = begins.Strategy, CreatedAt = now });
        return version;
    }

    // A recorded market came to its end: nothing can follow. The end is told last, so the file's last part says it.
    static bool HasEnded(string log)
    {
        if (!File.Exists(log)) return false;
        using var file = File.OpenRead(log);
        var tail = new byte[Math.Min(file.Length, 1 << 16)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        return tail.AsSpan().IndexOf("\n{\"end\":"u8) >= 0;
    }
}
