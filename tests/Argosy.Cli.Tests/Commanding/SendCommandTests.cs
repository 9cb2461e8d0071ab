namespace Argosy.Cli.Tests.Commanding;

/// <summary>What <c>argosy send</c> refuses before it sends anything; what it sends is tested against a running host.</summary>
public sealed class SendCommandTests
{
    [Theory]
    [InlineData("is no address", "send", "status", "--url", "nowhere")]
    [InlineData("is no address", "send", "status", "--url", "ftp://127.0.0.1")]
    [InlineData("is not encrypted", "send", "status", "--url", "http://192.0.2.1:8088")]
    [InlineData("expected env:NAME", "send", "status", "--token", "secret")]
    [InlineData("the environment has no ARGOSY_NO_SUCH_TOKEN", "send", "status", "--token", "env:ARGOSY_NO_SUCH_TOKEN")]
    [InlineData("command is missing", "send")]
    public void Send_WhatCannotBeSent_SaysWhy(string expected, params string[] words)
    {
        var run = CommandRun.Of(words);
        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
