/** The rule that needs the same figure has said by now that it can't be had. */
export function known<Value>(make: () => Value, otherwise: Value): Value {
  try {
    return make();
  } catch {
    return otherwise;
  }
}
