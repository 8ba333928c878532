import type { SeedData } from "./setup.js";
// A small fictional organization, so that the first call returns something.

export const DEFAULT_DATA: SeedData = {
  Accounts: [
    { id: "4100000000000670001", Account_Name: "Harbour Lights Ltd", Industry: "Energy", Phone: "555-0110" },
    { id: "4100000000000670002", Account_Name: "Mosswood Paper Co", Industry: "Manufacturing", Phone: "555-0111" },
    { id: "4100000000000670003", Account_Name: "Quiet Orbit Labs", Industry: "Research", Phone: "555-0112" },
  ],
  Contacts: [
    {
      id: "4100000000000671001",
      First_Name: "Ines",
      Last_Name: "Marlow",
      Email: "ines.marlow@example.com",
      Phone: "555-0120",
      Title: "Buyer",
      Account_Name: { id: "4100000000000670001" },
    },
    {
      id: "4100000000000671002",
      First_Name: "Tomas",
      Last_Name: "Reed",
      Email: "tomas.reed@example.com",
      Phone: "555-0121",
      Title: "Engineer",
      Account_Name: { id: "4100000000000670002" },
    },
  ],
  Deals: [
    {
      Deal_Name: "Pier lamps",
      Stage: "Qualification",
      Amount: 12_000,
      Closing_Date: "2027-03-31",
      Account_Name: { id: "4100000000000670001" },
      Contact_Name: { id: "4100000000000671001" },
    },
    {
      Deal_Name: "Paper machine service",
      Stage: "Negotiation/Review",
      Amount: 48_500,
      Closing_Date: "2027-01-15",
      Account_Name: { id: "4100000000000670002" },
      Contact_Name: { id: "4100000000000671002" },
    },
  ],
  Leads: [
    lead("Amara", "Okoye", "Northwind Kiln", "Advertisement", "Contacted"),
    lead("Bruno", "Castellan", "Castellan & Daughters", "Trade Show", "Not Contacted"),
    lead("Chiyo", "Tanabe", "Tanabe Optics", "Web Download", "Contacted"),
    lead("Dilan", "Yilmaz", "Anatolia Tiles", "Partner", "Attempted to Contact"),
    lead("Edda", "Ström", "Ström Fjord Foods", "Trade Show", "Pre-Qualified"),
    lead("Farid", "Haddad", "Cedar Freight", "External Referral", "Contacted"),
    lead("Greta", "Olsen", "Olsen Bicycles", "Advertisement", "Not Contacted"),
  ],
};

function lead(first: string, last: string, company: string, source: string, status: string): Record<string, unknown> {
  const name = last.normalize("NFD").replace(/[^A-Za-z]/g, "");
  return {
    First_Name: first,
    Last_Name: last,
    Company: company,
    Email: `${first}.${name}@example.com`.toLowerCase(),
    Lead_Source: source,
    Lead_Status: status,
  };
}
