import type { ChangeEventHandler, ReactNode } from "react";
import { Icon } from "./icon";

export type AnswerOption = {
  value: string;
  /** The letter in front. */
  mark: string;
  text: ReactNode;
  chosen?: boolean;
  /** Once marked: `right` chosen and right, `missed` right but not chosen, `wrong` chosen but not right. */
  state?: "right" | "missed" | "wrong";
};

type OptionListProps = {
  name: string;
  multiple?: boolean;
  options: AnswerOption[];
  /** Shows the options as text: the answer is given and can no longer be changed. */
  locked?: boolean;
  /** The words under a marked option; needed as soon as one has a `state`. */
  words?: Record<"right" | "missed" | "wrong", string>;
  onChange?: ChangeEventHandler<HTMLInputElement>;
};

const looks = {
  right: { icon: "check", tone: "ok" },
  missed: { icon: "check", tone: "ok" },
  wrong: { icon: "turn", tone: "dim" },
} as const;

/** The options of one question. Put it in a fieldset whose legend is the question. */
export function OptionList({ name, multiple, options, locked, words, onChange }: OptionListProps) {
  const fixed = locked || options.some((option) => option.state);
  const shape = multiple ? "opt opt--multi" : "opt opt--one";
  return (
    <div className="opts" role={fixed ? "list" : undefined}>
      {options.map(({ value, mark, text, chosen, state }) =>
        fixed ? (
          <div
            key={value}
            role="listitem"
            className={`${shape}${state ? ` is-${state}` : chosen ? " is-chosen" : ""}`}
          >
            <span className="opt__k">{mark}</span>
            <span>
              {text}
              {state && words && (
                <span className={`opt__mark ${looks[state].tone}`}>
                  <Icon name={looks[state].icon} /> {words[state]}
                </span>
              )}
            </span>
          </div>
        ) : (
          <label key={value} className={shape}>
            <input
              type={multiple ? "checkbox" : "radio"}
              name={name}
              value={value}
              defaultChecked={chosen}
              onChange={onChange}
            />
            <span className="opt__k">{mark}</span>
            <span>{text}</span>
          </label>
        ),
      )}
    </div>
  );
}
