import { useEffect } from "preact/hooks";

/** Names the window and its history entry after what the page shows. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Zoho CRM emulator`;
  }, [title]);
}
