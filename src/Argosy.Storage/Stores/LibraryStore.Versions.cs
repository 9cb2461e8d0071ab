using System.Data.Common;
using System.Globalization;
using Argosy.Hosting.Ports;
using Dapper;

namespace Argosy.Storage.Stores;

/// <content>Versions. Their texts are read one at a time: lists go without.</content>
internal sealed partial class LibraryStore
{
    const string VersionColumns = "v.bot AS Bot, v.major AS Major, v.minor AS Minor, v.note AS Note, v.label AS Label, v.hash AS Hash, v.parameters AS Parameters, v.checked AS Checked, v.locked AS Locked, v.author AS Author, v.created AS Created";
    const string ByNumber = "bot = @bot AND major = @major AND minor = @minor";

    public Task<IReadOnlyList<VersionRow>> Versions(long bot, CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<VersionRow>)[.. await t.Connection!.QueryAsync<VersionRow>($"SELECT {VersionColumns} FROM library_versions v WHERE v.bot = @bot ORDER BY v.major DESC, v.minor DESC", new { bot }, t)], cancel);

    public Task<IReadOnlyList<VersionRow>> Latest(CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<VersionRow>)[.. await t.Connection!.QueryAsync<VersionRow>(
            $"SELECT {VersionColumns} FROM library_versions v WHERE NOT EXISTS (SELECT 1 FROM library_versions n WHERE n.bot = v.bot AND (n.major > v.major OR (n.major = v.major AND n.minor > v.minor))) ORDER BY v.bot", transaction: t)],
        cancel);

    public Task<string?> Source(long bot, string version, CancellationToken cancel = default) => Number(version) is not var (major, minor)
        ? Task.FromResult<string?>(null)
        : database.Read(t => SourceOf(t, bot, major, minor), cancel);

    public Task<(bool Added, VersionRow Version)?> AddVersion(VersionRow version, string source, bool major, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            if (!await Hold(t, version.Bot)) return ((bool, VersionRow)?)null;
            var newest = await t.Connection!.QueryFirstOrDefaultAsync<VersionRow?>($"SELECT {VersionColumns} FROM library_versions v WHERE v.bot = @Bot ORDER BY v.major DESC, v.minor DESC LIMIT 1", new { version.Bot }, t);
            if (newest is not null && newest.Hash == version.Hash && !major) return (false, newest);
            var row = version with { Major = newest is null ? 1 : newest.Major + (major ? 1 : 0), Minor = newest is null || major ? 0 : newest.Minor + 1, Locked = false };
            await Insert(t, row, source);
            return (true, row);
        },
        durable: true, cancel);

    public Task<bool> ImportVersion(VersionRow version, string source, CancellationToken cancel = default) => database.Write(
        async t => await Hold(t, version.Bot) && await Insert(t, version, source) == 1, durable: true, cancel);

    public Task<LibraryChange> ChangeVersion(long bot, string version, Func<VersionRow, VersionRow> change, string? source, CancellationToken cancel = default) => Unlocked(bot, version, async (t, before) =>
    {
        var after = change(before);
        await t.Connection!.ExecuteAsync(
            $"UPDATE library_versions SET note = @Note, label = @Label, hash = @Hash, parameters = @Parameters, checked = @isChecked, source = COALESCE(@source, source) WHERE {ByNumber}",
            new { after.Note, after.Label, after.Hash, after.Parameters, isChecked = after.Checked ? 1L : 0L, source, bot, major = before.Major, minor = before.Minor }, t);
    }, cancel);

    public Task<LibraryChange> RemoveVersion(long bot, string version, CancellationToken cancel = default) => Unlocked(
        bot, version, (t, before) => t.Connection!.ExecuteAsync($"DELETE FROM library_versions WHERE {ByNumber}", new { bot, major = before.Major, minor = before.Minor }, t), cancel);

    public Task<(VersionRow Version, string Source)?> Use(long bot, string version, CancellationToken cancel = default) => Number(version) is not var (major, minor)
        ? Task.FromResult<(VersionRow, string)?>(null)
        : database.Write(
            async t =>
            {
                if (await t.Connection!.ExecuteAsync($"UPDATE library_versions SET locked = 1 WHERE {ByNumber}", new { bot, major, minor }, t) == 0) return ((VersionRow, string)?)null;
                return ((await VersionOf(t, bot, major, minor))!, (await SourceOf(t, bot, major, minor))!);
            },
            durable: true, cancel);

    Task<LibraryChange> Unlocked(long bot, string version, Func<DbTransaction, VersionRow, Task> change, CancellationToken cancel) => Number(version) is not var (major, minor)
        ? Task.FromResult(LibraryChange.NotFound)
        : database.Write(
            async t =>
            {
                // The row is held before it is read: what is being locked by a job is not changed behind its back.
                if (await t.Connection!.ExecuteAsync($"UPDATE library_versions SET bot = bot WHERE {ByNumber}", new { bot, major, minor }, t) == 0) return LibraryChange.NotFound;
                var before = (await VersionOf(t, bot, major, minor))!;
                if (before.Locked) return LibraryChange.Locked;
                await change(t, before);
                return LibraryChange.Done;
            },
            durable: true, cancel);

    static async Task<VersionRow?> VersionOf(DbTransaction t, long bot, long major, long minor) =>
        await t.Connection!.QueryFirstOrDefaultAsync<VersionRow?>($"SELECT {VersionColumns} FROM library_versions v WHERE v.bot = @bot AND v.major = @major AND v.minor = @minor", new { bot, major, minor }, t);

    static async Task<string?> SourceOf(DbTransaction t, long bot, long major, long minor) =>
        await t.Connection!.QueryFirstOrDefaultAsync<string?>($"SELECT source FROM library_versions WHERE {ByNumber}", new { bot, major, minor }, t);

    static Task<int> Insert(DbTransaction t, VersionRow row, string source) => t.Connection!.ExecuteAsync(
        """
        INSERT INTO library_versions (bot, major, minor, note, label, hash, parameters, checked, locked, author, created, source)
        VALUES (@Bot, @Major, @Minor, @Note, @Label, @Hash, @Parameters, @isChecked, @isLocked, @Author, @Created, @source) ON CONFLICT (bot, major, minor) DO NOTHING
        """,
        new { row.Bot, row.Major, row.Minor, row.Note, row.Label, row.Hash, row.Parameters, isChecked = row.Checked ? 1L : 0L, isLocked = row.Locked ? 1L : 0L, row.Author, row.Created, source }, t);

    static (long Major, long Minor)? Number(string version) =>
        version.Split('.') is [var before, var behind] && Whole(before) is { } major && Whole(behind) is { } minor ? (major, minor) : null;

    static long? Whole(string digits) => digits.Length is > 0 and < 10 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == digits ? number : null;
}
