import { createContext, useContext } from "react";

/** What the server tells a page about its own request: the CSP nonce (server only) and the id for a call to the help desk. */
export const PageInfo = createContext<{ nonce?: string; requestId?: string }>({});

export function usePageInfo() {
  return useContext(PageInfo);
}
