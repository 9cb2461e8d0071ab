using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance;

/// <summary>Sends Binance's REST requests: waits for room, signs, sends once, judges the answer.</summary>
/// <remarks>
/// Nothing that changes an order is ever sent a second time here; what fails on the way has the kind <see cref="ErrorKind.FateUnknown"/>, what was
/// certainly never sent the kind <see cref="ErrorKind.Unavailable"/>. Parameters of a POST or PUT stand in its body: a request without one is sent
/// again by <see cref="HttpClient"/> on its own, up to three times, when the venue closes the connection instead of answering (seen with .NET 10, 2026-11).
/// </remarks>
internal sealed class BinanceRest(HttpClient http, BinanceOptions options, VenueClock clock, RateLimiter limiter, VenueKey? key, TimeProvider time, bool isFutures)
{
    // Years 2000 to 2100: whatever lies outside is no time.
    const long Earliest = 946_684_800_000, Latest = 4_102_444_800_000;

    static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    // The venue's longest ban.
    static readonly TimeSpan LongestPause = TimeSpan.FromDays(3);
    static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");

    readonly Target _venue = new(http, options.Rest), _nowhere = new(RehearsalLine.Http, RehearsalLine.Address);
    Task _rehearsed = Task.CompletedTask;

    public VenueClock Clock => clock;

    public async Task<Result<JsonElement>> SendAsync(BinanceRequest request, CancellationToken cancellation)
    {
        var answer = await OnceAsync(request, cancellation).ConfigureAwait(false);
        if (answer.Error?.Kind != ErrorKind.ClockSkew) return answer;
        // The clocks are compared either way; only what changes nothing is asked again.
        var compared = await SyncAsync(cancellation).ConfigureAwait(false);
        return request.Changes || compared is not null ? answer : await OnceAsync(request, cancellation).ConfigureAwait(false);
    }

    /// <summary>Compares the clocks by one round trip; null when it worked.</summary>
    public async Task<Error?> SyncAsync(CancellationToken cancellation) => (await TimeAsync(cancellation).ConfigureAwait(false)).Error;

    /// <summary>Asks for the venue's own time, Unix ms, and compares the clocks by it.</summary>
    public async Task<Result<long>> TimeAsync(CancellationToken cancellation)
    {
        var sent = clock.Local;
        var answer = await OnceAsync(new(HttpMethod.Get, isFutures ? "/fapi/v1/time" : "/api/v3/time", new(1)) { IsUrgent = true }, cancellation, () => sent = clock.Local).ConfigureAwait(false);
        var received = clock.Local;
        if (!answer.Ok) return answer.Error!;
        if (answer.Value.ValueKind != JsonValueKind.Object || !answer.Value.TryGetProperty("serverTime", out var server) || server.ValueKind != JsonValueKind.Number || !server.TryGetInt64(out var told) || told is < Earliest or > Latest) return Error.Corrupt("Binance: the answer to the time request holds no time");
        clock.Observe(sent, received, told);
        return told;
    }

    async Task<Result<JsonElement>> OnceAsync(BinanceRequest request, CancellationToken cancellation, Action? leaving = null)
    {
        if (request.IsSigned && key is null) return new Error(ErrorKind.Unauthorised, "this request needs a key of the account");
        if (await PrepareAsync(request, cancellation).ConfigureAwait(false) is { } unsent) return request.Changes ? unsent with { Kind = ErrorKind.Unavailable } : unsent;
        var now = clock.Now;
        if (request.SignBy is { } last && now > last) return new Error(ErrorKind.Unavailable, "the order is too old to be signed; it was not sent");
        using var message = Message(_venue, request, now);
        if (request.Encoded is null && request.SignBy is not null) options.Latency?.OrderEncoded();
        leaving?.Invoke();
        return await ExchangeAsync(_venue, message, request, cancellation).ConfigureAwait(false);
    }

    // What fails here was never sent.
    async Task<Error?> PrepareAsync(BinanceRequest request, CancellationToken cancellation)
    {
        try
        {
            await limiter.WaitAsync(request.Cost, request.IsUrgent, cancellation).ConfigureAwait(false);
            return request.IsSigned && !clock.IsKnown ? await SyncAsync(cancellation).ConfigureAwait(false) : null;
        }
        catch (OperationCanceledException) when (request.Changes)
        {
            return new(ErrorKind.Unavailable, "cancelled before the request was sent");
        }
    }

