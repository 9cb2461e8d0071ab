using System.Security.Cryptography;
using System.Text;
using Argosy.Research.Backtests;

namespace Argosy.Research.Results;

/// <summary>The name of all data of a run.</summary>
public static class DataHash
{
    /// <summary>SHA-256 over the hashes of the series in the run's order, detail (or ticks), mark and funding series after their own, LF after each; lower-case hex.</summary>
    public static string Of(IReadOnlyList<Market> markets)
    {
        ArgumentNullException.ThrowIfNull(markets);
        var text = new StringBuilder();
        foreach (var market in markets)
        {
            text.Append(market.Bars.Hash).Append('\n');
            if (market.DetailHash is { } detail) text.Append(detail).Append('\n');
            if (market.Mark is { } mark) text.Append(mark.Hash).Append('\n');
            if (market.Funding is { } funding) text.Append(funding.Hash).Append('\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
