namespace Busbar.Tests.Ground;

/// <summary>A test that needs PostgreSQL; skipped by name where it is not there.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}

/// <inheritdoc cref="PostgresFactAttribute"/>
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresServer.Missing;
}

/// <summary>A test that compiles C.</summary>
public sealed class CompilerFactAttribute : FactAttribute
{
    public CompilerFactAttribute() => Skip = Programs.Find("gcc") is null ? "gcc is not installed: ./test.sh installs it." : null;
}

/// <summary>A test that needs a peer of tests/peers.</summary>
public sealed class PeerFactAttribute : FactAttribute
{
    public PeerFactAttribute() => Skip = Peer.Missing;
}

/// <inheritdoc cref="PeerFactAttribute"/>
public sealed class PeerTheoryAttribute : TheoryAttribute
{
    public PeerTheoryAttribute() => Skip = Peer.Missing;
}

/// <summary>A test that needs a browser.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.Missing;
}

/// <inheritdoc cref="BrowserFactAttribute"/>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Browser.Missing;
}

/// <summary>A test that needs a browser and a peer of tests/peers.</summary>
public sealed class BrowserAndPeerFactAttribute : FactAttribute
{
    public BrowserAndPeerFactAttribute() => Skip = Browser.Missing ?? Peer.Missing;
}

/// <inheritdoc cref="BrowserAndPeerFactAttribute"/>
public sealed class BrowserAndPeerTheoryAttribute : TheoryAttribute
{
    public BrowserAndPeerTheoryAttribute() => Skip = Browser.Missing ?? Peer.Missing;
}

/// <summary>A test that has axe-core judge pages in a browser.</summary>
public sealed class AxeFactAttribute : FactAttribute
{
    public AxeFactAttribute() => Skip = Browser.Missing ?? Axe.Missing;
}

/// <inheritdoc cref="AxeFactAttribute"/>
public sealed class AxeTheoryAttribute : TheoryAttribute
{
    public AxeTheoryAttribute() => Skip = Browser.Missing ?? Axe.Missing;
}
