using System.Text.Json;
using Argosy.TestSupport;
using Argosy.Venues.Binance;
using Argosy.Venues.Bitfinex;
using Argosy.Venues.Bybit;
using Argosy.Venues.CryptoCom;
using Argosy.Venues.Kraken;
using Argosy.Venues.KuCoin;
using Argosy.Venues.Okx;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Tests.Signing;

/// <summary>Requests that independent clients signed, signed here once more.</summary>
public sealed class SigningVectorTests
{
    static readonly JsonElement Vectors = JsonDocument.Parse(File.ReadAllText(SharedData.Path("fixtures", "signing", "vectors.json"))).RootElement;

    public static TheoryData<int> Indices() => [.. Enumerable.Range(0, Vectors.GetArrayLength())];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Vector_SignedHere_IsTheSame(int index)
    {
        var vector = Vectors[index];
        var (expected, actual) = Sign(vector);
        Assert.False(string.IsNullOrEmpty(expected));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Vectors_AreAllThere() => Assert.Equal(27, Vectors.GetArrayLength());

    [Fact]
    public void Key_AsText_HidesItsSecret() => Assert.DoesNotContain("secret", new VenueKey("argosy-test-key", "argosy-test-secret", "pass-secret").ToString(), StringComparison.Ordinal);

    static (string? Expected, string Actual) Sign(JsonElement vector)
    {
        var key = new VenueKey(Text(vector, "key") ?? "argosy-test-key", Text(vector, "secret") ?? "argosy-test-secret", Text(vector, "passphrase") ?? "argosy-pass");
        if (vector.GetProperty("name").GetString()!.StartsWith("WebSocket", StringComparison.Ordinal)) return Login(vector, key);
        var expected = Text(vector, "signature");
        var text = vector.GetProperty("stringToSign");
        return vector.GetProperty("exchange").GetString() switch
        {
            "binance" or "binanceusdm" => (expected, BinanceSigner.Sign(key, text.GetString()!)),
            "kraken" => (expected, Kraken(key, text)),
            "kucoin" when vector.GetProperty("name").GetString()!.StartsWith("passphrase", StringComparison.Ordinal) => (expected, KuCoinSigner.Passphrase(key)),
            "kucoin" => (expected, KuCoinSigner.Sign(key, Time(vector), Method(vector), Path(vector), Body(vector))),
            "bitfinex" => (expected, BitfinexSigner.Sign(key, Path(vector), Time(vector), Body(vector))),
            "cryptocom" => (expected, CryptoCom(key, vector)),
            "bybit" => (expected, BybitSigner.Sign(key, Time(vector), 5000, Body(vector) is { Length: > 0 } body ? body : new Uri(Url(vector)).Query.TrimStart('?'))),
            "okx" => (expected, OkxSigner.Sign(key, "2023-11-14T22:13:20.000Z", Method(vector), Path(vector), Body(vector))),
            var other => throw new NotSupportedException(other),
        };
    }

    static (string? Expected, string Actual) Login(JsonElement vector, VenueKey key)
    {
        var frame = vector.TryGetProperty("frame", out var whole) ? whole : vector.GetProperty("request");
        if (frame.ValueKind == JsonValueKind.String) frame = JsonDocument.Parse(frame.GetString()!).RootElement;
        switch (vector.GetProperty("exchange").GetString())
        {
            case "bitfinex": return (Text(frame, "authSig"), BitfinexSigner.SignLogin(key, frame.GetProperty("authNonce").ToString()));
            case "cryptocom": return (Text(frame, "sig"), CryptoComSigner.Sign(key, "public/auth", frame.GetProperty("id").ToString(), default, frame.GetProperty("nonce").ToString()));
            case "bybit": return (frame.GetProperty("args")[2].GetString(), BybitSigner.SignLogin(key, long.Parse(frame.GetProperty("args")[1].ToString())));
            case "okx": return (Text(frame.GetProperty("args")[0], "sign"), OkxSigner.SignLogin(key, frame.GetProperty("args")[0].GetProperty("timestamp").ToString()));
            default:
                var parameters = frame.GetProperty("params").EnumerateObject().Where(p => p.Name != "signature").Select(p => KeyValuePair.Create(p.Name, p.Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? p.Value.GetRawText() : p.Value.ToString()));
                return (Text(frame.GetProperty("params"), "signature"), BinanceSigner.SignSorted(key, parameters));
        }
    }

    static string Kraken(VenueKey key, JsonElement text)
    {
        var inner = text.GetProperty("inner").GetString()!;
        return KrakenSigner.Sign(key, text.GetProperty("path").GetString()!, inner[..13], inner[13..]);
    }

    static string CryptoCom(VenueKey key, JsonElement vector)
    {
        var body = JsonDocument.Parse(Body(vector)).RootElement;
        return CryptoComSigner.Sign(key, body.GetProperty("method").GetString()!, body.GetProperty("id").ToString(), body.GetProperty("params"), body.GetProperty("nonce").ToString());
    }

    static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static long Time(JsonElement vector) => vector.GetProperty("timestamp").GetInt64();

    static string Url(JsonElement vector) => vector.GetProperty("request").GetProperty("url").GetString()!;

    static string Path(JsonElement vector) => new Uri(Url(vector)).PathAndQuery;

    static string Method(JsonElement vector) => vector.GetProperty("request").GetProperty("method").GetString()!;

    static string Body(JsonElement vector) => Text(vector.GetProperty("request"), "body") ?? "";
}
