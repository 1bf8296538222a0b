/** A response whose text is at hand: the server sends it without reading it back out of a stream, which costs more. */
export class WholeResponse extends Response {
  constructor(
    readonly whole: string,
    init: ResponseInit,
  ) {
    super(whole, init);
  }
}
