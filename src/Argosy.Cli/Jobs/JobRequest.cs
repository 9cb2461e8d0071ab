using System.Text.Json;
using System.Text.Json.Serialization;

namespace Argosy.Cli.Jobs;

/// <summary>A command for a job worker: its words and what of the host's surroundings it looks at.</summary>
/// <param name="Words">The command line as it was given.</param>
/// <param name="Folder">The folder it was given in, absolute.</param>
/// <param name="Catalogue">The folder of the series, as <c>ARGOSY_DATA</c> would say it; empty for the usual place below <paramref name="Folder"/>.</param>
sealed record JobRequest(IReadOnlyList<string> Words, string Folder, string Catalogue)
{
    /// <summary>Columns of the host's terminal.</summary>
    public int Width { get; init; } = 100;

    /// <summary>Whether results may be coloured.</summary>
    public bool Color { get; init; }

    /// <summary>Whether progress may redraw its line.</summary>
    public bool LiveProgress { get; init; }

    /// <summary>Whether a program watches the host: progress goes to it as JSON lines.</summary>
    public bool IsWatched { get; init; }

    /// <summary>Whether a failure shows where it is.</summary>
    public bool IsDebugged { get; init; }

    /// <summary>Whether there is a record of trials.</summary>
    public bool CountsTrials { get; init; }

    /// <summary>As JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, JobJson.Default.JobRequest);
}

/// <summary>Its JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JobRequest))]
sealed partial class JobJson : JsonSerializerContext;
