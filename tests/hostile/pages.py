"""HTML pages made to do harm: scripts in every place, frames, depth, entities, codecs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hostile.office import entities
from hostile.valid import HTML, LINES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Made = tuple[str, bytes]
#: What would run in a browser where a page shows it unescaped.
SCRIPTS = (
    "<script>document.title='pwned'</script>",
    "<img src=x onerror=\"document.title='pwned'\">",
    "<svg onload=\"document.title='pwned'\">",
    "<iframe srcdoc=\"<script>parent.document.title='pwned'</script>\"></iframe>",
    "<a href=\"javascript:document.title='pwned'\">x</a>",
    "<style>body{background:url(javascript:alert(1))}</style>",
    "<math><mtext></table></math><img src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<meta http-equiv=refresh content='0;url=http://192.0.2.1/'>",
    "<base href='http://192.0.2.1/'><link rel=import href=x>",
    "<object data='file:///etc/passwd'></object><embed src='file:///etc/passwd'>",
    "</title></style></textarea></noscript></template><script>alert(1)</script>",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "<form action='http://192.0.2.1/'><button formaction=javascript:alert(1)>x",
)


def _page(body: str) -> bytes:
    return HTML.replace("</body>", f"{body}</body>").encode()


def active(canary: Path) -> Iterator[Made]:
    """Scripts, styles, handlers and frames, in the text, in headings, in cells, in the title."""
    for number, script in enumerate(SCRIPTS):
        yield f"text-{number}.html", _page(f"<p>{script}</p>")
        yield f"heading-{number}.html", _page(f"<p>三、{script}发展{script}</p><p>新建3所{script}学校</p>")
        yield f"cell-{number}.html", _page(f"<table><tr><td>{script}<td>2024年<tr><td>学校{script}<td>3</table>")
        yield f"title-{number}.html", HTML.replace(LINES[0], f"{LINES[0]}{script}").encode()
    for number, source in enumerate(
        (canary.as_uri(), str(canary), "file:///etc/passwd", "http://192.0.2.1/x", "data:,x")
    ):
        tags = ("iframe", "img", "script", "embed", "video", "audio", "source", "frame", "input type=image")
        yield f"sources-{number}.html", _page("".join(f'<{tag} src="{source}">x</{tag.split()[0]}>' for tag in tags))
        links = (
            f'<link rel=stylesheet href="{source}"><style>@import url({source});</style><xi:include href="{source}"/>'
        )
        yield f"links-{number}.html", _page(links + f'<object data="{source}"></object><a href="{source}">x</a>')
        yield f"srcdoc-{number}.html", _page(f"<iframe srcdoc=\"<iframe src='{source}'></iframe>\"></iframe>")


def nested(canary: Path) -> Iterator[Made]:
    """Depth and width."""
    for tag in ("div", "b", "table", "ul", "li", "font", "span", "iframe", "svg", "template", "table><tr><td"):
        for depth in (300, 10_000):
            name = "".join(sign for sign in tag if sign.isalpha())
            yield f"deep-{name}-{depth}.html", _page(f"<{tag}>" * depth + "深处有学校3所")
    for number in (1_000, 100_000):
        yield f"attributes-{number}.html", _page("<p " + " ".join(f"a{n}=x" for n in range(number)) + ">x</p>")
        yield f"comments-{number}.html", _page("<!--x-->" * number)
        yield f"open-{number}.html", _page("<p" * number)
        yield f"ends-{number}.html", _page("</p>" * number)
        yield f"cells-{number}.html", _page("<table><tr>" + "<td colspan=40 rowspan=40>校" * number + "</table>")
    for span in ("1000000", "-1", "9" * 400, "٣", "1e9"):
        cells = f"<tr><td colspan={span} rowspan={span}>学校<td>2024年" * 3
        yield f"span-{span[:8]}.html", _page(f"<table>{cells}</table>")
    for length in (10_000, 500_000):
        yield f"attribute-{length}.html", _page(f"<p style='{' ' * length}display:none'>x</p>")
        yield f"word-{length}.html", _page("校" * (length // 2))


def declared(canary: Path) -> Iterator[Made]:
    """Entities and document types, and codecs that are none of the web."""
    for name, doctype in entities(canary).items():
        page = HTML.replace("<!DOCTYPE html>", doctype).replace("</body>", "<p>&e;&a3;</p></body>")
        yield f"entity-{name}.html", page.encode()
        yield f"entity-{name}.xhtml.html", ('<?xml version="1.0"?>' + page).encode()
    yield "ampersands.html", _page("&amp;" * 100_000)
    yield "again.html", _page("&" + "amp;" * 100_000 + "lt;script&gt;")
    yield "numbers.html", _page("&#xD800;&#0;&#x110000;&#x202E;&#27;[2J&#99999999999;" * 100)
    for codec in (
        "utf-7",
        "punycode",
        "idna",
        "unicode_escape",
        "raw_unicode_escape",
        "rot13",
        "zlib",
        "hex",
        "bz2",
        "undefined",
        "cp037",
        "utf-16",
        "x" * 20,
        "gb2312",
        "big5",
    ):
        yield f"codec-{codec}.html", HTML.replace("charset='utf-8'", f"charset='{codec}'").encode()
        yield f"codec-{codec}-long.html", (f"<meta charset={codec}>" + "-a" * 100_000).encode()
