using System.Text.Json;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Rules;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Deploying;
using Argosy.Research.Backtests;
using Argosy.Research.Perpetuals;
using Argosy.Research.Results;
using Argosy.Scripting.CSharp;
using Argosy.Scripting.TypeScript;
using Argosy.Simulation.Fills;
using Argosy.Strategies.Exits;
using Argosy.Strategies.Guards;
using Argosy.Strategies.Limits;
using Argosy.Strategies.Sizing;
using Argosy.Worker.Compiling;
using Argosy.Worker.Links;
using Argosy.Worker.Running;
using Argosy.Worker.Strategies;

namespace Argosy.Cli.Running;

/// <summary>Makes the runs of deployments from strategies and settings, and starts their workers.</summary>
/// <param name="kind">Where built-in strategies run; null: in this process.</param>
/// <param name="userCode">What holds texts, in a process of their own.</param>
sealed class DeployedRuns(WorkerKind? kind, UserCode userCode) : IRunSource, IAsyncDisposable
{
    readonly CompileWorker _compiler = new(() => userCode.Open() is { Ok: true, Value: var sandboxes } ? sandboxes.Start(WorkerCommand.CompilerSpec()) : userCode.Open().Error!);

    /// <inheritdoc/>
    public async Task<Result<RunBegins>> MakeAsync(DeploymentSpec spec, IReadOnlyList<Instrument> instruments, CancellationToken cancellation)
    {
        var settings = SettingsOf(spec);
        if (!settings.Ok) return settings.Error!;
        if (spec.Sources.Count > 0 && userCode.Open() is { Ok: false } refused) return refused.Error!;
        // A name that is no text given here would be a file of this machine.
        var files = spec.Parameters.Values.Append(spec.Strategy).SelectMany(text => text.Split([',', '+', ':', '(', ')', ' '], StringSplitOptions.RemoveEmptyEntries)).Where(IsFile);
        if (files.FirstOrDefault(file => !spec.Sources.ContainsKey(file)) is { } missing) return Error.BadInput($"strategy: there is no text of {missing}; expected one of its name among sources");
        var strategy = await StrategyOfAsync(spec, cancellation).ConfigureAwait(false);
        if (!strategy.Ok) return strategy.Error! with { Message = $"strategy: {strategy.Error!.Message}" };
        var timeframe = Timeframe.Parse(spec.Timeframe);
        if (!timeframe.Ok) return Error.BadInput($"timeframe: {timeframe.Error!.Message}");
        var begins = new RunBegins(spec.Mode == DeploymentMode.Live ? RunMode.Live : RunMode.Paper, instruments, timeframe.Value, strategy.Value, StoredSettings.Text(settings.Value));
        return Tried(begins, spec) is { } wrong ? wrong : begins;
    }

    /// <inheritdoc/>
    public bool IsApart(BotTerms terms) => HasCode(terms.Begins) || kind is WorkerKind.Process;

    /// <inheritdoc/>
    public IWorkerLink Start(BotTerms terms, IWorkerListener listener)
    {
        if (!IsApart(terms)) return new LocalWorkerLink(listener);
        var started = HasCode(terms.Begins) ? userCode.StartWorker(listener) : ProcessWorkerLink.Start(WorkerCommand.Options(), listener);
        return started.Ok ? started.Value : throw new InvalidOperationException(started.Error!.Message);
    }

    static bool HasCode(RunBegins begins) => begins.Strategy.Contains("\"sources\"", StringComparison.Ordinal) || begins.Strategy.Contains("\"images\"", StringComparison.Ordinal);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _compiler.DisposeAsync();

    // The user's own code is neither compiled nor loaded in this process; whether its parameters fit is said by the worker that begins with it.
    async Task<Result<string>> StrategyOfAsync(DeploymentSpec spec, CancellationToken cancellation)
    {
        if (spec.Sources.Count == 0)
        {
            var bound = StrategyText.Read(JsonSerializer.Serialize(new StrategyRequest(spec.Strategy, spec.Parameters, null), StrategyRequestJson.Default.StrategyRequest));
            return bound.Ok ? StrategyText.Of(bound.Value) : bound.Error!;
        }
        var images = new Dictionary<string, CompiledImage>(StringComparer.Ordinal);
        foreach (var (name, text) in spec.Sources.Where(source => !TypeScriptBots.IsFile(source.Key)))
        {
            var compiled = await _compiler.CompileAsync(name, text, cancellation).ConfigureAwait(false);
            if (!compiled.Ok) return compiled.Error!;
            if (compiled.Value.Image is not { } image) return Error.BadInput(compiled.Value.Complaints(name));
            images[name] = image;
        }
        return StrategyText.Of(spec.Strategy, spec.Parameters, spec.Sources, images);
    }

