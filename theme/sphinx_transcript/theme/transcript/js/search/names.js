/* Words that are no words to look for where they stand first: commands that people know from
   elsewhere, with the one here that does the same, and names of pages. meant.js has rarer ones. */
const TranscriptNames = {
  less: "vi vim",
  ls: "dir l la ll",
  exit: "bye quit",
  clear: "cls",
  "": "atom feed home latest new newest recent rss",
};
