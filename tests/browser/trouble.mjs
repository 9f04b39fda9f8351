// What goes wrong by itself while a page is open: errors in the console, failed requests, requests to somebody else.

/** Listens to the page. The function returned gives what was heard since it was called last. */
export function listen(page, start) {
  let heard = [];
  let asked = [];
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    heard.push({ text: `console: ${message.text()}`, url: message.location().url });
  });
  page.on('pageerror', (error) => heard.push({ text: `script: ${error.message}` }));
  page.on('request', (request) => {
    const url = request.url();
    asked.push(url);
    if (!url.startsWith(start) && !url.startsWith('data:')) heard.push({ text: `asks somebody else for ${url}` });
  });
  page.on('requestfailed', (request) => {
    heard.push({ text: `no answer for ${request.url()}: ${request.failure()?.errorText}`, url: request.url() });
  });
  page.on('response', (response) => {
    if (response.status() >= 400) heard.push({ text: `${response.status()} for ${response.url()}`, url: response.url() });
  });
  return () => {
    const since = { troubles: heard, requests: asked };
    heard = [];
    asked = [];
    return since;
  };
}
