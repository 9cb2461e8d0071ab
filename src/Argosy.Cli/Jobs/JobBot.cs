using Argosy.Core.Values;

namespace Argosy.Cli.Jobs;

/// <summary>A bot's file as a job worker gets it: compiled, or as it is where its language needs no compiler.</summary>
/// <param name="File">The file as the command names it.</param>
/// <param name="Bytes">Of C# the compiled assembly, of TypeScript the text in UTF-8.</param>
/// <param name="SourceHash">SHA-256 of the text.</param>
sealed record JobBot(string File, ReadOnlyMemory<byte> Bytes, string SourceHash)
{
    /// <summary>Whether it is TypeScript.</summary>
    public bool IsTypeScript => File.EndsWith(".ts", StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes it as the fields of a frame.</summary>
    public void Write(BinaryWriter to)
    {
        to.Write(File);
        to.Write(SourceHash);
        to.Write(Bytes.Length);
        to.Write(Bytes.Span);
    }

    /// <summary>Reads it from a frame.</summary>
    public static Result<JobBot> Read(JobFrame frame) => frame.Read(from =>
    {
        var (file, hash, length) = (from.ReadString(), from.ReadString(), from.ReadInt32());
        return new JobBot(file, from.ReadBytes(length), hash);
    });
}
