// The Nu Html Checker over every page and style sheet: not an error, not a warning.

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const JAR = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

/** What the checker says, one Java for all the folders: a list of flaws for each. */
export async function html(folders) {
  const flags = ['--skip-non-html', '--also-check-css', '--also-check-svg', '--format', 'json', '--stdout', '--exit-zero-always'];
  const said = await java(['-jar', JAR, ...flags, ...folders]);
  const { messages } = JSON.parse(said);
  return folders.map((folder) =>
    messages
      .filter((message) => decodeURIComponent(message.url ?? '').includes(`${folder}${path.sep}`))
      .map(({ url, lastLine, message, extract }) => {
        const file = decodeURIComponent(url).split(`${folder}${path.sep}`)[1];
        return `${file}:${lastLine}: ${message} ${(extract ?? '').trim().replace(/\s+/g, ' ').slice(0, 120)}`;
      }),
  );
}

function java(args) {
  return new Promise((done, fail) => {
    execFile('java', args, { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error) fail(new Error(stderr || error.message));
      else done(stdout);
    });
  });
}
