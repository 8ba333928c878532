/** The connection to the client of the protocol: stdin and stdout, which nobody else may use. */

import type { JSONRPCMessage } from "@modelcontextprotocol/server";
import type { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { withoutSecrets } from "../../core/errors/secrets.js";

/** A connection, and when it ended. */
export interface Wire {
  readonly transport: StdioServerTransport;
  readonly closed: Promise<void>;
}

/** Connects to the process that started this one. */
export function openWire(Transport: typeof StdioServerTransport): Wire {
  let end = () => {};
  const closed = new Promise<void>((resolve) => {
    end = resolve;
  });
  const transport = new (class extends Transport {
    override send(message: JSONRPCMessage): Promise<void> {
      return super.send(withoutSecretsIn(message));
    }
    override async close(): Promise<void> {
      await super.close();
      end();
    }
  })();
  return { transport, closed };
}

/** The errors of the protocol, which do not come from tools, quote what they were sent. */
function withoutSecretsIn(message: JSONRPCMessage): JSONRPCMessage {
  if (!("error" in message)) return message;
  const { error } = message;
  return { ...message, error: { ...error, message: withoutSecrets(error.message) } };
}
