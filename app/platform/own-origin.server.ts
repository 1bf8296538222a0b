/** The origin under which this request came, for addresses on paper that its sender asked for. */
export function ownOrigin(request: Request, secure: boolean): string {
  return `${secure ? "https" : "http"}://${new URL(request.url).host}`;
}
