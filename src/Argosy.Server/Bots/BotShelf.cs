using System.Text.Json;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Argosy.Server.Jobs;
using Argosy.Server.Trading;

namespace Argosy.Server.Bots;

/// <summary>The library as a visitor sees it: own and shared bots, an owner all. What is not seen looks like what does not exist.</summary>
internal sealed class BotShelf(IDatabase database, TradingDesk desk, TimeProvider time)
{
    /// <summary>Now, Unix ms.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>What is answered where there is none.</summary>
    public static ApiFailure NotFound(string bot) => ApiFailure.NotFound($"there is no bot {bot}");

    /// <summary>Whether a visitor may change a bot.</summary>
    public static bool MayEdit(Visitor visitor, LibraryRow bot) => JobEndpoints.MaySee(visitor, bot.Owner);

    /// <summary>A bot a visitor may see; null where there is none.</summary>
    public async Task<LibraryRow?> SeenAsync(long id, Visitor visitor, CancellationToken cancellation) =>
        await database.Library.Find(id, cancellation) is { } bot && (bot.Shared || MayEdit(visitor, bot)) ? bot : null;

    /// <summary>A bot a visitor may change, or why not.</summary>
    public async Task<(LibraryRow? Bot, ApiFailure? Failure)> OwnAsync(long id, Visitor visitor, CancellationToken cancellation)
    {
        if (await SeenAsync(id, visitor, cancellation) is not { } bot) return (null, NotFound($"{id}"));
        return MayEdit(visitor, bot) ? (bot, null) : (null, new ApiFailure(ApiCode.Forbidden, $"bot {id} is {bot.Owner}'s: only {bot.Owner} or an owner changes it; a clone is your own"));
    }

    /// <summary>The bots a visitor sees.</summary>
    public async Task<IReadOnlyList<BotAnswer>> ListAsync(Visitor visitor, CancellationToken cancellation)
    {
        var viewer = visitor.May(Role.Owner) ? null : visitor.Name;
        var bots = await database.Library.List(viewer, cancellation);
        var latest = (await database.Library.Latest(cancellation)).ToDictionary(version => version.Bot);
        var best = (await database.Library.BestRuns(viewer, cancellation)).ToDictionary(run => run.Bot);
        var deployments = await DeploymentsAsync(cancellation);
        var drafts = (await database.Library.Drafts(visitor.Name, cancellation)).ToHashSet();
        return [.. bots.Select(bot => Answer(bot, visitor, latest.GetValueOrDefault(bot.Id), best.GetValueOrDefault(ILibraryStore.NameOf(bot.Id)), deployments.GetValueOrDefault(bot.Id), drafts.Contains(bot.Id)))];
    }

    /// <summary>A bot with its versions.</summary>
    public async Task<BotDetail> DetailAsync(LibraryRow bot, Visitor visitor, CancellationToken cancellation)
    {
        var viewer = visitor.May(Role.Owner) ? null : visitor.Name;
        var versions = await database.Library.Versions(bot.Id, cancellation);
        var best = (await database.Library.BestRuns(viewer, cancellation)).FirstOrDefault(run => run.Bot == ILibraryStore.NameOf(bot.Id));
        var deployments = (await DeploymentsAsync(cancellation)).GetValueOrDefault(bot.Id);
        var hasDraft = await database.Library.Draft(bot.Id, visitor.Name, cancellation) is not null;
        return new BotDetail(
            Answer(bot, visitor, versions.Count > 0 ? versions[0] : null, best, deployments, hasDraft), VersionAnswer.ParametersOf(versions.FirstOrDefault(version => version.Checked)), [.. versions.Select(version => VersionAnswer.Of(version, bot.Language))]);
    }

