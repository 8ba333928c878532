/** The code of one of Zoho's data centers. */
export type DataCenter = "us" | "eu" | "in" | "cn" | "au" | "jp" | "ca" | "sa" | "uk" | "ae";

/** The origins of a data center's servers. */
type Servers = Readonly<Record<"api" | "accounts" | "content" | "download", string>>;

/**
 * Zoho's data centers, by the code that Zoho's responses use (OAuth facts, "Data centers"). The pattern of the others gives
 * the content hosts of `uk` and `ae`, and all download hosts but that of `us` (unverified).
 */
export const DATA_CENTERS: Readonly<Record<DataCenter, Servers>> = {
  us: {
    api: "https://www.zohoapis.com",
    accounts: "https://accounts.zoho.com",
    content: "https://content.zohoapis.com",
    download: "https://download-accl.zoho.com",
  },
  eu: {
    api: "https://www.zohoapis.eu",
    accounts: "https://accounts.zoho.eu",
    content: "https://content.zohoapis.eu",
    download: "https://download-accl.zoho.eu",
  },
  in: {
    api: "https://www.zohoapis.in",
    accounts: "https://accounts.zoho.in",
    content: "https://content.zohoapis.in",
    download: "https://download-accl.zoho.in",
  },
  cn: {
    api: "https://www.zohoapis.com.cn",
    accounts: "https://accounts.zoho.com.cn",
    content: "https://content.zohoapis.com.cn",
    download: "https://download-accl.zoho.com.cn",
  },
  au: {
    api: "https://www.zohoapis.com.au",
    accounts: "https://accounts.zoho.com.au",
    content: "https://content.zohoapis.com.au",
    download: "https://download-accl.zoho.com.au",
  },
  jp: {
    api: "https://www.zohoapis.jp",
    accounts: "https://accounts.zoho.jp",
    content: "https://content.zohoapis.jp",
    download: "https://download-accl.zoho.jp",
  },
  ca: {
    api: "https://www.zohoapis.ca",
    accounts: "https://accounts.zohocloud.ca",
    content: "https://upload.zohocloud.ca",
    download: "https://download-accl.zohocloud.ca",
  },
  sa: {
    api: "https://www.zohoapis.sa",
    accounts: "https://accounts.zoho.sa",
    content: "https://files.zoho.sa",
    download: "https://download-accl.zoho.sa",
  },
  uk: {
    api: "https://www.zohoapis.uk",
    accounts: "https://accounts.zoho.uk",
    content: "https://content.zohoapis.uk",
    download: "https://download-accl.zoho.uk",
  },
  // The API host follows the pattern of the others (unverified).
  ae: {
    api: "https://www.zohoapis.ae",
    accounts: "https://accounts.zoho.ae",
    content: "https://content.zohoapis.ae",
    download: "https://download-accl.zoho.ae",
  },
};
