import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { type ConnectionOptions, checkServerIdentity, createSecureContext } from 'node:tls';
import { TrafficError } from '../../error.ts';

/** Where a service is called: its address, and for https whom to trust. */
export type TargetSpec =
  | string
  | {
      readonly url: string;
      /** The authorities that are trusted instead of the system's: PEM text, or the path of a file of it. */
      readonly authorities?: string | undefined;
      /** Whom the certificate must name, where it is not the address's host. Sent as SNI. */
      readonly serverName?: string | undefined;
    };

/** How the peer of an https address is verified. Nothing here can leave it out. */
export type Trust = Pick<
  ConnectionOptions,
  'secureContext' | 'servername' | 'rejectUnauthorized' | 'checkServerIdentity'
>;

/** For an address that begins with https. */
export function trustOf(spec: TargetSpec): Trust {
  const { url, authorities, serverName } = typeof spec === 'string' ? { url: spec } : spec;
  const name = serverName ?? new URL(url).hostname.replace(/^\[|\]$/g, '');
  return {
    secureContext: createSecureContext(authorities === undefined ? {} : { ca: certificatesIn(authorities) }),
    // An address cannot be sent as SNI (RFC 6066); the certificate must name it all the same.
    servername: isIP(name) === 0 ? name : '',
    checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate),
    // Said aloud, for otherwise a variable of the environment could switch it off.
    rejectUnauthorized: true,
  };
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs;

/** A file without a certificate, or with a broken one, would leave nobody to trust, and be told as a failed handshake. */
function certificatesIn(authorities: string): string[] {
  const inline = authorities.includes('-----BEGIN');
  const found = (inline ? authorities : textOf(authorities)).match(CERTIFICATE) ?? [];
  try {
    if (found.length > 0 && found.every((one) => new X509Certificate(one))) return found;
  } catch {
    // Told below, for it is the same to whoever has to mend it.
  }
  const where = inline ? 'the text' : authorities;
  throw new TrafficError('target-unusable', `expected certificates in PEM in ${where}, found none that can be read`, {
    fix: 'give the certificate of whoever signed the one that the front end shows',
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new TrafficError('target-unusable', `the authorities' file ${file} cannot be read (${code})`, {
      fix: 'name a file that this user may read, relative to where the command runs',
      cause: error,
    });
  }
}
