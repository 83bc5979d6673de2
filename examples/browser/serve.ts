import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const TYPES: { readonly [extension: string]: string } = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".csv": "text/csv",
  ".svg": "image/svg+xml",
};

/** Serves the files of a folder to this machine, and says where. */
export async function serveFolder(folder: string, port = 0): Promise<{ server: Server; origin: string }> {
  const server = createServer(({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    // Only names of the folder itself: no path leads out of it.
    const name = pathname === "/" ? "index.html" : (/^\/([\w-]+\.\w+)$/.exec(pathname)?.[1] ?? "");
    const file = join(folder, name);
    if (name === "" || !existsSync(file)) return response.writeHead(404).end();
    response.setHeader("Content-Type", TYPES[extname(name)] ?? "application/octet-stream");
    return response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
