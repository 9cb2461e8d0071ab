using System.Text.Json.Serialization;
using Argosy.Scripting.CSharp;
using Argosy.Scripting.CSharp.Language;

namespace Argosy.Worker.Compiling;

/// <summary>What a compile worker is asked.</summary>
/// <param name="Id">Number of the question; its answer has the same.</param>
/// <param name="Op">What to do.</param>
/// <param name="Name">How messages call the file.</param>
/// <param name="Source">The file's text.</param>
/// <param name="Offset">Where in it, UTF-16 units; for what is asked about a place.</param>
sealed record CompileRequest(long Id, CompileOp Op, string Name, string Source, int Offset);

/// <summary>What a compile worker can do.</summary>
enum CompileOp
{
    /// <summary>Compile, and read what the strategy says of itself.</summary>
    Compile,
    /// <summary>Say what is wrong.</summary>
    Diagnose,
    /// <summary>Say what may stand at a place.</summary>
    Complete,
    /// <summary>Say what a word means.</summary>
    Hover,
    /// <summary>Say how what is being called is called.</summary>
    Signature,
}

/// <summary>An answer of a compile worker; its first one, number 0, says that it is ready.</summary>
sealed record CompileAnswer(long Id)
{
    public IReadOnlyList<SourceProblem>? Problems { get; init; }

    public byte[]? Image { get; init; }

    public string? SourceHash { get; init; }

    public BotDescription? Strategy { get; init; }

    public CompletionList? Completion { get; init; }

    public HoverText? Hover { get; init; }

    public SignatureHelp? Signature { get; init; }

    /// <summary>The compiler's and the libraries' edition; in the first answer.</summary>
    public string? Edition { get; init; }

    /// <summary>What failed in the worker itself.</summary>
    public string? Fault { get; init; }

    /// <summary>Bytes the worker holds.</summary>
    public long Memory { get; init; }
}

/// <summary>The JSON of questions and answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CompileRequest))]
[JsonSerializable(typeof(CompileAnswer))]
sealed partial class CompileJson : JsonSerializerContext;