    async Task<Result<JsonElement>> ExchangeAsync(Target to, HttpRequestMessage message, BinanceRequest request, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(options.Patience, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            var begun = Stopwatch.GetTimestamp();
            var sending = to.Http.SendAsync(message, ended.Token);
            // On an open connection the bytes are handed over before this returns.
            if (request.SignBy is not null) options.Latency?.OrderSent();
            using var response = await sending.ConfigureAwait(false);
            if (request.SignBy is not null) options.Latency?.Answered.Add(Stopwatch.GetTimestamp() - begun);
            var body = await response.Content.ReadAsByteArrayAsync(ended.Token).ConfigureAwait(false);
            Learn(response.Headers);
            if (!response.IsSuccessStatusCode) return Judge(response, body, request.Changes);
            // A field given twice says two things.
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return document.RootElement.Clone();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Error(request.Changes ? ErrorKind.FateUnknown : ErrorKind.Timeout, $"Binance: no answer within {options.Patience.TotalSeconds:0.#} s");
        }
        catch (OperationCanceledException) when (request.Changes)
        {
            return new Error(ErrorKind.FateUnknown, "cancelled while the request was under way");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or JsonException)
        {
            return new Error(request.Changes ? ErrorKind.FateUnknown : ErrorKind.Unavailable, $"Binance: {broken.Message}");
        }
    }

    Error Judge(HttpResponseMessage response, byte[] body, bool changes)
    {
        var pause = response.Headers.RetryAfter?.Delta is { } told ? TimeSpan.FromTicks(Math.Min(told.Ticks, LongestPause.Ticks)) : (TimeSpan?)null;
        var error = BinanceErrors.Read((int)response.StatusCode, body, pause, changes, isFutures);
        if (error.Kind == ErrorKind.RateLimited) limiter.Block(error.RetryAfter ?? Minute);
        return error;
    }

    void Learn(HttpResponseHeaders headers)
    {
        if (Count(headers, "X-MBX-USED-WEIGHT-1M") is { } weight) limiter.Report(RateUnit.Weight, Minute, weight);
        if (Count(headers, "X-MBX-ORDER-COUNT-10S") is { } orders) limiter.Report(RateUnit.Orders, TenSeconds, orders);
    }

    /// <summary>The request with its text signed now; unchanged where the venue's clock is not known yet.</summary>
    public BinanceRequest Sign(BinanceRequest request)
    {
        if (key is null || !clock.IsKnown) return request;
        var signed = request with { Encoded = Text(request, clock.Now) };
        options.Latency?.OrderEncoded();
        return signed;
    }

    /// <summary>Signs a request and sends it to nobody: it goes through a connection whose other end is ours. One is under way at a time.</summary>
    public void Rehearse(BinanceRequest request)
    {
        if (key is null || !clock.IsKnown || !_rehearsed.IsCompleted) return;
        var now = clock.Now;
        // What has no last moment is measured nowhere.
        _rehearsed = RehearseAsync(request with { Encoded = Text(request, now), SignBy = null }, now);
    }

    async Task RehearseAsync(BinanceRequest request, long now)
    {
        using var message = Message(_nowhere, request, now);
        _ = await ExchangeAsync(_nowhere, message, request, CancellationToken.None).ConfigureAwait(false);
    }

    HttpRequestMessage Message(Target to, BinanceRequest request, long now)
    {
        var text = request.Encoded ?? Text(request, now);
        var isBody = request.Changes && (request.Method == HttpMethod.Post || request.Method == HttpMethod.Put);
        var message = new HttpRequestMessage(request.Method, isBody ? to.Of(request.Path) : new Uri(to.Address, text.Length == 0 ? request.Path : $"{request.Path}?{text}"));
        if (isBody) message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = Form } };
        if (key is not null) message.Headers.Add("X-MBX-APIKEY", key.Key);
        return message;
    }

    string Text(BinanceRequest request, long now)
    {
        var text = new StringBuilder(320);
        foreach (var (name, value) in request.Query)
        {
            if (text.Length > 0) text.Append('&');
            text.Append(name).Append('=').Append(IsPlain(value) ? value : Uri.EscapeDataString(value));
        }
        if (!request.IsSigned) return text.ToString();
        if (text.Length > 0) text.Append('&');
        text.Append("recvWindow=").Append(request.ReceiveWindow ?? (int)options.ReceiveWindow.TotalMilliseconds).Append("&timestamp=").Append(now);
        var signed = text.ToString();
        return text.Append("&signature=").Append(BinanceSigner.Sign(key!, signed)).ToString();
    }

    // What stands for itself in a query; nearly every value does.
    static bool IsPlain(string value) => value.AsSpan().IndexOfAnyExcept(Plain) < 0;

    static int? Count(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    // Where requests go. Addresses are read once.
    sealed record Target(HttpClient Http, Uri Address)
    {
        readonly ConcurrentDictionary<string, Uri> _paths = new(StringComparer.Ordinal);

        public Uri Of(string path) => _paths.GetOrAdd(path, one => new Uri(Address, one));
    }
}
