using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Argosy.Server.Auth;

namespace Argosy.Server.Tests;

/// <summary>Bodies and parameters made from the API's description and then broken: whatever comes, the answer is coded and never a 500.</summary>
public sealed class FuzzTests : IAsyncLifetime
{
    static readonly string[] Strange = ["null", "true", "-1", "1e400", "99999999999999999999", "\"\"", "\"\\u0000\\ud800\"", "\"" + new string('x', 5_000) + "\"", "[]", "[null]", "{}", "[[[[]]]]", "\"../../etc/passwd\"", "\"'; DROP TABLE users; --\""];

    ServerRig _rig = null!;

    public async Task InitializeAsync() => _rig = await ServerRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task EveryOperation_WithBrokenInput_NeverFails()
    {
        var seed = Environment.GetEnvironmentVariable("ARGOSY_LONG") == "1" ? System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue) : 1;
        var random = new Random(seed);
        var client = await _rig.LoginAsync(Role.Owner);
        var api = JsonNode.Parse(await client.GetStringAsync("/api/openapi.json"))!;
        var count = 0;
        foreach (var (path, operations) in api["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                // It ends the login that the others need, or asks the venue each time.
                if (path is "/auth/logout") continue;
                var schema = operation!["requestBody"]?["content"]?["application/json"]?["schema"];
                foreach (var body in Bodies(api, schema, random))
                {
                    using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), Address(path, operation, random)) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
                    var answer = await client.SendAsync(request);
                    var text = await answer.Content.ReadAsStringAsync();
                    Assert.True(answer.StatusCode is < HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable, $"seed {seed}: {method} {request.RequestUri} with {body}: {(int)answer.StatusCode} {text}");
                    if ((int)answer.StatusCode >= 400) Assert.False(string.IsNullOrEmpty(JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()));
                    count++;
                    if (answer.StatusCode is not HttpStatusCode.Unauthorized) continue;
                    // A session was ended by its own id, or the limits of logins were met: go on under a new name.
                    client.Dispose();
                    client = await NewOwnerAsync(count);
                }
            }
        }
        client.Dispose();
        Assert.True(count > 150, $"only {count} requests were made");
    }

    [Theory]
    [InlineData("{\"name\":", HttpStatusCode.BadRequest, "bad-input")]
    [InlineData("", HttpStatusCode.BadRequest, "bad-input")]
    [InlineData("{\"name\":\"a\",\"role\":\"emperor\",\"password\":\"a long enough word\"}", HttpStatusCode.BadRequest, "bad-input")]
    [InlineData("{\"name\":\"a\",\"role\":3,\"password\":\"a long enough word\"}", HttpStatusCode.BadRequest, "bad-input")]
    [InlineData("{\"name\":null,\"role\":\"viewer\",\"password\":\"a long enough word\"}", HttpStatusCode.BadRequest, "bad-input")]
    [InlineData("{\"name\":\"a\",\"role\":\"viewer\",\"password\":\"a long enough word\",\"isOwner\":true}", HttpStatusCode.BadRequest, "bad-input")]
    [InlineData("{\"name\":\"a\",\"role\":\"viewer\"}", HttpStatusCode.BadRequest, "bad-input")]
    public async Task Body_Malformed_IsCoded(string body, HttpStatusCode status, string code)
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        Assert.Equal(code, (await ServerRig.JsonAsync(await owner.PostAsync("/api/users", content), status)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Query_ThatIsNoNumber_NamesItsField()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        var answer = await ServerRig.JsonAsync(await owner.GetAsync("/api/runs/1/monte-carlo?runs=many"), HttpStatusCode.BadRequest);
        Assert.Equal(("bad-input", "runs", "runs: 'many' cannot be read as what is expected here"), (answer.GetProperty("code").GetString(), answer.GetProperty("field").GetString(), answer.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Body_TooLargeTooDeepOrNoJson_IsCoded()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        // Larger than any buffer between the two, so that its sender is still writing when it is refused; one connection goes on through all of them.
        foreach (var size in (int[])[1_100_000, 5_000_000, 15_000_000])
        {
            using var large = new StringContent($"{{\"name\":\"{new string('x', size)}\"}}", Encoding.UTF8, "application/json");
            Assert.Equal("too-large", (await ServerRig.JsonAsync(await owner.PostAsync("/api/users", large), HttpStatusCode.RequestEntityTooLarge)).GetProperty("code").GetString());
        }
        using var deep = new StringContent($"{{\"a\":{new string('[', 5_000)}{new string(']', 5_000)}}}", Encoding.UTF8, "application/json");
        Assert.Equal("bad-input", (await ServerRig.JsonAsync(await owner.PutAsync("/api/me/preferences", deep), HttpStatusCode.BadRequest)).GetProperty("code").GetString());
        using var form = new FormUrlEncodedContent([new("name", "a")]);
        Assert.Equal("unsupported-media", (await ServerRig.JsonAsync(await owner.PostAsync("/api/users", form), HttpStatusCode.UnsupportedMediaType)).GetProperty("code").GetString());
        var wrong = await owner.PutAsync("/api/users", null);
        Assert.Equal("method-not-allowed", (await ServerRig.JsonAsync(wrong, HttpStatusCode.MethodNotAllowed)).GetProperty("code").GetString());
        Assert.Contains("POST", wrong.Content.Headers.Allow);
        Assert.Equal("not-found", (await ServerRig.JsonAsync(await owner.GetAsync("/api/nothing"), HttpStatusCode.NotFound)).GetProperty("code").GetString());
        using var binary = new ByteArrayContent([0xff, 0xfe, 0x00, 0x80]) { Headers = { { "Content-Type", "application/json" } } };
        Assert.Equal("bad-input", (await ServerRig.JsonAsync(await owner.PostAsync("/api/users", binary), HttpStatusCode.BadRequest)).GetProperty("code").GetString());
    }

    async Task<HttpClient> NewOwnerAsync(int count)
    {
        // Limits are of the process; what is fuzzed here are not the limits.
        await _rig.DisposeAsync();
        _rig = await ServerRig.StartAsync();
        return await _rig.LoginAsync(Role.Owner, $"owner{count}");
    }

    static string Address(string path, JsonNode operation, Random random)
    {
        var address = path;
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
        {
            var name = (string)parameter!["name"]!;
            var value = Uri.EscapeDataString(random.Next(4) switch { 0 => "1", 1 => "no such thing", 2 => new string('9', 30), _ => "\u00e4'\"<>%" });
            if ((string?)parameter["in"] == "path") address = address.Replace($"{{{name}}}", value, StringComparison.Ordinal);
            else if ((string?)parameter["in"] == "query") address += $"{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={value}";
        }
        return address;
    }

    // A right body, then each of its members in turn missing and strange, then whole bodies that are no object.
    static IEnumerable<string?> Bodies(JsonNode api, JsonNode? schema, Random random)
    {
        if (schema is null)
        {
            yield return null;
            yield break;
        }

        var right = Example(api, schema, 0);
        yield return right?.ToJsonString() ?? "null";
        foreach (var strange in Strange.OrderBy(_ => random.Next()).Take(3)) yield return strange;
        yield return "{\"unknown\":1}";
        if (right is not JsonObject members) yield break;
        foreach (var (name, _) in members.ToArray())
        {
            var without = members.DeepClone().AsObject();
            without.Remove(name);
            yield return without.ToJsonString();
            var rest = without.ToJsonString()[1..];
            foreach (var strange in Strange.OrderBy(_ => random.Next()).Take(3)) yield return $"{{\"{name}\":{strange}{(rest.Length > 1 ? "," : "")}{rest}";
        }
    }

    static JsonNode? Example(JsonNode api, JsonNode schema, int depth)
    {
        if ((string?)schema["$ref"] is { } reference) return Example(api, api["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]]!, depth);
        if (depth > 4) return null;
        if (schema["enum"] is JsonArray words) return words[0]?.DeepClone();
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray choices) return Example(api, choices[^1]!, depth + 1);
        var type = schema["type"] is JsonArray types ? (string?)types.FirstOrDefault(t => (string?)t != "null") : (string?)schema["type"];
        return type switch
        {
            "object" => new JsonObject((schema["properties"]?.AsObject() ?? []).Select(member => KeyValuePair.Create(member.Key, Example(api, member.Value!, depth + 1)))),
            "array" => new JsonArray(schema["items"] is { } items ? Example(api, items, depth + 1) : null),
            "integer" or "number" => 1,
            "boolean" => true,
            "string" => (string?)schema["format"] == "decimal" ? "1.5" : "word",
            _ => null,
        };
    }
}
