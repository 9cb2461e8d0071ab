using System.Text;
using Argosy.Core.Values;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Argosy.Server.Endpoints;

/// <summary>The API's description (OpenAPI 3.1), made from the routes themselves.</summary>
internal static class ApiDescription
{
    const string Name = "v1";

    public static void Register(IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.AddDocumentTransformer(async (document, context, cancel) =>
        {
            document.Info = new OpenApiInfo { Title = "Argosy", Version = "1", Description = "Money, prices and quantities are decimal text; times are Unix milliseconds; ratios are numbers (0.0123 is 1.23 %). Writes with a login bring X-CSRF-Token of /auth/state; with an API token (Authorization: Bearer arg_...) they need none. Idempotency-Key (8 to 64 characters) makes a write safe to send again for a day." };
            document.Servers = [];
            document.AddComponent(nameof(ApiError), await context.GetOrCreateSchemaAsync(typeof(ApiError), cancellationToken: cancel));
            foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()))
            {
                operation.Responses ??= [];
                operation.Responses["default"] = new OpenApiResponse { Description = "A coded failure", Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/json"] = new() { Schema = new OpenApiSchemaReference(nameof(ApiError), document) } } };
            }
        });
        options.AddOperationTransformer(Describe);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if ((Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type) != typeof(decimal)) return Task.CompletedTask;
            schema.Type = JsonSchemaType.String | (schema.Type & JsonSchemaType.Null);
            schema.Format = "decimal";
            schema.Pattern = null;
            return Task.CompletedTask;
        });
    });

    public static void Map(RouteGroupBuilder api) => api.MapGet("/openapi.json", AnswerAsync).ExcludeFromDescription();

    // With one parameter it would be taken for a delegate whose answer nobody writes.
    static async Task<IResult> AnswerAsync(HttpContext context, IServiceProvider services) => TypedResults.Text(await TextAsync(services, context.RequestAborted), "application/json");

    /// <summary>The description as JSON.</summary>
    public static async Task<string> TextAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync(cancel);
        return (await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancel)).ReplaceLineEndings("\n") + "\n";
    }

    static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var description = context.Description;
        operation.OperationId = IdOf(description.HttpMethod ?? "get", description.RelativePath ?? "");
        var rule = description.ActionDescriptor.EndpointMetadata.OfType<AccessRule>().LastOrDefault();
        if (rule is not null) operation.Description = $"Role {KebabCase.Of(rule.Role.ToString())} or above{(rule.IsLiveAction ? "; asks for the password again after 15 idle minutes" : "")}.";
        return Task.CompletedTask;
    }

    // GET /api/users/{name} is getUsersName.
    static string IdOf(string method, string path)
    {
        var id = new StringBuilder(method.ToLowerInvariant());
        foreach (var part in path.Split(['/', '{', '}', '-', '.', ':'], StringSplitOptions.RemoveEmptyEntries).SkipWhile(part => part == "api")) id.Append(char.ToUpperInvariant(part[0])).Append(part.AsSpan(1));
        return id.ToString();
    }
}
