using Argosy.Cli.Invocation;
using Argosy.Data.Import;

namespace Argosy.Cli.Terminals;

/// <summary>Progress of reading files.</summary>
sealed class ImportProgressLine(Session session, string what) : IProgress<ImportProgress>, IDisposable
{
    readonly ProgressLine _line = new(session.Terminal, what, session.Cancel);

    /// <summary>Hears of one import that is all of the work.</summary>
    public void Report(ImportProgress value) => _line.Report(Share(value));

    /// <summary>Hears of one import that is one of several.</summary>
    public IProgress<ImportProgress> Of(int index, int count) => new Part(_line, index, count);

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    static double Share(ImportProgress value) => value.FileCount == 0 ? 0 : (value.FileIndex + (value.Bytes > 0 ? (double)value.BytesRead / value.Bytes : 0)) / value.FileCount;

    sealed class Part(ProgressLine line, int index, int count) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => line.Report((index + Share(value)) / count);
    }
}
