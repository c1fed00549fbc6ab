/** Works out once for each object what follows from it alone, for as long as there is the object. Only for what never changes, as an entry of the record does not. */
export function onceEach<K extends object, V extends object>(work: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, V>()
  return (of) => {
    const found = known.get(of)
    if (found !== undefined) return found
    const value = work(of)
    known.set(of, value)
    return value
  }
}
