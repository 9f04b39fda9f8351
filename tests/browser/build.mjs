// The demo section for those who run a command here without a test: built anew, each time into a new folder.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { Site } from './site.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The section built as main.rs builds it, given to the work, and removed again. */
export async function withSection(work) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'section-'));
  const out = path.join(folder, 'public');
  try {
    const cargo = ['run', '--quiet', '--locked', '--', 'build', '--quiet', '--date', '2026-11-22', '--root', ROOT];
    const where = ['--base-url', 'http://localhost/some/school/section/', '--out', out];
    execFileSync('cargo', [...cargo, ...where], { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
    await work(new Site(out));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
