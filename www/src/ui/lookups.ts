// Names that the words files keep in plain tables; what is not there is shown as it is.

/** The name of an id, or `otherwise` (the id itself). */
export function nameOf(table: Readonly<Record<string, string>>, id: string, otherwise = id): string {
  return (Object.hasOwn(table, id) ? table[id] : undefined) ?? otherwise;
}
