/**
 * The program that runs in every runtime, byte for byte the same. It has no import, so that a runtime without a loader can
 * run it: what starts it passes the package.
 *
 * @param zcrm What `zcrm` exports
 * @param settings The client's options, the address of the probe server, and whether to pass the runtime's own `fetch`
 * @returns What the program saw, as plain data
 */
export async function smoke({ createClient, isCrmError, pages }, { options, probe, isFetchGiven }) {
  const fetch = globalThis.fetch;
  let fetches = 0;
  // Shows by which way the client sends.
  globalThis.fetch = (...request) => {
    fetches += 1;
    return fetch(...request);
  };
  const ask = async (question) => (await fetch(`${probe}${question}`)).json();
  const clientFor = (apiUrl) => createClient({ ...options, apiUrl, ...(isFetchGiven && { fetch: globalThis.fetch }) });
  const codeOf = (error) => (isCrmError(error) ? error.code : String(error));

  const crm = clientFor(options.apiUrl);
  const module = "Leads";

  await Promise.all(Array.from({ length: 20 }, () => crm.records.list({ module, per_page: 1 })));
  const tokenRequests = await ask("/token-requests");

  const { data } = await crm.records.list({ module, sort_by: "Last_Name", sort_order: "asc" });
  const listed = data.map((lead) => lead.Last_Name);

  const created = await crm.records.create({ module, body: { data: [{ Last_Name: "Fir", Company: "Ltd" }] } });
  const { id } = created.data[0].details;

  const refused = await crm.records.get({ module: "Leeds", id }).catch(codeOf);
  const invalid = await crm.records.create({ module, body: { data: [{ Last_Name: "Gum", Annual_Revenue: "much" }] } });

  const walked = [];
  for await (const page of pages(crm.records.list, { module, per_page: 2 })) walked.push(page.data.length);

  const bytes = new Uint8Array(300_000).map((_, index) => (index * 31 + (index >> 8)) % 256);
  const file = { name: "bytes.bin", data: new Blob([bytes.subarray(0, 100_000), bytes.subarray(100_000)]) };
  const uploaded = await crm.attachments.upload({ module, id, body: { file } });
  const attachmentId = uploaded.data[0].details.id;
  const download = await crm.attachments.download({ module, id, attachmentId });
  const received = new Uint8Array(await download.arrayBuffer());
  const isEqual = received.length === bytes.length && received.every((byte, index) => byte === bytes[index]);

  // From here on, the server is one that never responds to a list, and whose files are long.
  const slow = clientFor(probe);
  const long = await slow.attachments.download({ module, id, attachmentId });
  const memory = () => globalThis.process?.memoryUsage?.().rss ?? 0;
  const memoryBefore = memory();
  let largestMemory = memoryBefore;
  let streamed = 0;
  let sentMeanwhile;
  const reader = long.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    streamed += part.value.byteLength;
    largestMemory = Math.max(largestMemory, memory());
    // The program pauses here, so what the server can send now is what others hold for the program.
    sentMeanwhile ??= await ask("/sent");
  }

  const timedOut = await slow.records.list({ module }, { timeout: 400 }).catch(codeOf);
  const openAfterTimeout = await ask("/open");

  const controller = new AbortController();
  const aborting = slow.records.list({ module }, { signal: controller.signal }).catch(String);
  await ask("/held");
  controller.abort("stopped by the program");
  const aborted = await aborting;
  const openAfterAbort = await ask("/open");

  const closing = slow.records.list({ module }).catch(codeOf);
  await ask("/held");
  await slow.close();
  const closed = await closing;
  const openAfterClose = await ask("/open");
  // A runtime that sends a request again by itself would create records twice.
  const lists = await ask("/lists");
  await crm.close();

  globalThis.fetch = fetch;
  return {
    results: {
      tokenRequests,
      listed,
      created: created.data[0].code,
      refused,
      invalid: invalid.data[0].code,
      walked,
      isEqual,
      streamed,
      isHeldBack: sentMeanwhile < streamed / 2,
      timedOut,
      openAfterTimeout,
      aborted,
      openAfterAbort,
      closed,
      openAfterClose,
      lists,
    },
    transport: fetches > 0 ? "fetch" : "sockets",
    megabytes: Math.round((largestMemory - memoryBefore) / 1e6),
  };
}
