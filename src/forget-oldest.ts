/** Takes out of a map or a set what was put in first, until no more than `most` is left: memory has an end, callers have not. */
export function forgetOldest<Key>(book: Map<Key, unknown> | Set<Key>, most: number): void {
  for (const key of book.keys()) {
    if (book.size <= most) return;
    book.delete(key);
  }
}
