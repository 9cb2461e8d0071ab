using Argosy.Cli.Jobs;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;

namespace Argosy.Cli.Running;

/// <summary>The bots of a host: it names them, and their code runs in workers alone. Whether parameters fit is said by the worker.</summary>
sealed class HeldBots : IBots
{
    readonly SortedSet<string> _files = new(StringComparer.Ordinal);

    /// <summary>The files that are needed, as they were named.</summary>
    public IReadOnlyCollection<string> Files => _files;

    /// <inheritdoc/>
    public void Need(IReadOnlyCollection<string> bots, IEnumerable<string> files) => _files.UnionWith(bots);

    /// <inheritdoc/>
    public Result<StrategyDescriptor> Find(string file) => File.Exists(file) ? StrategyDescriptor.Declared(typeof(Elsewhere), Path.GetFileNameWithoutExtension(file), "", [], _ => throw new InvalidOperationException($"{file} runs in a worker alone")) : Error.NotFound($"{file}: no such file");

    /// <inheritdoc/>
    public T Asked<T>(Func<T> call) => call();

    /// <inheritdoc/>
    public Func<IStrategy> Watched(Func<IStrategy> create) => create;

    // Stands for the strategy in the texts that name it; there never is one.
    sealed class Elsewhere : IStrategy
    {
        public void OnBar(in Bar bar, StrategyContext context) => throw new InvalidOperationException("it runs in a worker alone");
    }
}
