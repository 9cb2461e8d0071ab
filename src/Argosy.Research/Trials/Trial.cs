using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Argosy.Research.Backtests;
using Argosy.Research.Results;

namespace Argosy.Research.Trials;

/// <summary>One thing that was tried: what it was, and the daily Sharpe ratio that came out.</summary>
/// <param name="Hash">Names the parameters and rules, see <see cref="NameOf"/>; 16 bytes.</param>
/// <param name="DailySharpe">Mean / sample standard deviation of the daily returns; null where undefined.</param>
public sealed record Trial(ReadOnlyMemory<byte> Hash, double? DailySharpe)
{
    /// <summary>Bytes of a name.</summary>
    public const int HashSize = 16;

    // Neither when nor at what cost nor with how much money: a rule is no new idea because its fee is another.
    static readonly string[] NoIdeas =
    [
        "cash", "makerFee", "takerFee", "feeAsset", "slippageBps", "spreadBps", "volumeSlippageBps", "participation", "latencyBars", "touchProbability",
        "borrowApr", "path", "band", "seed", "from", "to",
    ];

    /// <summary>A trial of a strategy under some settings.</summary>
    public static Trial Of(StrategyChoice strategy, BacktestSettings settings, double? dailySharpe) => new(NameOf(strategy, settings), dailySharpe);

    /// <summary>The first 16 bytes of SHA-256 over every parameter and every setting that is a rule of trading: size, shorts, leverage, exits, limits.</summary>
    public static ReadOnlyMemory<byte> NameOf(StrategyChoice strategy, BacktestSettings settings)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(settings);
        var text = new StringBuilder();
        foreach (var (name, value) in strategy.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal)) text.Append(name).Append('=').Append(value).Append('\n');
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            ResultSettings.Write(writer, settings);
            writer.WriteEndObject();
        }
        using var json = JsonDocument.Parse(buffer.ToArray());
        foreach (var property in json.RootElement.GetProperty("settings").EnumerateObject())
        {
            if (Array.IndexOf(NoIdeas, property.Name) < 0) text.Append(property.Name).Append('=').Append(property.Value.GetRawText()).Append('\n');
        }
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsMemory(0, HashSize);
    }
}