    static bool IsFile(string word) => word.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) || TypeScriptBots.IsFile(word);

    // What only the whole run can know is wrong. The user's own code is not run in this process.
    static Error? Tried(RunBegins begins, DeploymentSpec spec)
    {
        if (spec.Sources.Count > 0) return null;
        Error? wrong = null;
        new RunWorker(answer =>
        {
            if (answer is BotLine { Level: "error" } line) wrong ??= Error.BadInput(line.Text);
        }).Hear(begins);
        return wrong;
    }

    static Result<BacktestSettings> SettingsOf(DeploymentSpec spec)
    {
        if (spec.Cash <= 0) return Error.BadInput($"cash: {Exact.Text(spec.Cash)} is not above 0");
        if (spec.Leverage is < 1 or > 125) return Error.BadInput($"leverage: {Exact.Text(spec.Leverage)} is out of range; expected 1 to 125");
        if (spec.Margin is not (null or "isolated" or "cross")) return Error.BadInput($"margin: '{spec.Margin}' is none; expected isolated or cross");
        if (spec.Leverage > 1 && !spec.Short && spec.Margin is null) return Error.BadInput("leverage: above 1 it needs short or margin; a spot purchase is paid in full");
        if (spec.Side is not (null or "long" or "short")) return Error.BadInput($"side: '{spec.Side}' is none; expected long or short");
        if (spec.Side is not null && spec.Margin is null) return Error.BadInput($"side: {spec.Side} is for perpetual contracts; expected margin beside it, or no side");
        if (spec.Side is not null && spec.Short) return Error.BadInput($"side: {spec.Side} and short contradict: short allows both; expected one of them");
        if (spec.Margin is not null && spec.Leverage != decimal.Floor(spec.Leverage)) return Error.BadInput($"leverage: {Exact.Text(spec.Leverage)}; exchanges take whole numbers");
        var sizing = SizingRules.Parse(spec.Size);
        if (!sizing.Ok) return Error.BadInput($"size: {sizing.Error!.Message}");
        var exits = Rules("exits", spec.Exits, ExitRules.Catalogue);
        if (!exits.Ok) return exits.Error!;
        var guards = Rules("guards", spec.Guards, GuardRules.Catalogue);
        if (!guards.Ok) return guards.Error!;
        var limits = Rules("limits", spec.Limits, LimitRules.Catalogue);
        if (!limits.Ok) return limits.Error!;
        foreach (var (name, ratio) in new[] { ("makerFee", spec.MakerFee), ("takerFee", spec.TakerFee) })
        {
            if (ratio is < -0.01m or > 0.1m) return Error.BadInput($"{name}: {Exact.Text(ratio.Value)} is out of range; expected a ratio such as 0.001");
        }
        if (spec.SlippageBps is < 0 or > 1_000) return Error.BadInput($"slippageBps: {Exact.Text(spec.SlippageBps.Value)} is out of range; expected 0 to 1000");
        if (TicksOf(spec) is { Ok: false } unfit) return unfit.Error!;
        if (spec.Seed is < 0) return Error.BadInput($"seed: {spec.Seed} is below 0");
        var usual = new BacktestSettings();
        return usual with
        {
            Cash = spec.Cash, Size = sizing.Value.ToString() ?? spec.Size, Exits = exits.Value, Guards = guards.Value, Limits = limits.Value, AllowShort = spec.Short || spec.Side == "short", AllowLong = spec.Side != "short", Leverage = spec.Leverage, Band = false,
            Margin = spec.Margin is null ? null : new MarginSettings { Mode = spec.Margin == "cross" ? MarginMode.Cross : MarginMode.Isolated },
            Ticks = TicksOf(spec).Value,
            Fills = usual.Fills with
            {
                MakerFee = spec.MakerFee ?? usual.Fills.MakerFee, TakerFee = spec.TakerFee ?? usual.Fills.TakerFee, SlippageBps = spec.SlippageBps ?? usual.Fills.SlippageBps, Seed = (ulong)(spec.Seed ?? (long)usual.Fills.Seed),
            },
        };
    }

    // What a run on trades is limited to.
    static Result<TickOptions?> TicksOf(DeploymentSpec spec)
    {
        if (spec.Fills is not (null or "candles" or "trades")) return Error.BadInput($"fills: '{spec.Fills}' is none; expected candles or trades");
        if (spec.Fills != "trades") return spec.LatencyMs is null ? Result<TickOptions?>.Of(null) : Error.BadInput("latencyMs: milliseconds inside candles are not known; expected fills: trades beside it");
        if (spec.Mode == DeploymentMode.Live) return Error.BadInput("fills: an exchange fills a live run's orders; expected none");
        if (spec.Instruments.Count > 1) return Error.BadInput($"fills: a run on trades has one instrument; {spec.Instruments.Count} were given");
        if (spec.Margin is not null) return Error.BadInput("fills: perpetual contracts are filled on candles, for trades tell neither mark prices nor funding");
        if (spec.LatencyMs is < 0 or > 600_000) return Error.BadInput($"latencyMs: {spec.LatencyMs} is out of range; expected 0 to 600000");
        return Result<TickOptions?>.Of(new TickOptions { LatencyMs = spec.LatencyMs ?? 0 });
    }

    static Result<IReadOnlyList<string>> Rules<T>(string field, IReadOnlyList<string> texts, RuleCatalogue<T> catalogue)
        where T : class
    {
        var bound = new List<string>();
        foreach (var text in texts)
        {
            var rule = catalogue.Bind(text);
            if (!rule.Ok) return Error.BadInput($"{field}: {rule.Error!.Message}");
            bound.Add(rule.Value.Text);
        }
        return bound;
    }
}
