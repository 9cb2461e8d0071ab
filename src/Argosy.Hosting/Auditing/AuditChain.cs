using Argosy.Core.Values;

namespace Argosy.Hosting.Auditing;

/// <summary>Checks that an audit log is what was written: every line follows from the one before.</summary>
public sealed class AuditChain
{
    string _hash = AuditEntry.Genesis;

    /// <summary>Lines checked so far.</summary>
    public long Count { get; private set; }

    /// <summary>Hash of the last line; noted elsewhere it also shows that nothing was cut off at the end.</summary>
    public string Head => _hash;

    /// <summary>Takes the next line; an error that names it where it is not the one that was written.</summary>
    public Error? Take(AuditEntry entry)
    {
        var line = Count + 1;
        if (entry.Sequence != line) return Error.Corrupt($"audit line {line}: its number is {entry.Sequence}; a line is missing, doubled or moved");
        if (entry.Hash != entry.ComputedHash(_hash)) return Error.Corrupt($"audit line {line} was changed: its hash does not follow from its content and the line before");
        (Count, _hash) = (line, entry.Hash);
        return null;
    }
}
