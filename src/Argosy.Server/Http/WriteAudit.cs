using Argosy.Hosting.Auditing;
using Argosy.Server.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Argosy.Server.Http;

/// <summary>A line in the audit log for every write of somebody known, and for every login that was tried.</summary>
internal sealed class WriteAudit(RequestDelegate next, AuditTrail trail, TimeProvider time)
{
    const string Subject = "audit-subject";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!AccessGate.IsWrite(context.Request) || context.GetEndpoint()?.Metadata.GetMetadata<NoAuditLine>() is not null)
        {
            await next(context);
            return;
        }
        try
        {
            await next(context);
        }
        catch (Exception failure)
        {
            Add(context, failure is BadHttpRequestException wrong ? wrong.StatusCode : StatusCodes.Status500InternalServerError);
            throw;
        }
        Add(context, context.Response.StatusCode);
    }

    /// <summary>Names what a login was about; a name that is none may be a password typed into the wrong field, and is left out.</summary>
    public static void Name(HttpContext context, string user) => context.Items[Subject] = UserRules.OfName(user) is null ? user : "?";

    void Add(HttpContext context, int status)
    {
        var isLogin = context.Request.Path.StartsWithSegments("/auth", StringComparison.Ordinal);
        var visitor = Visitor.Of(context);
        // Strangers could fill the log at will: of them only logins are noted, which are limited.
        if (visitor is null && (!isLogin || status == StatusCodes.Status429TooManyRequests)) return;
        var (method, path, correlation, address) = (context.Request.Method, context.Request.Path.Value ?? "", Correlation.IdOf(context), Logins.AddressOf(context));
        trail.Add(new AuditDraft
        {
            Time = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Actor = visitor?.Name ?? (context.Items.TryGetValue(Subject, out var subject) ? (string)subject! : "?"),
            Kind = isLogin ? "login" : "write",
            Action = isLogin ? path[(path.LastIndexOf('/') + 1)..] : method.ToLowerInvariant(),
            Fields = json =>
            {
                json.WriteString("path", path);
                json.WriteNumber("status", status);
                json.WriteString("correlationId", correlation);
                json.WriteString("address", address);
                if (visitor is { Session: null }) json.WriteBoolean("byToken", true);
            },
        });
    }
}

/// <summary>Marks an endpoint that leaves no line: a question in the form of a write, or a text that is saved while it is typed.</summary>
internal sealed class NoAuditLine;

/// <summary>How endpoints say so.</summary>
internal static class QuietWrites
{
    /// <summary>The endpoint leaves no line in the audit log.</summary>
    public static RouteHandlerBuilder WithoutAudit(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new NoAuditLine());
}
