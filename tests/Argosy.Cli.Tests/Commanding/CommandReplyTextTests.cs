using Argosy.Cli.Commanding;
using Argosy.Core.Values;

namespace Argosy.Cli.Tests.Commanding;

/// <summary>Answers to commands, from a host of one run and from the server.</summary>
public sealed class CommandReplyTextTests
{
    [Theory]
    [InlineData(200, """{"outcome":"done","text":"bought"}""", "bought")]
    [InlineData(200, """{"outcome":"preview","text":"would buy"}""", "would buy")]
    [InlineData(200, """{"id":"a","state":"done","answer":"flat","deployment":null,"data":null}""", "flat")]
    [InlineData(200, """{"parsed":"buy BTC 80","meaning":"buys BTC for 80","error":null}""", "buys BTC for 80")]
    public void Answer_OfWhatWasDone_IsItsText(int status, string body, string text) => Assert.Equal(text, CommandReplyText.Read(status, body).Value.Text);

    [Theory]
    [InlineData(200, """{"outcome":"invalid","text":"no such verb"}""", ErrorKind.BadInput, "no such verb")]
    [InlineData(200, """{"outcome":"unauthorised","text":"no"}""", ErrorKind.Unauthorised, "no")]
    [InlineData(400, """{"code":"bad-input","message":"position 5: 80x","field":"text","correlationId":"c"}""", ErrorKind.BadInput, "position 5: 80x")]
    [InlineData(401, """{"code":"unauthorized","message":"log in","field":null,"correlationId":"c"}""", ErrorKind.Unauthorised, "log in")]
    [InlineData(422, """{"code":"refused","message":"halted","field":null,"correlationId":"c"}""", ErrorKind.Refused, "halted")]
    [InlineData(200, """{"parsed":null,"meaning":null,"error":{"message":"no number","position":9,"length":3,"suggestion":null}}""", ErrorKind.BadInput, "position 9: no number")]
    [InlineData(404, "<html>nothing</html>", ErrorKind.Unavailable, "no host of Argosy (status 404)")]
    [InlineData(200, "[]", ErrorKind.Unavailable, "no host of Argosy")]
    public void Answer_OfWhatWasNot_SaysWhy(int status, string body, ErrorKind kind, string said)
    {
        var read = CommandReplyText.Read(status, body);
        Assert.Equal(kind, read.Error!.Kind);
        Assert.Contains(said, read.Error.Message, StringComparison.Ordinal);
    }
}
