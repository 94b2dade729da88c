/* Keeps what a page says around its text out of what the search shows of it. */
{
  const whole = Search.htmlToText;
  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll("main nav, .ts-prompt, .ts-blog-index, .linenos, h1").forEach((part) => part.remove());
    return whole(page.documentElement.outerHTML, anchor);
  };
}

/* The words go with the address of each result. Sphinx puts them into the browser's storage, where
   they would wait for the next page that looks, whichever it is. */
{
  let words = "";
  const complete = (changes) => {
    for (const { addedNodes } of changes) {
      for (const item of addedNodes) {
        const link = item instanceof HTMLLIElement ? item.querySelector(":scope > a") : null;
        if (link !== null && words !== "") {
          const address = new URL(link.href);
          address.searchParams.set("highlight", words);
          link.href = address;
        }
      }
    }
  };
  const observer = new MutationObserver(complete);
  const parse = Search._parseQuery;
  Search._parseQuery = (query) => {
    const parsed = parse(query);
    words = [...parsed[3]].join(" ");
    localStorage.removeItem("sphinx_highlight_terms");
    observer.observe(document.getElementById("search-results"), { childList: true, subtree: true });
    return parsed;
  };
}
