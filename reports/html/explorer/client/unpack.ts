/** What the page carries as compressed base64; empty text is nothing. */
export const unpacked = async (text: string): Promise<Uint8Array> => {
  const characters = atob(text);
  const packed = new Uint8Array(characters.length);
  if (packed.length === 0) return packed;
  for (let i = 0; i < packed.length; i++) packed[i] = characters.charCodeAt(i);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

export const unpackedJson = async <Value>(text: string): Promise<Value | null> => {
  const bytes = await unpacked(text);
  return bytes.length === 0 ? null : (JSON.parse(new TextDecoder().decode(bytes)) as Value);
};
