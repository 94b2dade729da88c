/* Words that are no words to look for where they stand first: commands that people know from
   elsewhere, with the one here that does the same, and names of pages. */
const TranscriptNames = {
  less: "bat emacs nano nvim vi vim",
  ls: "dir exa eza l la ll",
  grep: "ack ag rg",
  "grep -E": "egrep",
  "grep -F": "fgrep",
  cd: "pushd",
  man: "apropos tldr whatis whereis",
  exit: "bye logout quit",
  clear: "cls",
  "": "atom feed home latest new newest recent rss",
};
