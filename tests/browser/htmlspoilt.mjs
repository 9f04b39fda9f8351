// Spoilt files for the Nu Html Checker: it has to find each of them.

import fs from 'node:fs';
import path from 'node:path';

const page = (main) =>
  `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Проба</title></head><body>${main}</body></html>`;

const FILES = {
  'error.html': page('<h1>Проба</h1><p><b>Не закрыто</p>'),
  'warning.html': page('<h1>Проба</h1><section><p>Без заголовка</p></section>'),
  'error.css': 'p { colour: red; }',
  'error.svg': '<svg xmlns="http://www.w3.org/2000/svg"><circle radius="много"/></svg>',
};

/** Puts them into a folder of their own, and says which were not found. */
export function htmlSpoilt(folder) {
  const spoilt = path.resolve(folder, 'spoilt-html');
  fs.mkdirSync(spoilt, { recursive: true });
  for (const [name, text] of Object.entries(FILES)) fs.writeFileSync(path.join(spoilt, name), text);
  const missed = (found) =>
    Object.keys(FILES)
      .filter((name) => !found.some((flaw) => flaw.startsWith(`${name}:`)))
      .map((name) => `nobody finds what is wrong with ${name}`);
  return { folder: spoilt, missed };
}
