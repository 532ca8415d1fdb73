import { createHash, timingSafeEqual } from 'node:crypto';
import type { AuthContext, ParsedKey, PublicKeyAuthContext } from 'ssh2';

/** Public key only. The client first asks whether its key would do, then signs with it. */
export function authenticate(context: AuthContext, user: string, key: ParsedKey): void {
  if (context.method === 'publickey' && mayEnter(context, user, key)) context.accept();
  else context.reject(['publickey']);
}

function mayEnter(context: PublicKeyAuthContext, user: string, key: ParsedKey): boolean {
  const userMatches = same(Buffer.from(context.username), Buffer.from(user));
  const keyMatches = same(context.key.data, key.getPublicSSH());
  if (!userMatches || !keyMatches) return false;
  // To accept without a signature only tells the client that this key would do.
  if (context.signature === undefined) return true;
  return context.blob !== undefined && key.verify(context.blob, context.signature, context.hashAlgo) === true;
}

/** In the same time whether equal or not; hashing makes the lengths equal. */
function same(a: Buffer, b: Buffer): boolean {
  const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
  return timingSafeEqual(digest(a), digest(b));
}
