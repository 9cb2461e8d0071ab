using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Argosy.Server.Tests.Bots;

/// <summary>What tests of bots do over and over.</summary>
static class BotSteps
{
    /// <summary>A C# bot that is in for some bars and out for as many.</summary>
    public static string Pulse(int bars = 12) => $$"""
        [Strategy("pulse", "In for some bars, out for as many.")]
        public sealed class Pulse([Parameter("bars of each half", Minimum = 1, Maximum = 1000, Unit = "bars")] int bars = {{bars}}) : IStrategy
        {
            int _seen;

            public void OnBar(in Bar bar, StrategyContext context)
            {
                if (_seen++ % bars == 0) context.Target(_seen / bars % 2 == 0 ? Direction.Long : Direction.Flat);
            }
        }
        """;

    /// <summary>Makes a bot of a text; its number.</summary>
    public static async Task<long> MakeBotAsync(this HttpClient client, string name, string text = "class A {}", string language = "csharp") =>
        (await PostedAsync(client, "/api/bots", new { name, language, text }, HttpStatusCode.Created)).GetProperty("bot").GetProperty("id").GetInt64();

    /// <summary>Makes the next version; its number.</summary>
    public static async Task<string> VersionAsync(this HttpClient client, long bot, string text, string note = "", HttpStatusCode expected = HttpStatusCode.Created) =>
        (await PostedAsync(client, $"/api/bots/{bot}/versions", new { text, note }, expected)).GetProperty("version").GetString()!;

    /// <summary>Saves a draft over a revision.</summary>
    public static async Task<HttpResponseMessage> SaveDraftAsync(this HttpClient client, long bot, string text, long over)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/bots/{bot}/draft") { Content = JsonContent.Create(new { text }) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{over}\"");
        return await client.SendAsync(request);
    }

    public static async Task<JsonElement> ReadAsync(this HttpClient client, string path, HttpStatusCode expected = HttpStatusCode.OK) => await ServerRig.JsonAsync(await client.GetAsync(path), expected);

    public static async Task<JsonElement> PostedAsync(this HttpClient client, string path, object? body = null, HttpStatusCode expected = HttpStatusCode.OK) => await ServerRig.JsonAsync(await client.PostAsJsonAsync(path, body ?? new { }), expected);

    public static async Task<JsonElement> PatchedAsync(this HttpClient client, string path, object body, HttpStatusCode expected = HttpStatusCode.OK) => await ServerRig.JsonAsync(await client.PatchAsJsonAsync(path, body), expected);

    public static async Task<JsonElement> DeletedAsync(this HttpClient client, string path, HttpStatusCode expected) => await ServerRig.JsonAsync(await client.DeleteAsync(path), expected);

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
