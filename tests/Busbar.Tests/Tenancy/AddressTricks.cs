namespace Busbar.Tests.Tenancy;

/// <summary>Addresses that have led careless comparisons astray: none may pass for good.example/back, open.example, port.example:8443, loopback or goodapp.</summary>
public static class AddressTricks
{
    public static readonly string[] All =
    [
        // Not absolute, or another way of saying "elsewhere".
        "", " ", "/", "//", "///", "/back", "back", "//evil.example", "///evil.example", "////evil.example", "//good.example/back", "///good.example/back", "/\\evil.example", "\\\\evil.example", "\\/evil.example", "/%09/evil.example",
        "/%2f%2fevil.example", "/%5cevil.example", "//%5cevil.example", "/.evil.example", "good.example/back", "good.example", "open.example", "?https://open.example", "#https://open.example", ".", "..", "./", "../", ";//evil.example",
        // A scheme without its slashes.
        "https:evil.example", "https:/evil.example", "https:\\evil.example", "https:\\\\evil.example", "https:/\\evil.example", "https:good.example/back", "https:/good.example/back", "https:open.example", "https:/open.example/", "https:\\\\open.example\\", "https:///open.example", "https:////open.example/", "http:localhost", "http:/localhost/",
        // User names that look like hosts.
        "https://open.example@evil.example", "https://open.example:443@evil.example", "https://open.example:@evil.example/", "https://open.example%40evil.example", "https://@evil.example", "https://a:b@open.example/", "https://@open.example/", "https://good.example%2fback@evil.example/", "https://evil.example@open.example/", "https://open.example\\@evil.example", "https://open.example#@evil.example@x\\y", "https://localhost@evil.example", "http://localhost:80@evil.example/", "http://127.0.0.1@evil.example",
        // Names around the name.
        "https://open.example.evil.example", "https://open.example.evil.example/open.example", "https://evilopen.example", "https://evil-open.example", "https://www.open.example", "https://open.example.", "https://open.example./", "https://open.example..", "https://.open.example", "https://open.exampl", "https://open.examplee", "https://open.example%2eevil.example", "https://open%2eexample", "https://%6fpen.example/", "https://op\u0435n.example", "https://open\u3002example/", "https://open.example\u3002evil.example", "https://open.example\uff0fevil.example", "https://open.example\u2044evil.example", "https://\uff4fpen.example/", "https://xn--open-example", "https://open\u00adexample", "https://open.ex\u200bample/",
        // Endings of the host.
        "https://evil.example/open.example", "https://evil.example?open.example", "https://evil.example?https://open.example", "https://evil.example#open.example", "https://evil.example;open.example", "https://evil.example\\open.example", "https://evil.example%00open.example", "https://evil.example%2f.open.example", "https://evil.example%5c.open.example", "https://open.example%00.evil.example", "https://open.example%0d%0a.evil.example", "https://open.example;evil.example", "https://open.example,evil.example", "https://open.example&evil.example", "https://open.example|evil.example", "https://open.example^evil.example", "https://open.example%evil.example", "https://open.example\\.evil.example", "https://open.example\\/back",
        // Ports and schemes.
        "http://open.example", "http://open.example:443/", "https://open.example:444", "https://open.example:80", "https://open.example:8443/", "https://port.example/", "https://port.example:443/", "https://port.example:84430/", "https://port.example:8443@evil.example", "https://open.example:443.evil.example/", "https://open.example:x/", "https://open.example:-1/", "https://open.example:99999/", "ftp://open.example/", "ws://open.example/", "wss://open.example", "httpss://open.example", "https ://open.example", "ttps://open.example", "https//open.example", "hxxps://open.example",
        // The exact entry, not quite.
        "https://good.example/back/", "https://good.example/back?", "https://good.example/back#", "https://good.example/back?x=1", "https://good.example/back/..", "https://good.example/back%2f", "https://good.example/Back", "https://good.example//back", "https://good.example/./back", "https://good.example/x/../back", "https://good.example/%62ack", "https://good.example/back;x", "https://good.example/", "https://good.example", "https://good.example:443/back", "https://GOOD.example/back", "HTTPS://good.example/back", "https://good.example/back ", " https://good.example/back",
        // White space and control characters, anywhere.
        "\thttps://open.example", "https://open.example\t", "https://open.example\n", "https://open.example\r\nLocation: https://evil.example", "https://open.example/\r\nSet-Cookie: a=b", "ht\ntps://evil.example", "https:\n//open.example", "https://\topen.example", "https://op\ten.example", "https://open.example\0", "\0https://open.example", "https://open.example/ x", "https://open.example/\u00a0", "\u2028https://open.example", "\ufeffhttps://open.example", "https://open.example/\u202egnp", "https://open.example/\u0085",
        // Script and other schemes.
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript://open.example/%0aalert(1)", "javascript://open.example", "java\nscript:alert(1)", "\u0001javascript:alert(1)", "javascript:https://open.example", "data:text/html,<script>alert(1)</script>", "data:,https://open.example", "vbscript:msgbox(1)", "file:///etc/passwd", "file://open.example/x", "blob:https://open.example/1", "about:blank", "view-source:https://open.example", "intent://open.example#Intent;scheme=https;end", "mailto:a@open.example", "tel:1",
        // Apps.
        "goodapp", "goodap://x", "goodapps://x", "xgoodapp://x", "goodapp.evil://x", "good-app://x", "evil:goodapp://", "goodapp+x://", "goodapp\t://x", "goodapp://x\ny", "goodapp://<x>", "goodapp://x\"y",
        // Loopback, not quite.
        "https://localhost", "https://127.0.0.1/", "http://localhost.evil.example", "http://localhost./", "http://evil.localhost/", "http://127.0.0.2/", "http://127.0.0.1.evil.example/", "http://[::1]/", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://127.0.0.1%2f@evil.example", "http://loopback/", "http://localhost\\@evil.example", "http://evil.example:80#@localhost",
        // Quotes and brackets that end an attribute or a header.
        "https://open.example/\"onmouseover=alert(1)", "https://open.example/<script>", "https://open.example/>", "https://open.example/`x`", "https://open.example/\\x",
        // Too long.
        "https://open.example/" + new string('a', 2_000),
    ];
}
