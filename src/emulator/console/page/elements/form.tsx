import { type ComponentChildren, cloneElement, type JSX, type TargetedEvent, type VNode } from "preact";
import { useId, useState } from "preact/hooks";
import { watch } from "../state/problem.js";
import { Prose } from "./prose.js";

type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The value of each input of a form. */
export interface FormState<Name extends string> {
  readonly values: Readonly<Record<Name, string>>;
  /** Attributes that bind an input to its value. */
  bind(name: Name): { readonly value: string; readonly onInput: (event: TargetedEvent<Input>) => void };
  change(some: Partial<Readonly<Record<Name, string>>>): void;
}

export function useForm<Name extends string>(initial: Readonly<Record<Name, string>>): FormState<Name> {
  const [values, setValues] = useState(initial);
  const change: FormState<Name>["change"] = (some) => setValues((before) => ({ ...before, ...some }));
  return {
    values,
    change,
    bind: (name) => ({
      value: values[name],
      onInput: ({ currentTarget }) => setValues((before) => ({ ...before, [name]: currentTarget.value })),
    }),
  };
}

interface FormProps {
  /** What the button says. */
  readonly action: string;
  readonly submit: () => Promise<unknown>;
  /** Leaves it to the emulator to say whether the values are valid. */
  readonly noValidate?: boolean;
  readonly children: ComponentChildren;
}

/** A form with one button, which does nothing while a submit is under way. */
export function Form({ action, submit, noValidate = false, children }: FormProps): JSX.Element {
  const [isBusy, setIsBusy] = useState(false);
  const start = async () => {
    setIsBusy(true);
    try {
      await submit();
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <form
      class="card"
      noValidate={noValidate}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) watch(start());
      }}
    >
      {children}
      <div class="bar">
        {/* A disabled button would lose the focus. */}
        <button type="submit" class="main" aria-disabled={isBusy}>
          {action}
        </button>
      </div>
    </form>
  );
}

interface FieldProps {
  readonly label: string;
  /** A few words beside the label. */
  readonly note?: string | undefined;
  /** An explanation below the input. */
  readonly hint?: string | undefined;
  /** Values that the input suggests. */
  readonly choices?: readonly string[];
  /** The input. */
  readonly children: VNode<Record<string, unknown>>;
}

/** An input with a label. */
export function Field({ label, note = "", hint = "", choices = [], children }: FieldProps): JSX.Element {
  const id = useId();
  return (
    <div class="field">
      <label class="name" for={id}>
        {label}
        {note !== "" && <span class="quiet"> {note}</span>}
      </label>
      {cloneElement(children, {
        id,
        ...(hint !== "" && { "aria-describedby": `${id}-hint` }),
        ...(choices.length > 0 && { list: `${id}-choices` }),
      })}
      {choices.length > 0 && (
        <datalist id={`${id}-choices`}>
          {choices.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
      {hint !== "" && <Prose id={`${id}-hint`} class="hint" text={hint} />}
    </div>
  );
}
