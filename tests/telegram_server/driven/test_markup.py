"""HTML as Telegram takes it: texts with entities, or a refusal in its words."""

import pytest

from tests.telegram_server.texts.markup import Entity, MarkupError, parse_html


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b><strong>b</strong>", "ab", [("bold", 0, 1), ("bold", 1, 1)]),
        ("<i>a</i><em>b</em>", "ab", [("italic", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>a</s><del>b</del>", "ab", [("strikethrough", 0, 1), ("strikethrough", 1, 1)]),
        ("<strike>a</strike>", "a", [("strikethrough", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<code>a</code>", "a", [("code", 0, 1)]),
        ("<pre>a</pre>", "a", [("pre", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<i><b>a</b> b</i>", "a b", [("italic", 0, 3), ("bold", 0, 1)]),
        ("<i><b>a</b></i>", "a", [("bold", 0, 1), ("italic", 0, 1)]),
        ("<B >a</B\n>", "a", [("bold", 0, 1)]),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("🕊<b>é</b>", "🕊é", [("bold", 2, 1)]),
        ("<b>&lt;&amp;&gt;&quot;</b>", '<&>"', [("bold", 0, 4)]),
        ("&#128330;&#x1F54A;<b>a</b>", "🕊🕊a", [("bold", 4, 1)]),
        ("&nbsp; &lt x & y", "&nbsp; < x & y", []),
        ("a > b", "a > b", []),
        ('<a href="nowhere">a</a>', "a", []),
    ],
)
def test_html_becomes_text_and_entities(
    html: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    parsed = parse_html(html)

    assert parsed.text == text
    assert parsed.entities == tuple(Entity(*fields) for fields in entities)


@pytest.mark.parametrize(
    ("html", "entity"),
    [
        (
            "<a href='https://example.org/?a=1&amp;b=2'>a</a>",
            Entity("text_link", 0, 1, url="https://example.org/?a=1&b=2"),
        ),
        ("<a>example.org</a>", Entity("text_link", 0, 11, url="example.org")),
        ('<a href="tg://user?id=42">a</a>', Entity("text_mention", 0, 1, user_id=42)),
        (
            '<pre><code class="language-python">a</code></pre>',
            Entity("pre", 0, 1, language="python"),
        ),
        ('<code class="language-python">a</code>', Entity("code", 0, 1)),
        (
            '<tg-emoji emoji-id="5368324170671202286">a</tg-emoji>',
            Entity("custom_emoji", 0, 1, custom_emoji_id="5368324170671202286"),
        ),
        (
            '<tg-time unix="1641978000" format="wDT">a</tg-time>',
            Entity("date_time", 0, 1, unix_time=1641978000, date_time_format="wDT"),
        ),
        (
            "<tg-time unix=1641978000>a</tg-time>",
            Entity("date_time", 0, 1, unix_time=1641978000, date_time_format=""),
        ),
    ],
)
def test_html_attributes_reach_the_entity(html: str, entity: Entity) -> None:
    assert parse_html(html).entities == (entity,)


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("é <x>a</x>", 'Unsupported start tag "x" at byte offset 3'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ('<a ="x">', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>", "Unexpected end of name token at byte offset 8"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        (
            "<b><i>a</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("<b>a<i>b", 'Can\'t find end tag corresponding to start tag "i"'),
        ('<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
        ('<tg-time unix="1" format="tw">a</tg-time>', "Invalid date format used"),
        (
            "&#xD83D;",
            (
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ),
        ),
    ],
)
def test_bad_html_is_refused_in_telegrams_words(html: str, complaint: str) -> None:
    with pytest.raises(MarkupError) as refused:
        parse_html(html)

    assert str(refused.value) == complaint


@pytest.mark.parametrize("shape", ["", "r", "w", "d", "D", "t", "T", "wd", "Dt", "wDT"])
def test_each_documented_date_format_is_taken(shape: str) -> None:
    [entity] = parse_html(f'<tg-time unix="1" format="{shape}">a</tg-time>').entities

    assert entity.date_time_format == shape


@pytest.mark.parametrize("unix", ["", "0", "-1", "soon", "2147483648"])
def test_a_time_without_a_usable_unix_time_is_plain_text(unix: str) -> None:
    assert parse_html(f'<tg-time unix="{unix}">a</tg-time>').entities == ()
