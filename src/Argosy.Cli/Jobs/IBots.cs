using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Worker.Strategies;

namespace Argosy.Cli.Jobs;

/// <summary>Where the strategies of files come from: their code runs only inside a job worker.</summary>
interface IBots
{
    /// <summary>Says what is needed before anything is done with it.</summary>
    /// <param name="bots">Files of strategies.</param>
    /// <param name="files">Further files that will be read and that no word of the command line names.</param>
    /// <exception cref="NeedsSandboxException">This process runs no code of files.</exception>
    void Need(IReadOnlyCollection<string> bots, IEnumerable<string> files);

    /// <summary>Says the same of what logs and results hold: strategies as the JSON of a run's first message.</summary>
    /// <exception cref="NeedsSandboxException">One holds code, and this process runs none.</exception>
    void NeedStored(IEnumerable<string> strategies)
    {
        // Where code of files runs, that of logs does, too.
    }

    /// <summary>The strategy of a file.</summary>
    /// <exception cref="NeedsSandboxException">This process runs no code of files.</exception>
    Result<StrategyDescriptor> Find(string file);

    /// <summary>Asks the code of a file something while somebody sees whether it comes back.</summary>
    T Asked<T>(Func<T> call);

    /// <summary>What makes instances, so that somebody sees whether they come back when they are called.</summary>
    Func<IStrategy> Watched(Func<IStrategy> create);
}

/// <summary>Not a failure: the command meets the code of a file and is to be done again, as a whole, in a job worker. Nothing has been written.</summary>
/// <param name="bots">Files of strategies.</param>
/// <param name="files">Files it will read and that no word of the command line names.</param>
sealed class NeedsSandboxException(IReadOnlyCollection<string> bots, IReadOnlyCollection<string> files) : Exception($"{string.Join(", ", bots)}: the code of a file runs in a sandbox only")
{
    /// <summary>Files of strategies.</summary>
    public IReadOnlyCollection<string> Bots => bots;

    /// <summary>Files it will read and that no word of the command line names.</summary>
    public IReadOnlyCollection<string> Files => files;
}

/// <summary>The bots of a process that runs none.</summary>
sealed class BotsElsewhere : IBots
{
    BotsElsewhere()
    {
    }

    /// <summary>The one there is.</summary>
    public static BotsElsewhere Instance { get; } = new();

    /// <inheritdoc/>
    public void Need(IReadOnlyCollection<string> bots, IEnumerable<string> files)
    {
        if (bots.Count > 0) throw new NeedsSandboxException(bots, [.. files]);
    }

    /// <inheritdoc/>
    public void NeedStored(IEnumerable<string> strategies)
    {
        if (strategies.Any(StrategyText.HasCode)) throw new NeedsSandboxException([], []);
    }

    /// <inheritdoc/>
    public Result<StrategyDescriptor> Find(string file) => throw new NeedsSandboxException([file], []);

    /// <inheritdoc/>
    public T Asked<T>(Func<T> call) => call();

    /// <inheritdoc/>
    public Func<IStrategy> Watched(Func<IStrategy> create) => create;
}
