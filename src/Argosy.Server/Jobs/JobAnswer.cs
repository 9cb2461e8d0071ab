using System.Text.Json;
using Argosy.Hosting.Ports;

namespace Argosy.Server.Jobs;

/// <summary>A job as the API tells it.</summary>
internal sealed record JobAnswer
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>backtest, optimise, walkforward, validate, train, fetch or synth.</summary>
    public required string Kind { get; init; }

    /// <summary>queued, running, pausing, cancelling, paused, done, failed or cancelled.</summary>
    public required string State { get; init; }

    /// <summary>Share done, 0..1; null where nobody knows.</summary>
    public required double? Progress { get; init; }

    /// <summary>How fast, in words; null where nobody knows.</summary>
    public required string? Rate { get; init; }

    /// <summary>Milliseconds left; null where nobody knows.</summary>
    public required long? Eta { get; init; }

    /// <summary>One sentence.</summary>
    public required string Message { get; init; }

    /// <summary>Unix ms.</summary>
    public required long Created { get; init; }

    /// <summary>Unix ms; null before.</summary>
    public required long? Started { get; init; }

    /// <summary>Unix ms; null before.</summary>
    public required long? Ended { get; init; }

    /// <summary>The run it made; null before and for other kinds.</summary>
    public required long? Run { get; init; }

    /// <summary>The study (optimisation, walk-forward, validation, training) it fills; null for other kinds.</summary>
    public required long? Optimisation { get; init; }

    /// <summary>The run it repeats; null for none.</summary>
    public required long? RerunOf { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public required JobError? Error { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string Owner { get; init; }

    /// <summary>What was asked for.</summary>
    public required JsonElement Request { get; init; }

    /// <summary>From a stored job.</summary>
    public static JobAnswer Of(JobRow job)
    {
        var ended = job.State == "done";
        return new JobAnswer
        {
            Id = job.Id, Kind = job.Kind, Progress = job.Progress, Rate = job.Rate.Length > 0 ? job.Rate : null, Eta = job.EtaMs, Message = job.Message, Created = job.Created, Started = job.Started, Ended = job.Ended,
            State = (job.State, job.Wish) switch { ("running", "pause") => "pausing", ("running", "cancel") => "cancelling", _ => job.State },
            Run = ended ? job.Run : null, Optimisation = job.Study, RerunOf = ended ? null : job.Run, Owner = job.Owner, Request = Parse(job.Request),
            Error = job.Error is null ? null : JsonSerializer.Deserialize<JobError>(job.Error, Http.ApiJson.Options),
        };
    }

    /// <summary>A stored text as JSON.</summary>
    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}

/// <summary>Why a job failed.</summary>
/// <param name="Code">bad-input: the request; failed: the work; interrupted: the server.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Field">The field it is about; null for none.</param>
internal sealed record JobError(string Code, string Message, string? Field);
