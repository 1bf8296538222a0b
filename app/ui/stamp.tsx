/** The mark of a signature, two short lines; `open` while it is awaited. Decoration: say it in words beside. */
export function Stamp({ lines, open }: { lines: string[]; open?: boolean }) {
  return (
    <span className={open ? "stamp stamp--open" : "stamp"} aria-hidden="true">
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </span>
  );
}
