namespace Argosy.Core.Values;

/// <summary>A value or the <see cref="Error"/> that stands in its place.</summary>
public readonly struct Result<T>
{
    readonly T? _value;

    Result(T? value, Error? error) => (_value, Error) = (value, error);

    /// <summary>The failure, or null when there is a value.</summary>
    public Error? Error { get; }

    /// <summary>Whether there is a value.</summary>
    public bool Ok => Error is null;

    /// <summary>The value; throws <see cref="InvalidOperationException"/> when there is none.</summary>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"value of a failed result: {Error.Message}");

    /// <summary>A success; for interface types, which have no implicit conversion.</summary>
    public static Result<T> Of(T value) => new(value, null);

    /// <summary>A success.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator Result<T>(Error error) => new(default, error);
}
