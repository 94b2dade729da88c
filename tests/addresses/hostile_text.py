"""Text that breaks careless code for paths, URLs or HTML, as a Hypothesis strategy."""

from __future__ import annotations

from hypothesis import strategies as st

HOSTILE_TEXT = st.lists(
    st.one_of(
        st.text(alphabet=st.characters(categories=None)),
        st.sampled_from(["..", "/", "%2e", "%2F", "%00", "%5C", "\\", "C:", ".html"]),
        st.sampled_from(['"', "</p>", "\0", "\ud83d"]),
    ),
    max_size=5,
).map("".join)
