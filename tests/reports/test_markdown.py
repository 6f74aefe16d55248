from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cyberready.language.plain import plain
from cyberready.reports.document import (
    Blank,
    Block,
    Choice,
    Choices,
    Contents,
    Document,
    Heading,
    Paragraph,
    Question,
    Row,
    Title,
)
from cyberready.reports.markdown import literal, literal_line, markdown
from cyberready.reports.paper import paper
from tests.reports.made_up import HOSTILE, SMALL, hostile, questionnaire

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ROOM = "." * 40

LITERAL = [
    ("plain words, 2026.1 (draft)", "plain words, 2026.1 (draft)"),
    ("*a* _b_ `c` #d", r"\*a\* \_b\_ \`c\` \#d"),
    ("<b> [x](y) | a > b", r"\<b\> \[x\](y) \| a \> b"),
    ("a\\b ~~c~~ $d$ ^e^ &lt; @f !", r"a\\b \~\~c\~\~ \$d\$ \^e\^ \&lt; \@f \!"),
    ("- a", r"\- a"),
    ("+ a", r"\+ a"),
    ("1. a", r"1\. a"),
    ("12) a", r"12\) a"),
    ("2026.1", "2026.1"),
    ("a - b = c: d", "a - b = c: d"),
    ("===", r"\==="),
    (": a", r"\: a"),
    ("    a    b", "a b"),
    ("a\n\n  b\n# c", "a\\\nb\\\n\\# c"),
    ("a\x1b[2J\u202eb\ta", r"a\[2J\[U+202E\]b a"),
    ("prêt\u00a0?", "prêt\u00a0?"),
]


@pytest.mark.parametrize(("text", "written"), LITERAL)
def test_a_text_in_markdown(text: str, written: str) -> None:
    assert literal(text) == written


def shown(source: str) -> str:
    """What a reader of CommonMark shows, when it is one paragraph of nothing but text."""
    tokens = PARSER.parse(source)
    if not tokens:
        return ""
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"], source
    parts = tokens[1].children or []
    assert {part.type for part in parts} <= {"text", "hardbreak", "softbreak"}, source
    return "".join(part.content if part.type == "text" else "\n" for part in parts)


@given(st.text("\\`*_{}[]<>#|~^$&@!-+=:%.)( \n\t12ab;/\u00a0") | st.text() | st.sampled_from(HOSTILE))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    assert shown(literal(text)).split() == plain(text).split()
    assert shown(literal_line(text)).split() == plain(text).split()
    assert "\n" not in literal_line(text)


BLOCKS: list[tuple[Block, str]] = [
    (Title("A *b*", (("Version", "1"),), "Beware"), "# A \\*b\\*\n\n**Beware**\n\n- Version: 1\n"),
    (Title("A"), "# A\n"),
    (Heading(1, "2", "Law"), "## 2 Law\n"),
    (Heading(9, "1.1.1", "Deep"), "###### 1.1.1 Deep\n"),
    (Contents("Contents"), "\n"),
    (Paragraph("Text", "Label"), "**Label**: Text\n"),
    (Paragraph("", "Weight 2"), "**Weight 2**\n"),
    (Paragraph("Only if.", tone="condition"), "**Only if.**\n"),
    (Choices((Choice("All", "2", ("a", "# b")), Choice("None"))), "- **2** All\n    - a\n    - \\# b\n- None\n"),
    (Choices((Choice("All", "2", ("a",)),), "Pick", boxes=True), "**Pick**\n\n- ☐ **2** All\n    - ☐ a\n"),
    (Choices((Choice("a"), Choice("b")), "Basis", boxes=True, flowing=True), "**Basis**: ☐ a  ☐ b\n"),
    (Choices((Choice("a"),), boxes=True, flowing=True), "☐ a\n"),
    (Blank("because", box=True), f"☐ because: {ROOM}\n"),
    (Blank("Note", lines=3), f"Note: {ROOM}\\\n{ROOM}\\\n{ROOM}\n"),
    (Row((Blank("Number", "hours"), Blank(""))), f"Number: {ROOM} hours\n"),
    (Question(3, "4", "Is it?", "law.act", (Paragraph("Read."),)), "#### 4 Is it?\n\n`law.act`\n\nRead.\n"),
]


@pytest.mark.parametrize(("block", "written"), BLOCKS, ids=lambda value: type(value).__name__)
def test_a_block(block: Block, written: str) -> None:
    assert markdown(Document("A", "en", False, "A", "", (block,))) == written


@pytest.mark.parametrize("form", [True, False])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_of_a_questionnaire_makes_blocks_of_its_own(tmp_path: Path, text: str, form: bool) -> None:
    """The same headings, lists and paragraphs as with harmless texts, and no link, picture or HTML anywhere."""

    def structure(said: str) -> list[str]:
        tokens = PARSER.parse(markdown(paper(hostile(tmp_path, said), form=form)))
        parts = [part for token in tokens for part in [token, *(token.children or [])]]
        return [part.type for part in parts if part.type not in ("text", "hardbreak")]

    assert structure(text) == structure("harmless")


@pytest.mark.parametrize("form", [True, False])
def test_every_id_and_every_descriptor_is_there_once(tmp_path: Path, form: bool) -> None:
    written = markdown(paper(questionnaire(tmp_path), form=form))
    asked = questionnaire(tmp_path)
    for id, question in asked.questions.items():
        assert written.count(f"`{id}`") == 1
        for facts in question.options.values():
            for fact in facts:
                assert len(re.findall(rf"^    - (?:☐ )?{re.escape(fact)}$", written, re.MULTILINE)) == 1
    assert written.endswith("\n")
    assert "\n\n\n" not in written
    assert SMALL.count("text:") == len(re.findall(r"^#+ R?\d+ .*\?$", written, re.MULTILINE))
