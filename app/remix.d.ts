import "@remix-run/node";

// Loaders and actions answer by single fetch: dates and maps arrive as what they are.
declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}
