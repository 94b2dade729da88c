"""The check of a site: finds what is wrong with it, without building it.

A site comes in; findings with a file, a line and a code go out.

A check has a fast path, because Sphinx takes ten times as long to read a document as MyST-Parser
takes to tokenize it. The fast path finds the posts that are harmless: a build can't warn of them.
Most posts are, because most of their content can't be wrong: paragraphs, lists, code that its lexer
accepts, links to files that exist. Sphinx does not read these posts. For each of them it gets a
stub with the title, which the links and listings of other documents refer to. It reads, resolves
and writes all other documents, into a temporary folder, so that its warnings are those of a build.

Of most harmless posts neither the Markdown nor the code has to be tokenized: patterns accept each
of their lines, and the lexer of their code accepts each of their characters.

What is not known to be harmless takes the next longer way: the tokens, and then Sphinx. So a gap in
the fast path costs time, but hides no warning. `plain_markdown` and `safe_characters` judge without
tokens, and tests compare them with the tokens. `harmless_front_matter`, `harmless_text` and
`harmless_document` judge the parts of a post, `harmless_posts` judges a post in its site,
`stub_documents` has the stubs, and `trial_build` runs Sphinx.
"""
