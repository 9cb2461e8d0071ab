using Argosy.Core.Values;

namespace Argosy.Data.Import.Formats;

/// <summary>One layout of candles or trades: how it is recognised and how its rows are read.</summary>
internal interface IBarFormat
{
    /// <summary>Name for <c>--format</c> and messages.</summary>
    string Name { get; }

    /// <summary>What it looks like, in a few words.</summary>
    string Looks { get; }

    /// <summary>Whether the beginning of a text has this layout.</summary>
    bool Recognises(SourceSample sample);

    /// <summary>Reads all rows; null when all went well.</summary>
    Error? Read(SourceSample sample, Gathering into);
}
