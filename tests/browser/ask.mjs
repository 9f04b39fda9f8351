// Questions asked inside a page. They work without the page's own scripts and under any policy.

/** Calls the function inside the page. It may use `describe(element)`, and nothing else of ours. */
export function ask(page, question, argument) {
  return page.evaluate(`(() => { ${describe}; return (${question})(${JSON.stringify(argument)}); })()`);
}

/** An element as a person would find it again. */
function describe(element) {
  const id = element.id ? `#${element.id}` : '';
  const classes = [...element.classList].map((name) => `.${name}`).join('');
  const text = (element.innerText || element.getAttribute('alt') || '').trim().replace(/\s+/g, ' ');
  return element.tagName.toLowerCase() + id + classes + (text ? ` «${text.slice(0, 40)}»` : '');
}
