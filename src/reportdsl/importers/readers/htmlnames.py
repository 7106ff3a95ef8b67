"""Name the elements of HTML by what becomes of them."""


def names(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


HEADINGS = {f"h{level}": level for level in range(1, 7)}
CUT = names(
    "audio canvas datalist del iframe math noembed noframes noscript object rp rt rtc s script "
    "select strike style svg template textarea title video xml"
)
"""What goes with all that it holds, up to the first mark that ends it."""
TO_THE_END = names("iframe noembed noframes script style textarea title")
"""Of these, what holds the rest of the page if nothing ends it, as in a browser."""
UNREAD = names("canvas math object select svg textarea")
"""Of these, what may show figures that are no text of the page."""
DROPPED = CUT | names(
    "applet area b base basefont bgsound big body button code col em embed font form frame "
    "frameset head html i image isindex keygen link listing marquee meta nobr optgroup option "
    "param plaintext rb ruby small source strong track tt u wbr xmp"
)
"""Marks that go while the text between them stays."""
KEPT_IF_STYLED = {"a": "x-link"} | {
    name: f"x-{name}"
    for name in names("b big button code em font i marquee nobr ruby small strong tt u")
}
"""What becomes of marks that a style may hide: elements without rules of their own."""
EMPTY = names("br hr img input")
SECTIONS = names("caption colgroup tbody tfoot thead")
PARTS = SECTIONS | {"tr", "td", "th"}
"""What a table is made of."""
CLOSES_PARAGRAPH = names(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer header hgroup hr li main menu nav ol p pre search section summary table ul"
) | frozenset(HEADINGS)
SPECIAL = (CLOSES_PARAGRAPH | PARTS) - {"dialog"}
"""What other elements are not closed across."""
FENCES = names("table td th caption")
"""What nothing within closes, but parts of the same table."""
BLOCKS = CLOSES_PARAGRAPH | (PARTS - {"colgroup"}) | {"body", "legend"}
"""What stands on lines of its own."""
NAVIGATION = names("nav footer")
NAVIGATION_CLASSES = names(
    "bdshare_t bdsharebuttonbox breadcrumb breadcrumbs copyright crumb crumbs foot footer menu nav "
    "navbar share"
)
"""Classes and names that sites give to what leads elsewhere."""
