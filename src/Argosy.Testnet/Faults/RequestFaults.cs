namespace Argosy.Testnet.Faults;

/// <summary>What goes wrong with requests, and how often.</summary>
internal sealed class RequestFaults
{
    readonly List<RequestFault> _waiting = [];

    /// <summary>Faults still to come.</summary>
    public int Count => _waiting.Count;

    /// <summary>Delay of every answer, ms of exchange time.</summary>
    public long LatencyMs { get; set; }

    public void Add(RequestFault fault) => _waiting.Add(fault);

    public void Clear()
    {
        _waiting.Clear();
        LatencyMs = 0;
    }

    /// <summary>The fault that meets a request, or null; it is used up.</summary>
    public RequestFault? Take(string method, string path)
    {
        var index = _waiting.FindIndex(fault => (fault.Method is null || fault.Method == method) && path.StartsWith(fault.Path, StringComparison.Ordinal));
        if (index < 0) return null;
        var found = _waiting[index];
        if (found.Count > 1) _waiting[index] = found with { Count = found.Count - 1 };
        else _waiting.RemoveAt(index);
        return found;
    }
}

/// <summary>One fault of requests.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Method">Only of this method; null for all.</param>
/// <param name="Path">Only of paths that begin so; empty for all.</param>
/// <param name="Count">How many requests it meets.</param>
/// <param name="Status">HTTP status of an answer that is replaced.</param>
/// <param name="Ms">Length of a delay, ms of exchange time.</param>
internal sealed record RequestFault(RequestFaultKind Kind, string? Method, string Path, int Count, int Status, long Ms);

/// <summary>Kinds of faults of requests. "Before" means the exchange never saw the request, "after" that it carried it out.</summary>
internal enum RequestFaultKind
{
    /// <summary>The connection is closed, the request is lost.</summary>
    CutBefore,
    /// <summary>The request is carried out, the connection is closed instead of an answer.</summary>
    CutAfter,
    /// <summary>No answer until the client gives up; the request is lost.</summary>
    TimeoutBefore,
    /// <summary>No answer until the client gives up; the request was carried out.</summary>
    TimeoutAfter,
    /// <summary>An error status; the request is lost.</summary>
    StatusBefore,
    /// <summary>An error status although the request was carried out.</summary>
    StatusAfter,
    /// <summary>The request arrives late.</summary>
    DelayBefore,
    /// <summary>The answer arrives late.</summary>
    DelayAfter,
}
