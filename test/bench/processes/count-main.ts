/** Prints the number of token requests that the server has received. */
const [url = ""] = process.argv.slice(2);
const { tokenRequests }: { tokenRequests: number } = JSON.parse(await (await fetch(`${url}/count`)).text());
console.log(tokenRequests);
