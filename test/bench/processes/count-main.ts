/** Prints how many token requests the server of the measurements has had. */
const [url = ""] = process.argv.slice(2);
const { tokenRequests }: { tokenRequests: number } = JSON.parse(await (await fetch(`${url}/count`)).text());
console.log(tokenRequests);
