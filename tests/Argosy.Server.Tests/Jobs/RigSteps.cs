using System.Net.Http.Json;
using Argosy.Server.Auth;

namespace Argosy.Server.Tests.Jobs;

/// <summary>What research tests do with a rig besides.</summary>
static class RigSteps
{
    /// <summary>Ends the server and starts another on the same folder and database.</summary>
    public static async Task RestartAsync(this ServerRig rig, Func<ServerParts, ServerParts> parts)
    {
        await rig.Server.DisposeAsync();
        var given = new ServerOptions { Folder = rig.Folder, Port = 0, Version = "9.9.9", PasswordRounds = 1_000 };
        var started = await ArgosyServer.StartAsync(given, parts(rig.Parts), CancellationToken.None);
        rig.Server = started.Ok ? started.Value : throw new InvalidOperationException(started.Error!.Message);
    }

    /// <summary>Logs a user in who is there already.</summary>
    public static Task<HttpClient> AgainAsync(this ServerRig rig, string name) => rig.LoginAsync(Role.Viewer, name);

    /// <summary>A fresh login's cookies, as a request carries them.</summary>
    public static async Task<string> CookiesAsync(this ServerRig rig, string name)
    {
        using var client = rig.Stranger();
        var answer = await client.PostAsJsonAsync("/auth/login", new { name, password = ServerRig.Password });
        Assert.True(answer.IsSuccessStatusCode);
        return string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';', 2)[0]));
    }
}
