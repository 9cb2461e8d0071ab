using System.Text;
using Argosy.Core.Values;
using Argosy.Hosting.Accounts;

namespace Argosy.Hosting.Tests.Accounts;

public sealed class KeyVaultTests
{
    static readonly byte[] Secret = Encoding.UTF8.GetBytes("api-key and secret");

    [Fact]
    public void Sealed_OpensForItsNameAndHidesTheSecret()
    {
        using var vault = KeyVault.Open(KeyVault.NewMasterKey()).Value;
        var bytes = vault.Seal("main", Secret);
        Assert.Equal(Secret, vault.Unseal("main", bytes).Value);
        Assert.NotEqual(bytes, vault.Seal("main", Secret));
        Assert.Equal(-1, bytes.AsSpan().IndexOf("secret"u8));
        Assert.Equal(ErrorKind.Corrupt, vault.Unseal("other", bytes).Error!.Kind);
    }

    [Fact]
    public void Sealed_AnyByteChangedOrCutOff_DoesNotOpen()
    {
        using var vault = KeyVault.Open(KeyVault.NewMasterKey()).Value;
        var bytes = vault.Seal("main", Secret);
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= 1;
            Assert.False(vault.Unseal("main", changed).Ok);
            Assert.False(vault.Unseal("main", bytes.AsSpan(0, i)).Ok);
        }
    }

    [Fact]
    public void AnotherMasterKey_SaysSo()
    {
        using var vault = KeyVault.Open(KeyVault.NewMasterKey()).Value;
        using var other = KeyVault.Open(KeyVault.NewMasterKey()).Value;
        Assert.Contains("master key is another one", other.Unseal("main", vault.Seal("main", Secret)).Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    public void Open_WhatIsNoMasterKey_IsRefused(string text) => Assert.Equal(ErrorKind.BadInput, KeyVault.Open(text).Error!.Kind);
}
