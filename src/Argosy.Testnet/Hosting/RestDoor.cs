using System.Text;
using Argosy.Core.Values;
using Argosy.Testnet.Api;
using Argosy.Testnet.Faults;
using Microsoft.AspNetCore.Http;

namespace Argosy.Testnet.Hosting;

/// <summary>Serves one REST request, with the fault that is its lot.</summary>
internal sealed class RestDoor(Exchange exchange, ulong seed)
{
    const int LongestBody = 1 << 20;

    readonly SeededGenerator _coin = new(seed);

    /// <summary>Serves it.</summary>
    public async Task Serve(HttpContext context, CancellationToken stop)
    {
        var request = context.Request;
        var body = await Body(request, context.RequestAborted);
        var call = new ApiCall(request.Method, request.Path.Value ?? "/", request.QueryString.HasValue ? request.QueryString.Value![1..] : "", body, request.Headers["X-MBX-APIKEY"], context.Connection.RemoteIpAddress?.ToString() ?? "");
        RequestFault? fault;
        long latency;
        lock (exchange.Gate) (fault, latency) = (exchange.Faults.Take(call.Method, call.Path), exchange.Faults.LatencyMs);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop, context.RequestAborted);
        try
        {
            await Serve(context, call, fault, latency, ends.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    async Task Serve(HttpContext context, ApiCall call, RequestFault? fault, long latency, CancellationToken ends)
    {
        if (latency > 0) await Wait(latency, ends);
        switch (fault?.Kind)
        {
            case RequestFaultKind.DelayBefore: await Wait(fault.Ms, ends); break;
            case RequestFaultKind.CutBefore: context.Abort(); return;
            case RequestFaultKind.TimeoutBefore: await Hang(context, fault.Ms, ends); return;
            case RequestFaultKind.StatusBefore: await Write(context, Broken(fault.Status)); return;
            case null or RequestFaultKind.CutAfter or RequestFaultKind.TimeoutAfter or RequestFaultKind.StatusAfter or RequestFaultKind.DelayAfter: break;
        }
        ApiAnswer answer;
        bool pushesFirst;
        lock (exchange.Gate)
        {
            answer = exchange.Api.Answer(call);
            pushesFirst = _coin.NextIndex(2) == 0;
            foreach (var market in exchange.State.Markets.Values.Where(market => market.Unpublished.Count > 0)) exchange.Serve(market);
            if (pushesFirst || fault is not null) exchange.Deliver();
        }
        switch (fault?.Kind)
        {
            case RequestFaultKind.DelayAfter: await Wait(fault.Ms, ends); break;
            case RequestFaultKind.CutAfter: context.Abort(); return;
            case RequestFaultKind.TimeoutAfter: await Hang(context, fault.Ms, ends); return;
            case RequestFaultKind.StatusAfter: answer = Broken(fault.Status); break;
            case null or RequestFaultKind.CutBefore or RequestFaultKind.TimeoutBefore or RequestFaultKind.StatusBefore or RequestFaultKind.DelayBefore: break;
        }
        await Write(context, answer);
        if (!pushesFirst) lock (exchange.Gate) exchange.Deliver();
    }

    static ApiAnswer Broken(int status) => status is 429 or 418
        ? ApiAnswer.Refused(new RefusedException(-1003, "Too many requests.", status) { RetryAfter = 1 })
        : ApiAnswer.Refused(new RefusedException(status == 503 ? -1008 : -1007, status == 503 ? "Server is currently overloaded with other requests. Please try again in a few minutes." : "Timeout waiting for response from backend server. Send status unknown; execution status unknown.", status));

    async Task Hang(HttpContext context, long ms, CancellationToken ends)
    {
        await Wait(ms, ends);
        context.Abort();
    }

    Task Wait(long ms, CancellationToken ends)
    {
        long until;
        lock (exchange.Gate) until = exchange.State.Now + ms;
        return exchange.Until(until).WaitAsync(ends);
    }

    static async Task Write(HttpContext context, ApiAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json;charset=UTF-8";
        foreach (var (name, value) in answer.Headers) context.Response.Headers[name] = value;
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
        await context.Response.CompleteAsync();
    }

    static async Task<string> Body(HttpRequest request, CancellationToken stop)
    {
        if (request.ContentLength is null or 0 || request.ContentLength > LongestBody) return "";
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(stop);
    }
}
