using Argosy.Core.Values;
using Argosy.Hosting.Commands;
using Argosy.Hosting.Deploying;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Trading;

/// <summary>Deployments and what people do with them. What moves real money asks for the password again.</summary>
internal static class DeploymentEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var all = api.MapGroup("/deployments").WithTags("deployments");
        all.MapGet("", ListAsync).Answering<Page<DeploymentRowAnswer>>().WithSummary("All deployments");
        all.MapPost("", CreateAsync).ForLiveAction(Role.Trader).Answering<DeploymentAnswer>(StatusCodes.Status201Created).WithSummary("Make a deployment and start it");
        all.MapGet("/{id:int}", FindAsync).Answering<DeploymentAnswer>().WithSummary("A deployment with what was asked of it");
        all.MapDelete("/{id:int}", async (int id, Visitor visitor, TradingDesk desk) => TradingEndpoints.Done(await desk.Parts.Deployments.DeleteAsync(id, visitor.Name))).For(Role.Trader).WithSummary("Delete one that does not run and holds nothing; its history stays");
        all.MapPost("/{id:int}/start", StartAsync).ForLiveAction(Role.Trader).WithSummary("Start it; one that was disabled may go on");
        all.MapPost("/{id:int}/pause", async (int id, Visitor visitor, TradingDesk desk, CancellationToken cancellation) => TradingEndpoints.Done(await desk.Parts.Deployments.PauseAsync(id, visitor.Name, cancellation))).For(Role.Trader).WithSummary("Let it go on without entries");
        all.MapPost("/{id:int}/resume", async (int id, Visitor visitor, TradingDesk desk, CancellationToken cancellation) => TradingEndpoints.Done(await desk.Parts.Deployments.ResumeAsync(id, visitor.Name, cancellation))).ForLiveAction(Role.Trader).WithSummary("End its pause");
        all.MapPost("/{id:int}/stop", StopAsync).For(Role.Trader).WithSummary("Stop it; positions stay with their exits or are closed first");
        all.MapPost("/{id:int}/flatten", async (int id, Visitor visitor, TradingDesk desk, CancellationToken cancellation) => TradingEndpoints.Done(await desk.Parts.Deployments.FlattenAsync(id, null, visitor.Name, cancellation))).For(Role.Trader).WithSummary("Close what it holds at the market; it goes on");
        all.MapPost("/{id:int}/run-now", async (int id, Visitor visitor, TradingDesk desk, CancellationToken cancellation) => TradingEndpoints.Done(await desk.Parts.Deployments.RunNowAsync(id, visitor.Name, cancellation))).ForLiveAction(Role.Trader).WithSummary("Fire a scheduled deployment now");
        all.MapPost("/{id:int}/update", UpdateAsync).ForLiveAction(Role.Trader).Answering<DeploymentAnswer>().WithSummary("Give a flat deployment another version, parameters or settings; it goes on under a new number");
        all.MapPost("/{id:int}/command", CommandAsync).ForLiveAction(Role.Trader).Answering<CommandReply>().WithSummary("Give its strategy a command");
    }

    static async Task<IResult> ListAsync(DeploymentReading reading, CancellationToken cancellation, long? bot = null)
    {
        var rows = await reading.RowsAsync(cancellation);
        if (bot is not null) rows = [.. rows.Where(row => row.BotId == bot)];
        return Answers.Ok(new Page<DeploymentRowAnswer>(rows, null, rows.Count));
    }

    static async Task<IResult> FindAsync(int id, DeploymentReading reading, CancellationToken cancellation) => await reading.FindAsync(id, cancellation) is { } found ? Answers.Ok(found) : NotFound(id);

    static async Task<IResult> CreateAsync(NewDeployment wish, Visitor visitor, TradingDesk desk, DeploymentReading reading, DeployedVersions versions, CancellationToken cancellation)
    {
        if (wish.Mode == DeploymentMode.Live && wish.Confirm != wish.Name) return ApiFailure.BadInput("a live deployment trades with real money: expected its name once more", "confirm");
        var spec = await SpecAsync(wish, visitor, versions, cancellation);
        if (!spec.Ok) return TradingEndpoints.Failure(spec.Error!);
        var made = await desk.Parts.Deployments.CreateAsync(spec.Value, visitor.Name, cancellation);
        if (!made.Ok) return TradingEndpoints.Failure(made.Error!);
        // It is there whether its start succeeds or not; why it does not run is in its row.
        if (wish.Start != false) await desk.Parts.Deployments.StartAsync(made.Value.Id, visitor.Name, CancellationToken.None);
        return TypedResults.Json(await reading.FindAsync(made.Value.Id, cancellation), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    static async Task<IResult> StartAsync(int id, Visitor visitor, TradingDesk desk, CancellationToken cancellation, StartWish? wish = null)
    {
        if (desk.Parts.Deployments.Find(id) is not { } one) return NotFound(id);
        if (one.Spec.Mode == DeploymentMode.Live && wish?.Confirm != one.Spec.Name) return ApiFailure.BadInput("a live deployment trades with real money: expected its name", "confirm");
        return TradingEndpoints.Done(await desk.Parts.Deployments.StartAsync(id, visitor.Name, cancellation));
    }

    static async Task<IResult> StopAsync(int id, Visitor visitor, TradingDesk desk, CancellationToken cancellation, StopWish? wish = null) =>
        TradingEndpoints.Done(await desk.Parts.Deployments.StopAsync(id, wish?.Positions ?? PositionsAtStop.Leave, visitor.Name, cancellation));

    static async Task<IResult> UpdateAsync(int id, UpdateWish wish, Visitor visitor, TradingDesk desk, DeploymentReading reading, DeployedVersions versions, CancellationToken cancellation)
    {
        if (desk.Parts.Deployments.Find(id) is not { } one) return NotFound(id);
        var spec = one.Spec with
        {
            Parameters = wish.Parameters ?? one.Spec.Parameters, Size = wish.Size ?? one.Spec.Size, Exits = wish.Exits ?? one.Spec.Exits, Guards = wish.Guards ?? one.Spec.Guards, Limits = wish.Limits ?? one.Spec.Limits, Cash = wish.Cash ?? one.Spec.Cash,
            Schedule = wish.Schedule ?? one.Spec.Schedule,
        };
        if (wish.Version is { } version)
        {
            var of = await versions.OfAsync(spec with { Bot = one.Bot }, one.Bot, version, visitor, cancellation);
            if (!of.Ok) return TradingEndpoints.Failure(of.Error!);
            spec = of.Value with { Parameters = wish.Parameters ?? of.Value.Parameters };
        }
        var updated = await desk.Parts.Deployments.UpdateAsync(id, _ => spec, visitor.Name, cancellation, wish.KeepState != false);
        return updated.Ok ? Answers.Ok(await reading.FindAsync(updated.Value.Id, cancellation)) : TradingEndpoints.Failure(updated.Error!);
    }

    static async Task<IResult> CommandAsync(int id, CommandWish wish, Visitor visitor, TradingDesk desk, HttpContext context, CancellationToken cancellation)
    {
        if (desk.Parts.Deployments.Find(id) is not { } one) return NotFound(id);
        var reading = Core.Commands.CommandParser.Read(wish.Text);
        if (reading.Fault is { } fault) return ApiFailure.BadInput(fault.ToString(), "text");
        var given = await desk.Parts.Host.CommandAsync(one.Spec.Name, reading.Command!.ToString()!, "web", CommandEndpoints.IdOf(context), cancellation);
        return given.Ok ? Answers.Ok(new CommandReply(CommandEndpoints.IdOf(context), CommandOutcome.Done, $"given to {one.Spec.Name} by {visitor.Name}", id, null)) : TradingEndpoints.Failure(given.Error!);
    }

    static async Task<Result<DeploymentSpec>> SpecAsync(NewDeployment wish, Visitor visitor, DeployedVersions versions, CancellationToken cancellation)
    {
        var usual = new DeploymentSpec { Name = wish.Name, Strategy = wish.Strategy ?? "", Venue = wish.Venue, Instruments = wish.Instruments, Timeframe = wish.Timeframe };
        var spec = usual with
        {
            Parameters = wish.Parameters ?? usual.Parameters, Sources = wish.Sources ?? usual.Sources, Bot = wish.Bot, Mode = wish.Mode, Account = wish.Account, WarmUp = wish.WarmUp ?? usual.WarmUp, Cash = wish.Cash ?? usual.Cash, Size = wish.Size ?? usual.Size,
            Exits = wish.Exits ?? [], Guards = wish.Guards ?? [], Limits = wish.Limits ?? [], Short = wish.Short ?? false, Side = wish.Side, Leverage = wish.Leverage ?? 1, Margin = wish.Margin, MakerFee = wish.MakerFee, TakerFee = wish.TakerFee, SlippageBps = wish.SlippageBps,
            Fills = wish.Fills, LatencyMs = wish.LatencyMs, Seed = wish.Seed, Schedule = wish.Schedule ?? "",
        };
        // The names of the library's bots are given by the library alone.
        if (wish.Strategy is { Length: > 0 }) return wish.Bot is { } named && ILibraryStore.BotOf(named) is not null ? Error.BadInput("bot: bot and strategy contradict: the bot's version says what runs") : spec;
        if (wish.Bot is null || (wish.Version is null && !DeployedVersions.IsOfLibrary(wish.Bot))) return Error.BadInput("strategy: expected a strategy, or a bot with its version, e.g. bot 7@1.4");
        var of = await versions.OfAsync(spec, wish.Bot, wish.Version, visitor, cancellation);
        return of.Ok && wish.Parameters is { } given ? of.Value with { Parameters = Merged(of.Value.Parameters, given) } : of;
    }

    static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> stored, IReadOnlyDictionary<string, string> given)
    {
        var merged = new Dictionary<string, string>(stored, StringComparer.Ordinal);
        foreach (var (name, value) in given) merged[name] = value;
        return merged;
    }

    public static ApiFailure NotFound(int id) => ApiFailure.NotFound($"there is no deployment {id}");
}

