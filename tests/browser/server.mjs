// A school's server: sections in sub-folders, nothing inline, nothing from elsewhere, gzip.

import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
};

/** Serves every site below the path of its base. */
export async function serve(sites) {
  const server = http.createServer((request, response) => answer(sites, request, response));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { port: server.address().port, close };
}

function answer(sites, request, response) {
  const asked = request.url.split('?')[0];
  const site = sites.find((site) => asked.startsWith(new URL(site.base).pathname));
  if (!site) {
    response.writeHead(404).end();
    return;
  }
  const found = site.fileOf(new URL(asked, site.base).href);
  const file = path.join(site.folder, found ?? '404.html');
  response.writeHead(found ? 200 : 404, {
    'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    'content-security-policy': "default-src 'self'",
    'x-content-type-options': 'nosniff',
    // Every page asks for everything it needs: so it can be counted.
    'cache-control': 'no-store',
    ...(packs(file) && { 'content-encoding': 'gzip' }),
  });
  response.end(packed(file));
}

/** Whether a server would pack such a file on its way. */
function packs(file) {
  return !['.jpg', '.png'].includes(path.extname(file)) && path.extname(file) in TYPES;
}

/** What goes over the wire. */
export function packed(file) {
  const bytes = fs.readFileSync(file);
  return packs(file) ? zlib.gzipSync(bytes) : bytes;
}
