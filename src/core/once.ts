/**
 * What is loaded when it is first wanted, and stays: Node takes a twentieth of a millisecond to import a module that is
 * there already, which a thousand runs in one process would pay with every call.
 */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}
