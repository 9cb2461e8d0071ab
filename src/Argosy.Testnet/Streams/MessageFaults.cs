namespace Argosy.Testnet.Streams;

/// <summary>What is done to the next pushes of a kind of stream.</summary>
internal sealed class MessageFaults
{
    string? _held;
    Action<string>? _heldFor;

    /// <summary>Messages still to be lost.</summary>
    public int Drop { get; set; }

    /// <summary>Messages still to be sent twice.</summary>
    public int Duplicate { get; set; }

    /// <summary>Messages still to be sent after their successor.</summary>
    public int Reorder { get; set; }

    /// <summary>Sends a message as the faults have it.</summary>
    public void Pass(string text, Action<string> send)
    {
        if (Drop > 0)
        {
            Drop--;
            return;
        }
        if (Reorder > 0 && _held is null)
        {
            Reorder--;
            (_held, _heldFor) = (text, send);
            return;
        }
        send(text);
        if (Duplicate > 0)
        {
            Duplicate--;
            send(text);
        }
        if (_held is not { } late) return;
        _heldFor!(late);
        (_held, _heldFor) = (null, null);
    }

    /// <summary>Ends all of them; what was held back is sent.</summary>
    public void Clear()
    {
        (Drop, Duplicate, Reorder) = (0, 0, 0);
        if (_held is { } late) _heldFor!(late);
        (_held, _heldFor) = (null, null);
    }
}
