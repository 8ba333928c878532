// A program in TypeScript, with both ways of naming the client.
import client, { ZCRMRestClient } from "zcrmsdk";

interface Account {
  Account_Name: string;
}

const main = async (): Promise<void> => {
  const crm = await ZCRMRestClient.initialize({ verbose: false });
  const answer = await crm.API.MODULES.post({ module: "Accounts", body: { data: [{ Account_Name: "Typed Ltd" }] } });
  const body: string = typeof answer === "string" ? answer : answer.body;
  const id: string = JSON.parse(body).data[0].details.id;
  const one = await client.API.MODULES.get({ module: "Accounts", id });
  const accounts: Account[] = JSON.parse(typeof one === "string" ? one : one.body).data;
  console.log(accounts.map(({ Account_Name }) => Account_Name).join());
  await client.API.MODULES.delete({ module: "Accounts", id });
};
main();
