using Argosy.Core.Values;

namespace Argosy.Cli.Jobs;

/// <summary>Makes of a bot's file what a job worker is given.</summary>
static class BotMaker
{
    /// <summary>The bots of these files, or what is wrong with the first that is none.</summary>
    public static async Task<Result<IReadOnlyList<JobBot>>> MakeAsync(IReadOnlyCollection<string> files, IBotCompiler compiler, CancellationToken cancel)
    {
        var bots = new List<JobBot>();
        foreach (var file in files)
        {
            cancel.ThrowIfCancellationRequested();
            var source = await ReadAsync(file, cancel);
            if (!source.Ok) return source.Error!;
            var compiled = await compiler.CompileAsync(file, source.Value, cancel);
            if (!compiled.Ok) return compiled.Error!;
            bots.Add(compiled.Value);
        }
        return bots;
    }

    /// <summary>The text of a file.</summary>
    public static async Task<Result<string>> ReadAsync(string file, CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllTextAsync(file, cancel);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Error.NotFound($"{file}: no such file");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Error.BadInput($"{file} cannot be read: {broken.Message}");
        }
    }
}
