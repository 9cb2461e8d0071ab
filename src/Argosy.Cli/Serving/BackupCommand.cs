using System.CommandLine;
using System.Text;
using Argosy.Cli.Invocation;
using Argosy.Cli.Operating;
using Argosy.Core.Values;

namespace Argosy.Cli.Serving;

/// <summary><c>argosy backup</c> and <c>argosy restore</c>: the whole database as one file that fits SQLite and PostgreSQL.</summary>
static class BackupCommand
{
    /// <summary>Writes a backup; a server that runs need not stop.</summary>
    public static Command CreateBackup(Session session) => Of(
        session, "backup", "Write the whole database of one instant to a file. Keys of accounts stay sealed under the master key, which is kept apart.", ["argosy backup monday.backup --data /srv/argosy"], WriteAsync);

    /// <summary>Fills a new database.</summary>
    public static Command CreateRestore(Session session) => Of(
        session, "restore", "Fill a new, empty database from a backup. It takes the master key of then; logins and API tokens are made anew.",
        ["argosy restore monday.backup --data /srv/argosy-new", "argosy restore monday.backup --database \"Host=db;Username=argosy;Database=argosy\"     move to PostgreSQL"], ReadAsync);

    static DescribedCommand Of(Session session, string name, string summary, IReadOnlyList<string> examples, Func<Session, string, string, string?, Task<ExitCode>> body)
    {
        var file = new Argument<string>("file") { Description = "The backup" };
        var (data, database) = (OptionKinds.Folder("--data", "Folder of all data (default argosy-data)"), OptionKinds.Text("--database", "file|connection", "SQLite file (default argosy.db in the data folder), or a PostgreSQL connection"));
        var command = new DescribedCommand(name, summary) { Examples = examples };
        command.Add(file);
        command.AddGroup("Storage", data, database);
        command.Run(parse => body(session, parse.GetValue(file)!, Path.GetFullPath(parse.GetValue(data) ?? HostFiles.Usual), parse.GetValue(database)).GetAwaiter().GetResult());
        return command;
    }

    static async Task<ExitCode> WriteAsync(Session session, string file, string folder, string? named)
    {
        if (File.Exists(file)) return session.Fail(Error.BadInput($"{file}: there is such a file already; a backup overwrites nothing"));
        var opened = await HostFiles.OpenExistingAsync(folder, named, session.Cancel);
        if (!opened.Ok) return session.Fail(opened.Error!);
        await using var database = opened.Value;
        var part = file + ".part";
        try
        {
            await using (var writer = new StreamWriter(part, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))) await database.Backup(writer, session.Cancel);
            File.Move(part, file);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            return session.Fail(Error.BadInput($"{file} cannot be written: {full.Message}"));
        }
        session.Terminal.Line($"{file}  {new FileInfo(file).Length} bytes");
        return ExitCode.Done;
    }

    static async Task<ExitCode> ReadAsync(Session session, string file, string folder, string? named)
    {
        if (!File.Exists(file)) return session.Fail(Error.NotFound($"{file}: there is no such file"));
        Directory.CreateDirectory(folder);
        var opened = await HostFiles.OpenAsync(folder, named, session.Cancel);
        if (!opened.Ok) return session.Fail(opened.Error!);
        await using var database = opened.Value;
        using var reader = new StreamReader(file, Encoding.UTF8);
        var restored = await database.Restore(reader, session.Cancel);
        if (!restored.Ok) return session.Fail(restored.Error! with { Message = $"{file}: {restored.Error!.Message}" });
        session.Terminal.Line($"restored {file}");
        return ExitCode.Done;
    }
}