    /// <summary>A name none of a user's bots has: the wanted one, or it with a number behind.</summary>
    public async Task<string> FreeNameAsync(string wanted, string owner, CancellationToken cancellation)
    {
        var taken = (await database.Library.List(null, cancellation)).Where(bot => bot.Owner == owner).Select(bot => bot.Name).ToHashSet(StringComparer.Ordinal);
        var stem = wanted.Length > 70 ? wanted[..70].TrimEnd() : wanted;
        // Cut within a pair, the rest of it is no character.
        if (!BotRules.IsWhole(stem)) stem = stem[..^1];
        for (var number = 2; taken.Contains(wanted); number++) wanted = $"{stem} {number}";
        return wanted;
    }

    /// <summary>Adds a bot for a visitor, or says why not.</summary>
    public async Task<(LibraryRow? Bot, ApiFailure? Failure)> AddAsync(LibraryRow bot, CancellationToken cancellation)
    {
        var own = (await database.Library.List(bot.Owner, cancellation)).Count(other => other.Owner == bot.Owner);
        if (own >= BotRules.MostBots) return (null, new ApiFailure(ApiCode.Refused, $"{bot.Owner} has {own} bots; delete some first"));
        return await database.Library.Add(bot, cancellation) is { } added ? (added, null) : (null, ApiFailure.Conflict($"name: you have a bot '{bot.Name}' already", "name"));
    }

    /// <summary>The version a request names as id@version, or id for the newest: the bot, the version, or why there is none.</summary>
    public async Task<(LibraryRow? Bot, string Version, ApiFailure? Failure)> NamedAsync(string text, Visitor visitor, CancellationToken cancellation)
    {
        var parts = text.Split('@');
        if (parts.Length > 2 || !long.TryParse(parts[0], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id)) return (null, "", ApiFailure.BadInput($"bot: '{text}' is none; expected its number and version, e.g. 7@1.4", "bot"));
        if (await SeenAsync(id, visitor, cancellation) is not { } bot) return (null, "", ApiFailure.BadInput($"bot: there is no bot {id}", "bot"));
        var versions = await database.Library.Versions(id, cancellation);
        if (versions.Count == 0) return (null, "", ApiFailure.BadInput($"bot: {bot.Name} has no version yet; save one first", "bot"));
        if (parts.Length == 1 || parts[1] == "latest") return (bot, versions[0].Version, null);
        return versions.Any(version => version.Version == parts[1])
            ? (bot, parts[1], null)
            : (null, "", ApiFailure.BadInput($"bot: {bot.Name} has no version {parts[1]}; it has {string.Join(", ", versions.Take(10).Select(version => version.Version))}", "bot"));
    }

    // One that was updated has rows of its former numbers; where it runs it is known to be one.
    async Task<IReadOnlyDictionary<long, long>> DeploymentsAsync(CancellationToken cancellation) => desk.IsThere
        ? desk.Parts.Deployments.All.Select(one => ILibraryStore.BotOf(one.Bot)).OfType<long>().GroupBy(bot => bot).ToDictionary(group => group.Key, group => (long)group.Count())
        : await database.Library.DeploymentCounts(cancellation);

    static BotAnswer Answer(LibraryRow bot, Visitor visitor, VersionRow? latest, BestRunRow? best, long deployments, bool hasDraft) => new()
    {
        Id = bot.Id, Name = bot.Name, Owner = bot.Owner, Language = bot.Language, Description = bot.Description, Tags = BotRules.Split(bot.Tags), Instruments = BotRules.Split(bot.Instruments), Timeframe = bot.Timeframe, Shared = bot.Shared,
        Archived = bot.Archived, Latest = latest is null ? null : new LatestVersion(latest.Version, latest.Note, latest.Label, latest.Created, latest.Locked), Best = best is null ? null : new BestRun(best.Run, best.Version, best.Sharpe, best.MaxDrawdown),
        Deployments = deployments, Created = bot.Created, Edited = bot.Edited, MayEdit = MayEdit(visitor, bot), HasDraft = hasDraft,
    };
}
