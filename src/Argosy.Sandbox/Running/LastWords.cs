using System.Text;
using Argosy.Sandbox.Limits;

namespace Argosy.Sandbox.Running;

/// <summary>Reads a program's error output to its end and keeps the last of it.</summary>
sealed class LastWords
{
    const int Kept = 4096;
    readonly Lock _gate = new();
    readonly byte[] _ring = new byte[Kept];
    long _total;

    /// <summary>The last of it, as text, trimmed.</summary>
    public string Text
    {
        get
        {
            lock (_gate)
            {
                var count = (int)Math.Min(_total, Kept);
                var bytes = new byte[count];
                for (var i = 0; i < count; i++) bytes[i] = _ring[(_total - count + i) % Kept];
                return Encoding.UTF8.GetString(bytes).Trim();
            }
        }
    }

    /// <summary>Reads until the end, or until there was too much.</summary>
    /// <param name="from">The error output.</param>
    /// <param name="mostBytes">How much there may be.</param>
    /// <param name="over">Called once when there is more; reading stops.</param>
    public async Task ReadAsync(Stream from, long mostBytes, Action over)
    {
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                lock (_gate)
                {
                    for (var i = 0; i < read; i++) _ring[(_total + i) % Kept] = buffer[i];
                    _total += read;
                }
                if (_total <= mostBytes) continue;
                over();
                return;
            }
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            // The process is gone; how it ended is told by its exit code.
        }
    }
}
