namespace Argosy.Hosting.Ports;

/// <summary>Commands, each carried out once.</summary>
public interface ICommandStore
{
    /// <summary>Takes a command in, durable at return; false where its id was taken before: it must not be carried out again.</summary>
    Task<bool> TryAdd(CommandRow command, CancellationToken cancel = default);

    /// <summary>Notes what came of a command.</summary>
    Task Finish(string source, string id, string state, string answer, CancellationToken cancel = default);

    /// <summary>A command by its mouth and id; null where none was taken.</summary>
    Task<CommandRow?> Find(string source, string id, CancellationToken cancel = default);

    /// <summary>The last commands, newest first.</summary>
    Task<IReadOnlyList<CommandRow>> Last(int limit, CancellationToken cancel = default);
}
