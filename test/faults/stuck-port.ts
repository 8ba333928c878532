import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";

/** A loopback port that neither accepts nor refuses connections, like a host behind a firewall. */
export interface StuckPort extends AsyncDisposable {
  readonly port: number;
}

/** The thread blocks as soon as it listens, so that its queue of connections is never emptied. */
const LISTENER = `
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    require("node:worker_threads").parentPort.postMessage(server.address().port);
    setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
  });`;

export async function startStuckPort(): Promise<StuckPort> {
  const worker = new Worker(LISTENER, { eval: true });
  const port = await new Promise<number>((resolve, reject) => worker.once("message", resolve).once("error", reject));
  const queued: Socket[] = [];
  // Until the queue accepts no more.
  for (let isFull = false; !isFull; ) {
    const socket = connect(port, "127.0.0.1").on("error", () => undefined);
    queued.push(socket);
    const entered = new Promise((resolve) => socket.once("connect", () => resolve(true)));
    isFull = (await Promise.race([entered, sleep(200)])) !== true;
    if (queued.length > 100) throw new Error("this system queues any number of connections");
  }
  return {
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of queued) socket.destroy();
      await worker.terminate();
    },
  };
}
