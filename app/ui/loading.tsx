/** Grey lines in place of rows that are on their way, with the words for it. */
export function Loading({ label, lines = 3 }: { label: string; lines?: number }) {
  return (
    <div className="loading" role="status">
      <p className="dim">{label}</p>
      <svg width="100%" height={lines * 40} aria-hidden="true">
        {Array.from({ length: lines }, (_, line) => (
          <rect
            key={line}
            className="loading__line"
            y={line * 40 + 12}
            width={line % 3 === 1 ? "78%" : line % 3 === 2 ? "56%" : "92%"}
            height={16}
          />
        ))}
      </svg>
    </div>
  );
}
