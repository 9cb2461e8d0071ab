using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Import;

namespace Argosy.Data.Ticks;

/// <summary>Reads files of ticks into columns of one clock and one scale.</summary>
/// <remarks>
/// Where every row of every file tells when it was received, the run's clock is the recorder's: the times of different streams of one
/// exchange need not agree, and what arrived later must not be known earlier. Otherwise it is the exchange's.
/// </remarks>
public static class TickReader
{
    /// <summary>Reads them, or says which file is wrong where.</summary>
    /// <param name="files">What to read.</param>
    /// <param name="instrument">BTC/USD, where the names of the files do not tell; null to take it from them.</param>
    public static Result<LoadedTicks> Read(TickFiles files, string? instrument = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.Contradiction is { } wrong) return wrong;
        var (trades, quotes, depth) = (new TradeRows(), new QuoteRows(), new DepthRows());
        var names = new List<NameHints>();
        try
        {
            foreach (var (paths, kind) in new[] { (files.Trades, TickKind.Trades), (files.Quotes, TickKind.Quotes), (files.Book, TickKind.Book) })
            {
                foreach (var path in paths)
                {
                    if (ReadFile(path, kind, trades, quotes, depth, names) is { } error) return error;
                }
            }
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Error.Corrupt(broken.Message);
        }
        if (files.Trades.Count > 0 && trades.Times.Count == 0) return Error.BadInput($"{Path.GetFileName(files.Trades[0])} has no trades");
        if (files.Quotes.Count > 0 && quotes.Times.Count == 0) return Error.BadInput($"{Path.GetFileName(files.Quotes[0])} has no quotes");
        if (files.Book.Count > 0 && depth.Times.Count == 0) return Error.BadInput($"{Path.GetFileName(files.Book[0])} has no messages");
        return Named(new TickColumnsBuilder(trades, quotes, depth).Build(files), names, instrument);
    }

    enum TickKind
    {
        Trades,
        Quotes,
        Book,
    }

    static Error? ReadFile(string path, TickKind kind, TradeRows trades, QuoteRows quotes, DepthRows depth, List<NameHints> names)
    {
        var sources = SourceFile.Expand(path);
        if (!sources.Ok) return sources.Error!;
        foreach (var source in sources.Value)
        {
            var sample = SourceSample.Read(source);
            names.Add(NameHints.Read(source));
            var error = kind switch
            {
                TickKind.Trades when OwnTicks.AreTrades(sample) => OwnTicks.ReadTrades(sample, trades),
                TickKind.Quotes when OwnTicks.AreQuotes(sample) => OwnTicks.ReadQuotes(sample, quotes),
                TickKind.Book when OwnTicks.AreChanges(sample) => OwnTicks.ReadChanges(sample, depth),
                TickKind.Book when BookRecording.IsOne(sample) => BookRecording.Read(sample, depth),
                TickKind.Trades => Unknown(sample, "trades", "a CSV with a header: time,price,quantity,side,trade_id[,received_ns]"),
                TickKind.Quotes => Unknown(sample, "best bids and asks", "a CSV with a header: time,bid,bid_quantity,ask,ask_quantity,update_id[,received_ns]"),
                TickKind.Book => Unknown(sample, "order-book changes", "a CSV with a header: time,side,price,quantity,kind,first_update_id,last_update_id[,previous_update_id,received_ns], a Bybit order-book file or a recording of Binance's depth stream"),
            };
            if (error is not null) return error;
        }
        return null;
    }

    static Error Unknown(SourceSample sample, string what, string expected) =>
        Error.BadInput($"{sample.Source.Name} holds no {what} that are known; expected {expected}; it begins with '{sample.Excerpt}'");

    static Result<LoadedTicks> Named((TickHistory History, List<string> Notes) built, List<NameHints> names, string? instrument)
    {
        if (instrument is not null)
        {
            return NameHints.Split(instrument) is { } pair
                ? new LoadedTicks(built.History, pair.Base, pair.Quote, built.Notes)
                : Error.BadInput($"'{instrument}' is no instrument; expected e.g. BTC/USD");
        }
        var first = names.Find(name => name.Base is not null && name.Quote is not null);
        var other = names.Find(name => name.Base is not null && name.Quote is not null && (name.Base != first!.Base || name.Quote != first.Quote));
        return other is null
            ? new LoadedTicks(built.History, first?.Base, first?.Quote, built.Notes)
            : Error.BadInput($"the files are of {first!.Base}/{first.Quote} and of {other.Base}/{other.Quote}; a run on ticks has one instrument");
    }

    /// <summary>SHA-256 over columns, lower-case hex.</summary>
    internal static string HashOf(string head, params ReadOnlySpan<Array?> columns)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(head));
        foreach (var column in columns)
        {
            if (column is null) continue;
            hash.AppendData(BitConverter.GetBytes(column.Length));
            hash.AppendData(MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(column), Buffer.ByteLength(column)));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
