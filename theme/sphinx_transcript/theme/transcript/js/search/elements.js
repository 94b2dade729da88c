/* Elements of what the prompt shows and loads. Text becomes text nodes: no markup comes from it. */
const TranscriptElements = (() => {
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const span = (className, ...children) => make("span", { className }, ...children);

  const marked = (text, marks = []) => {
    let at = 0;
    const parts = marks.flatMap(([start, end]) => {
      const before = text.slice(at, start);
      at = end;
      return [before, make("mark", {}, text.slice(start, end))];
    });
    return make("bdi", {}, ...parts, text.slice(at));
  };

  /* What was found, as grep prints it: the path, the title, and the line with the words. */
  const resultParts = ({ path, title, titleMarks, heading, date, line, marks }) => {
    const about = [date, heading].filter(Boolean).map((part) => `${part} · `);
    const text = line === title ? "" : marked(line, marks);
    const name = make("bdi", { dir: "ltr" }, `${path}: `);
    return [span("ts-path", name), marked(title, titleMarks), span("ts-about", ...about, text)];
  };

  /* A row of ls, with the title of the page. */
  const rowParts = ({ text, title, date }, isLong) => [
    isLong && date ? span("ts-date", `${date}  `) : "",
    span("ts-name", text),
    title && title !== text ? span("ts-about", title) : "",
  ];

  /* The words that were found are marked on the page that a result leads to. */
  const resultAddress = ({ address, words }, root) => {
    const url = new URL(address, root);
    if (words.length > 0) {
      url.searchParams.set("highlight", words.join(" "));
    }
    return url;
  };

  const loads = {};
  /* Loads a script once; where it doesn't load, the next try does so again. */
  const loadScript = (address) => {
    loads[address] ??= new Promise((resolve, reject) => {
      const onerror = () => {
        loads[address] = null;
        reject(Object.assign(new Error(address), { code: "offline" }));
      };
      document.head.append(make("script", { src: address, onload: resolve, onerror }));
    });
    return loads[address];
  };

  return { make, resultParts, resultAddress, rowParts, loadScript };
})();
