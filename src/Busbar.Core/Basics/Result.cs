using System.Diagnostics.CodeAnalysis;

namespace Busbar.Core.Basics;

/// <summary>A value, or the fault that stood in its way.</summary>
public readonly struct Result<T> where T : notnull
{
    private readonly T? value;
    private readonly Fault? fault;

    private Result(T? value, Fault? fault) => (this.value, this.fault) = (value, fault);

    public bool Ok([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Fault? fault)
    {
        (value, fault) = (this.value, this.fault);
        return fault is null;
    }

    /// <summary>The fault, or null where there is a value.</summary>
    public Fault? Fault => fault;

    /// <summary>The value; throws where there is a fault.</summary>
    public T Value => fault is null ? value! : throw new InvalidOperationException($"No value: {fault.Kind}: {fault.Message}");

    public static implicit operator Result<T>(T value) => new(value, null);
    public static implicit operator Result<T>(Fault fault) => new(default, fault);
}
