// A check that cannot fail proves nothing: each has to find what was spoilt for it, and nothing before.

import fs from 'node:fs';
import path from 'node:path';

import { Site } from './site.mjs';
import { SPOILT } from './spoilt.mjs';

/** A copy of the section to be spoilt, file by file; served beside the section. */
export function copyToSpoil(site) {
  const folder = path.join(site.folder, '..', 'spoilt');
  fs.cpSync(site.folder, folder, { recursive: true });
  return new Site(folder, { base: new URL('/spoilt/', site.base).href, pages: ['index.html'] });
}

export async function selftest(browser, copy) {
  const flaws = [];
  for (const { check, files, finds, pages } of SPOILT) {
    const restore = Object.entries(files).map(([file, spoil]) => spoilt(path.join(copy.folder, file), spoil));
    copy.pages = pages ?? ['index.html'];
    const found = await check(browser, copy).catch((error) => [error.message]);
    restore.forEach((undo) => undo());
    for (const words of finds.filter((words) => !found.some((flaw) => words.test(flaw)))) {
      flaws.push(`nobody finds ${words}; found is ${JSON.stringify(found.slice(0, 5))}`);
    }
  }
  return flaws;
}

/** Changes a file; returns what brings it back. */
function spoilt(file, spoil) {
  const before = fs.readFileSync(file, 'utf8');
  const after = spoil(before);
  if (after === before) throw new Error(`${file}: nothing to spoil there any more`);
  fs.writeFileSync(file, after);
  return () => fs.writeFileSync(file, before);
}
