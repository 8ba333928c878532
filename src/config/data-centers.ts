/** Zoho's data centres, by the word that its own answers use (OAuth facts, "Data centres"). */
export const DATA_CENTERS = {
  us: { api: "https://www.zohoapis.com", accounts: "https://accounts.zoho.com" },
  eu: { api: "https://www.zohoapis.eu", accounts: "https://accounts.zoho.eu" },
  in: { api: "https://www.zohoapis.in", accounts: "https://accounts.zoho.in" },
  cn: { api: "https://www.zohoapis.com.cn", accounts: "https://accounts.zoho.com.cn" },
  au: { api: "https://www.zohoapis.com.au", accounts: "https://accounts.zoho.com.au" },
  jp: { api: "https://www.zohoapis.jp", accounts: "https://accounts.zoho.jp" },
  ca: { api: "https://www.zohoapis.ca", accounts: "https://accounts.zohocloud.ca" },
  sa: { api: "https://www.zohoapis.sa", accounts: "https://accounts.zoho.sa" },
  uk: { api: "https://www.zohoapis.uk", accounts: "https://accounts.zoho.uk" },
  // The API host of this one is likely, by the pattern of the others.
  ae: { api: "https://www.zohoapis.ae", accounts: "https://accounts.zoho.ae" },
} as const;

/** Word for one of Zoho's data centres. */
export type DataCenter = keyof typeof DATA_CENTERS;