/// <summary>A deployment that is asked for.</summary>
internal sealed record NewDeployment
{
    public required string Name { get; init; }
    public string? Strategy { get; init; }
    public string? Bot { get; init; }
    public string? Version { get; init; }
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }
    public IReadOnlyDictionary<string, string>? Sources { get; init; }
    public string? Account { get; init; }
    public DeploymentMode Mode { get; init; }
    public required string Venue { get; init; }
    public required IReadOnlyList<string> Instruments { get; init; }
    public required string Timeframe { get; init; }
    public int? WarmUp { get; init; }
    public decimal? Cash { get; init; }
    public string? Size { get; init; }
    public IReadOnlyList<string>? Exits { get; init; }
    public IReadOnlyList<string>? Guards { get; init; }
    public IReadOnlyList<string>? Limits { get; init; }
    public bool? Short { get; init; }
    public string? Side { get; init; }
    public decimal? Leverage { get; init; }
    public string? Margin { get; init; }
    public decimal? MakerFee { get; init; }
    public decimal? TakerFee { get; init; }
    public decimal? SlippageBps { get; init; }
    public string? Fills { get; init; }
    public int? LatencyMs { get; init; }
    public long? Seed { get; init; }
    public string? Schedule { get; init; }
    public bool? Start { get; init; }
    public string? Confirm { get; init; }
}

/// <summary>A start; of a live deployment with its name once more.</summary>
internal sealed record StartWish(string? Confirm = null);

/// <summary>A stop.</summary>
internal sealed record StopWish(PositionsAtStop Positions = PositionsAtStop.Leave);

/// <summary>What changes; what is not said stays.</summary>
internal sealed record UpdateWish(
    string? Version = null, IReadOnlyDictionary<string, string>? Parameters = null, string? Size = null, IReadOnlyList<string>? Exits = null, IReadOnlyList<string>? Guards = null, IReadOnlyList<string>? Limits = null, decimal? Cash = null, string? Schedule = null, bool? KeepState = null);
