import type { Block } from "../rules/notice-text";

/** The body of a notice. */
export function NoticeText({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div className="read">
      {blocks.map((block, index) => {
        switch (block.kind) {
          case "heading":
            return <h2 key={index}>{block.text}</h2>;
          case "paragraph":
            return <p key={index}>{block.text}</p>;
          case "list":
            return (
              <ul key={index}>
                {block.items.map((item) => (
                  <li key={item}>{item}</li>
                ))}
              </ul>
            );
        }
      })}
    </div>
  );
}
