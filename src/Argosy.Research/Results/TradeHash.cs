using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Argosy.Core.Instruments;
using Argosy.Engine.Accounting;

namespace Argosy.Research.Results;

/// <summary>The hash by which two runs are known to have traded alike.</summary>
/// <remarks>
/// SHA-256 over one line a trade, LF after each:
/// <c>instrument|side|entryTime|entryPrice|exitTime|exitPrice|quantity|fees|pnl|exitReason</c>, decimals without trailing zeros.
/// </remarks>
public static class TradeHash
{
    const decimal One = 1.0000000000000000000000000000m;
    // Eight numbers of at most 31 characters, three words and the bars between them.
    const int LongestNumbers = 512;

    /// <summary>The hash of these trades in their order, lower-case hex; of no trade: of nothing.</summary>
    public static string Of(IReadOnlyList<Trade> trades, IReadOnlyList<Instrument> instruments)
    {
        ArgumentNullException.ThrowIfNull(trades);
        ArgumentNullException.ThrowIfNull(instruments);
        var names = instruments.Select(i => Encoding.UTF8.GetBytes(i.Name)).ToArray();
        var buffer = new byte[LongestNumbers + (names.Length == 0 ? 0 : names.Max(n => n.Length))];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var trade in trades) hash.AppendData(buffer, 0, Write(trade, names[trade.Instrument], buffer));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    static int Write(Trade trade, byte[] name, byte[] buffer)
    {
        name.CopyTo(buffer, 0);
        var line = new Line(buffer, name.Length);
        line.Add(Spelling.Of(trade.Side));
        line.Add(trade.EntryTime);
        line.Add(trade.EntryPrice);
        line.Add(trade.ExitTime);
        line.Add(trade.ExitPrice);
        line.Add(trade.Quantity);
        line.Add(trade.Fees);
        line.Add(trade.Pnl);
        line.Add(Spelling.Of(trade.ExitReason));
        return line.End();
    }

    ref struct Line(byte[] buffer, int length)
    {
        int _length = length;

        public void Add(string word)
        {
            buffer[_length++] = (byte)'|';
            _length += Encoding.UTF8.GetBytes(word, buffer.AsSpan(_length));
        }

        public void Add(long number)
        {
            buffer[_length++] = (byte)'|';
            number.TryFormat(buffer.AsSpan(_length), out var written, default, CultureInfo.InvariantCulture);
            _length += written;
        }

        public void Add(decimal number)
        {
            buffer[_length++] = (byte)'|';
            (number / One).TryFormat(buffer.AsSpan(_length), out var written, default, CultureInfo.InvariantCulture);
            _length += written;
        }

        public int End()
        {
            buffer[_length++] = (byte)'\n';
            return _length;
        }
    }
}
