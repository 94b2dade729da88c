/* Keeps what a page says around its text out of what the search shows of it. */
{
  const whole = Search.htmlToText;
  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll("main nav, .ts-prompt, .ts-blog-index, .linenos, h1").forEach((part) => part.remove());
    return whole(page.documentElement.outerHTML, anchor);
  };
}
