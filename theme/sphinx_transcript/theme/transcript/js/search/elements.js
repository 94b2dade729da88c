/* Elements of what the prompt shows. Text becomes text nodes: no markup comes from it. */
const TranscriptElements = (() => {
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const span = (className, ...children) => make("span", { className }, ...children);

  return { make, span };
})();
