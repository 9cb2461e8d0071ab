using System.Net;
using System.Text;
using Argosy.Testnet.Api;

namespace Argosy.Campaign.Tests.Virtual;

/// <summary>Carries one host's requests to the virtual exchange instead of to a network.</summary>
internal sealed class VirtualHandler(VirtualExchange exchange, LifeTime life) : HttpMessageHandler
{
    /// <summary>Called before a request leaves; false where the process ends there.</summary>
    public Func<HttpRequestMessage, bool>? Leaving { get; set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        if (!life.IsAlive || Leaving?.Invoke(request) == false) return answer.Task;
        cancellationToken.UnsafeRegister(static (a, token) => ((TaskCompletionSource<HttpResponseMessage>)a!).TrySetCanceled(token), answer);
        exchange.Request(Call(request), given =>
        {
            if (!life.IsAlive) return;
            if (given is null) answer.TrySetException(new HttpRequestException("the connection was cut"));
            else answer.TrySetResult(Response(given, request));
        });
        return answer.Task;
    }

    static ApiCall Call(HttpRequestMessage request)
    {
        var address = request.RequestUri!;
        var body = "";
        if (request.Content is { } content)
        {
            using var reader = new StreamReader(content.ReadAsStream(), Encoding.UTF8);
            body = reader.ReadToEnd();
        }
        return new(request.Method.Method, address.AbsolutePath, address.Query.TrimStart('?'), body, request.Headers.TryGetValues("X-MBX-APIKEY", out var key) ? key.First() : null, "campaign");
    }

    static HttpResponseMessage Response(ApiAnswer answer, HttpRequestMessage request)
    {
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = new StringContent(answer.Body, Encoding.UTF8, "application/json"), RequestMessage = request };
        foreach (var (name, value) in answer.Headers) response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }
}
