import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// The edge sends the same policy as a header. The page repeats it for an edge that does not; a page cannot set
// frame-ancestors. The edge's SecurityHeadersTest compares the two.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' blob:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build', // the dev server injects inline scripts for hot reload
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
      injectTo: 'head-prepend',
    },
  ],
};

/** Writes compressed copies next to each file that becomes smaller; the edges send them to clients that accept br or gzip. */
const precompressed: Plugin = {
  name: 'precompressed',
  apply: 'build',
  writeBundle: {
    order: 'post',
    sequential: true,
    handler({ dir = 'dist' }) {
      for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (/\.(css|html|js|json|svg|txt|webmanifest)$/.test(file)) {
          const path = join(dir, file);
          const plain = readFileSync(path);
          const br = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
          const gzip = gzipSync(plain, { level: 9 });
          if (br.length < plain.length) writeFileSync(`${path}.br`, br);
          if (gzip.length < plain.length) writeFileSync(`${path}.gz`, gzip);
        }
      }
    },
  },
};

const backend = process.env['VISAVIS_ORIGIN'] ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react(), tailwindcss(), contentSecurityPolicy, precompressed],
  build: { assetsInlineLimit: 0, target: 'es2023' },
  server: {
    proxy: {
      '/api': backend,
      '/signaling': { target: backend, ws: true },
    },
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
