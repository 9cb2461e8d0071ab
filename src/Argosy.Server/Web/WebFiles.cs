using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;

namespace Argosy.Server.Web;

/// <summary>The web app's files: compressed when it was built, named by their content and kept for ever, but for the page itself.</summary>
internal sealed class WebFiles(ServerOptions options)
{
    const string Page = "index.html", Forever = "public, max-age=31536000, immutable", AskEachTime = "no-cache";
    const string NotBuilt = """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Argosy</title>
        <h1>Argosy is running</h1>
        <p>Its web app has not been built. <code>./argosy up</code> builds it where Node.js 20.19 or later and npm are installed; by hand: <code>npm ci &amp;&amp; npm run build</code> in the folder <code>web</code>.</p>
        <p>The API is there all the same: <a href="/health">/health</a>, <a href="/auth/state">/auth/state</a>.</p></html>
        """;

    static readonly string[] Programs = ["/api", "/auth", "/hub", "/health", "/metrics", "/assets"];

    readonly FileExtensionContentTypeProvider _types = new();
    readonly string _root = options.WebRoot.Length == 0 ? "" : Path.GetFullPath(options.WebRoot);

    /// <summary>Answers whatever no route took.</summary>
    [SuppressMessage("Security", "CA3003:Review code for file path injection vulnerabilities", Justification = "FileOf names files within the root alone; the tests try to leave it.")]
    public Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return MissingAsync(context);
        if (FileOf(request.Path.Value ?? "/") is { } file) return SendAsync(context, file);
        // Addresses of screens are the page's own business.
        var isScreen = !Programs.Any(part => request.Path.StartsWithSegments(part, StringComparison.OrdinalIgnoreCase)) && !Path.HasExtension(request.Path.Value);
        if (!isScreen) return MissingAsync(context);
        return PageAsync(context);
    }

    /// <summary>Answers with the page itself, or says that it has not been built.</summary>
    public Task PageAsync(HttpContext context) => FileOf("/" + Page) is { } page ? SendAsync(context, page) : TellAsync(context);

    /// <summary>Whether a browser asks for a page to show, not a program for an answer.</summary>
    public static bool IsPageLoad(HttpRequest request) => request.Headers.Accept.ToString().StartsWith("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>The file of a path; null where there is none within the root. Hidden files and compressed twins are none.</summary>
    [SuppressMessage("Security", "CA3003:Review code for file path injection vulnerabilities", Justification = "What lies outside the root is none.")]
    internal string? FileOf(string path)
    {
        if (_root.Length == 0 || path.Contains('\0', StringComparison.Ordinal) || path.Contains('\\', StringComparison.Ordinal)) return null;
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0) parts = [Page];
        if (parts.Any(part => part[0] == '.') || parts[^1].EndsWith(".br", StringComparison.OrdinalIgnoreCase) || parts[^1].EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) return null;
        var file = Path.GetFullPath(Path.Combine([_root, .. parts]));
        if (!file.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(file)) return null;
        // A link could lead out of the root.
        return File.ResolveLinkTarget(file, returnFinalTarget: true) is null ? file : null;
    }

    static Task MissingAsync(HttpContext context) => ApiFailure.NotFound($"there is no {context.Request.Method} {context.Request.Path}").ExecuteAsync(context);

    static Task TellAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(NotBuilt, context.RequestAborted);
    }

    async Task SendAsync(HttpContext context, string file)
    {
        var (request, response) = (context.Request, context.Response);
        response.ContentType = _types.TryGetContentType(file, out var type) ? (type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("/json", StringComparison.Ordinal) ? type + "; charset=utf-8" : type) : "application/octet-stream";
        response.Headers.CacheControl = request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? Forever : AskEachTime;
        var sent = new FileInfo(file);
        if (Compressed(request, file) is var (twin, encoding))
        {
            sent = twin;
            response.Headers.ContentEncoding = encoding;
        }
        response.Headers.Vary = "Accept-Encoding";
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{sent.LastWriteTimeUtc.Ticks:x}-{sent.Length:x}\"");
        response.Headers.ETag = tag;
        if (request.Headers.IfNoneMatch.ToString() == tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentLength = sent.Length;
        if (HttpMethods.IsGet(request.Method)) await response.SendFileAsync(sent.FullName, context.RequestAborted);
    }

    // Only a twin made from this file, not one of a build before.
    static (FileInfo File, string Encoding)? Compressed(HttpRequest request, string file)
    {
        var accepted = request.Headers.AcceptEncoding.ToString();
        var made = File.GetLastWriteTimeUtc(file);
        foreach (var (encoding, ending) in ((string, string)[])[("br", ".br"), ("gzip", ".gz")])
        {
            var twin = new FileInfo(file + ending);
            if (Accepts(accepted, encoding) && twin.Exists && twin.LastWriteTimeUtc >= made.AddSeconds(-1)) return (twin, encoding);
        }
        return null;
    }

    static bool Accepts(string header, string encoding) => header.Split(',').Select(part => part.Split(';', StringSplitOptions.TrimEntries)).Any(part => part[0].Trim() == encoding && !(part.Length > 1 && part[1] is "q=0" or "q=0.0"));
}
