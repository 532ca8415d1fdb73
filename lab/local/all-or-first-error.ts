/** Like Promise.all, but nothing goes on behind the back of whoever cleans up after an error. */
export async function allOrFirstError<const T extends readonly Promise<unknown>[]>(work: T) {
  const settled = await Promise.allSettled(work);
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return Promise.all(work);
}
