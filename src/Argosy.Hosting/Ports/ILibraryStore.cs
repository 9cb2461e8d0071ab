namespace Argosy.Hosting.Ports;

/// <summary>Bots that users write: what they are called, their drafts and their versions.</summary>
public interface ILibraryStore
{
    /// <summary>The name by which deployments, jobs and runs call a bot of the library; no deployment can be called so.</summary>
    static string NameOf(long bot) => $"#{bot}";

    /// <summary>The bot of such a name; null where it is none's.</summary>
    static long? BotOf(string name) => name is ['#', ..] && long.TryParse(name.AsSpan(1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var bot) ? bot : null;

    /// <summary>Adds a bot under a number that none had before; null where its owner has one of the name.</summary>
    Task<LibraryRow?> Add(LibraryRow bot, CancellationToken cancel = default);

    /// <summary>A bot; null where there is none.</summary>
    Task<LibraryRow?> Find(long bot, CancellationToken cancel = default);

    /// <summary>Bots by number.</summary>
    /// <param name="viewer">Only own and shared ones of this user; null for all.</param>
    /// <param name="cancel">Ends the wait.</param>
    Task<IReadOnlyList<LibraryRow>> List(string? viewer, CancellationToken cancel = default);

    /// <summary>Changes what is said of a bot; its number, owner, language and birth stay.</summary>
    Task<LibraryChange> Change(long bot, Func<LibraryRow, LibraryRow> change, CancellationToken cancel = default);

    /// <summary>Removes a bot with drafts and versions, unless something uses it.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="cancel">Ends the wait.</param>
    Task<(LibraryChange Change, LibraryUses Uses)> Remove(long bot, CancellationToken cancel = default);

    /// <summary>How many deployments of each bot are not deleted, by the bot's number.</summary>
    Task<IReadOnlyDictionary<long, long>> DeploymentCounts(CancellationToken cancel = default);

    /// <summary>The run with the best Sharpe ratio of each bot.</summary>
    /// <param name="viewer">Only among own and shared runs of this user; null for all.</param>
    /// <param name="cancel">Ends the wait.</param>
    Task<IReadOnlyList<BestRunRow>> BestRuns(string? viewer, CancellationToken cancel = default);

    /// <summary>A user's draft of a bot; null where there is none.</summary>
    Task<DraftRow?> Draft(long bot, string user, CancellationToken cancel = default);

    /// <summary>The bots a user has drafts of.</summary>
    Task<IReadOnlyList<long>> Drafts(string user, CancellationToken cancel = default);

    /// <summary>Saves a draft, durable at return, where the stored one is still that of a revision; the draft as it is then, and whether it is this one.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="over">The revision it was made from; 0 where there was none.</param>
    /// <param name="cancel">Ends the wait.</param>
    Task<(bool Saved, DraftRow? Draft)> SaveDraft(DraftRow draft, long over, CancellationToken cancel = default);

    /// <summary>Says that a draft which still holds a text begins from a version; its revision stays.</summary>
    Task RebaseDraft(long bot, string user, string source, string version, CancellationToken cancel = default);

    /// <summary>Throws a draft away; false where there is none.</summary>
    Task<bool> DropDraft(long bot, string user, CancellationToken cancel = default);

    /// <summary>A bot's versions, newest first.</summary>
    Task<IReadOnlyList<VersionRow>> Versions(long bot, CancellationToken cancel = default);

    /// <summary>The newest version of every bot that has one.</summary>
    Task<IReadOnlyList<VersionRow>> Latest(CancellationToken cancel = default);

    /// <summary>A version's text; null where there is no such version.</summary>
    Task<string?> Source(long bot, string version, CancellationToken cancel = default);

    /// <summary>Adds the next version, durable at return; the newest one, unchanged, where it holds this very text. Null where there is no such bot.</summary>
    /// <param name="version">What is said of it; its number is given here.</param>
    /// <param name="source">Its text.</param>
    /// <param name="major">Whether the number before the dot grows.</param>
    /// <param name="cancel">Ends the wait.</param>
    Task<(bool Added, VersionRow Version)?> AddVersion(VersionRow version, string source, bool major, CancellationToken cancel = default);

    /// <summary>Takes a version in as it is, number and date included: from an export. False where the number is taken or there is no such bot.</summary>
    Task<bool> ImportVersion(VersionRow version, string source, CancellationToken cancel = default);

    /// <summary>Changes a version nothing has used.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="version">major.minor.</param>
    /// <param name="change">Makes what is said of it; number, author and birth stay.</param>
    /// <param name="source">Another text; null leaves it.</param>
    /// <param name="cancel">Ends the wait.</param>
    Task<LibraryChange> ChangeVersion(long bot, string version, Func<VersionRow, VersionRow> change, string? source, CancellationToken cancel = default);

    /// <summary>Removes a version nothing has used.</summary>
    Task<LibraryChange> RemoveVersion(long bot, string version, CancellationToken cancel = default);

    /// <summary>Locks a version, durable at return, because something uses it; the version and its text, null where there is none.</summary>
    Task<(VersionRow Version, string Source)?> Use(long bot, string version, CancellationToken cancel = default);
}
