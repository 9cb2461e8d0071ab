using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Scripting.CSharp;
using Argosy.Scripting.TypeScript;

namespace Argosy.Cli.Jobs;

/// <summary>The bots a job worker was given; nothing is compiled here.</summary>
sealed class GivenBots(IReadOnlyDictionary<string, JobBot> bots, JobPulse pulse) : IBots
{
    /// <inheritdoc/>
    public void Need(IReadOnlyCollection<string> bots, IEnumerable<string> files)
    {
        // What is there was given before the command began.
    }

    /// <inheritdoc/>
    public Result<StrategyDescriptor> Find(string file)
    {
        if (!bots.TryGetValue(file, out var bot)) return Error.NotFound($"{file}: this bot was not given to the job");
        // A TypeScript bot has a watchdog of its own.
        return bot.IsTypeScript ? TypeScriptBots.Read(System.Text.Encoding.UTF8.GetString(bot.Bytes.Span), Path.GetFileName(file)) : Asked(() => Loaded(bot));
    }

    /// <inheritdoc/>
    public T Asked<T>(Func<T> call) => pulse.During(call);

    /// <inheritdoc/>
    public Func<IStrategy> Watched(Func<IStrategy> create) => () => WatchedStrategy.Of(pulse.During(create), pulse);

    static Result<StrategyDescriptor> Loaded(JobBot bot)
    {
        var loaded = StrategyLoader.Load(new CompiledImage(Path.GetFileName(bot.File), bot.Bytes, bot.SourceHash));
        return loaded.Ok ? loaded.Value.Descriptor : loaded.Error!;
    }
}
