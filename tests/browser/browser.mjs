// Chromium as the tests want it: alone with the sections, and out of reach of everything else.

import os from 'node:os';
import { chromium } from 'playwright-core';

import { serve } from './server.mjs';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** How many pages are looked at side by side. */
const WORKERS = 1 + Math.min(4, os.cpus().length);

/** Flags for a Chromium that knows one host: the one that the sites live on. */
export function flags(host, port) {
  return [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-dev-shm-usage',
    `--host-resolver-rules=MAP ${host} 127.0.0.1:${port}, MAP * ~NOTFOUND`,
  ];
}

/** The sites served, and a browser that sees them and nothing besides. */
export async function open(sites) {
  const server = await serve(sites);
  const { hostname } = new URL(sites[0].base);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: flags(hostname, server.port) });
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { browser, close };
}

/** Does the work for every item, several at a time, each worker on a page of its own made with these options. */
export async function eachOn(browser, options, items, work) {
  const results = [];
  const queue = items.map((item, number) => ({ item, number }));
  const worker = async () => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    // For what is clicked and waited for; loading a page may take longer on a busy machine.
    page.setDefaultTimeout(5000);
    page.setDefaultNavigationTimeout(30000);
    for (let next; (next = queue.shift()); ) results[next.number] = await work(page, next.item);
    await context.close();
  };
  await Promise.all(Array.from({ length: Math.min(WORKERS, items.length) }, worker));
  return results;
}

/** Does the work on one new page made with these options. */
export async function on(browser, options, work) {
  const [result] = await eachOn(browser, options, [undefined], work);
  return result;
}
