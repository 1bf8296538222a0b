/** The square seal of the house; decoration beside its name. */
export function Seal({ mark }: { mark: string }) {
  return (
    <b className="seal" aria-hidden="true">
      {mark}
    </b>
  );
}
