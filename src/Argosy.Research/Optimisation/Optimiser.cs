using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Results;

namespace Argosy.Research.Optimisation;

/// <summary>Searches a space of parameters for what makes an objective best; every trial is a backtest.</summary>
public static class Optimiser
{
    /// <summary>Most points of a grid.</summary>
    public const long MostGridPoints = 10_000_000;

    /// <summary>Runs a search.</summary>
    /// <param name="request">What to search; the window is that of its settings.</param>
    /// <param name="progress">Hears where it stands, from any thread but never from two at once; null for nobody.</param>
    /// <param name="cancellation">Asks to stop: the result then holds the trials that have ended.</param>
    /// <returns>The result, or what is wrong with the request or its journal.</returns>
    public static Result<OptimisationResult> Run(OptimisationRequest request, IProgress<OptimisationProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Check(request) is { } wrong) return wrong;
        var dataHash = DataHash.Of(request.Markets);
        var range = TestRange.Of(request.Markets, request.Settings);
        if (!range.Ok) return range.Error!;
        if (request.Journal is null) return new Search(request, range.Value, dataHash, null, progress).Run(cancellation);
        var journal = TrialJournal.Open(request.Journal, request.Resume, Head(request, dataHash, range.Value), request.Constraints, request.Files);
        if (!journal.Ok) return journal.Error!;
        using (journal.Value) return new Search(request, range.Value, dataHash, journal.Value, progress).Run(cancellation);
    }

    static Error? Check(OptimisationRequest request)
    {
        if (request.Objectives.Count == 0) return Error.BadInput("a search needs at least one objective");
        if (request.Trials < 1) return Error.BadInput($"the number of trials must be 1 or more, was {request.Trials}");
        if (request.Jobs < 1) return Error.BadInput($"the number of jobs must be 1 or more, was {request.Jobs}");
        if (request.Prune && request.Objectives.Count > 1) return Error.BadInput("pruning compares one objective; expected a single one");
        if (request.Prune && !request.Settings.KeepCurve) return Error.BadInput("pruning looks at the equity curve, which is not kept");
        if (SizingRules(request) is { } sizing) return sizing;
        if (request.Method != SearchMethod.Grid) return null;
        if (request.Space.Ranges.FirstOrDefault(range => range.IsContinuous) is { } continuous)
        {
            return Error.BadInput($"a grid needs a step for '{continuous.Name}', e.g. {continuous.Name}={Exact.Text(continuous.From)}..{Exact.Text(continuous.To)}:{(continuous.IsLogarithmic ? "log:10" : Exact.Text((continuous.To - continuous.From) / 10))}; the other methods need none");
        }
        var size = request.Space.Size!.Value;
        if (size > MostGridPoints) return Error.BadInput($"the grid has {(size == long.MaxValue ? "far more" : $"{size:#,0} points, more")} than {MostGridPoints:#,0}; expected larger steps, or one of the methods random, tpe and genetic");
        return request.Trials < size ? Error.BadInput($"the grid has {size:#,0} points, but only {request.Trials:#,0} trials are asked for; expected one of the methods random, tpe and genetic") : null;
    }

    static Error? SizingRules(OptimisationRequest request) => Strategies.Sizing.SizingRules.Parse(request.Settings.Size).Error;

    static byte[] Head(OptimisationRequest request, string dataHash, TestRange range)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JsonRows.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("format", TrialJournal.Format);
            SearchJson.WriteIdentity(writer, request, dataHash, range.From, range.To);
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }
}
