import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { bits, der, integer, octets, oid, sequence, set, text, time, truth } from './der.ts';

/** Certificates for tests, made on the spot: none expires in a repository, and no program is needed. */

export interface Certificate {
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
}

export interface Authority {
  /** PEM: whoever trusts it trusts what it issues. */
  readonly certificate: string;
  /** For these host names and IPv4 addresses. */
  issue(...names: readonly string[]): Certificate;
}

const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const BASIC_CONSTRAINTS = oid('2.5.29.19');
const SUBJECT_ALTERNATIVE_NAME = oid('2.5.29.17');
const DAY_MS = 24 * 60 * 60 * 1000;

export function makeAuthority(name: string): Authority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const extension = sequence(BASIC_CONSTRAINTS, truth(), octets(sequence(truth())));
  const signed = { issuer: name, by: keys.privateKey };
  return {
    certificate: certify({ ...signed, subject: name, publicKey: keys.publicKey, extension }),
    issue(...names) {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const extension = sequence(SUBJECT_ALTERNATIVE_NAME, octets(sequence(...names.map(generalName))));
      return {
        certificate: certify({ ...signed, subject: names[0]!, publicKey: own.publicKey, extension }),
        key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      };
    },
  };
}

interface Claim {
  readonly issuer: string;
  readonly by: KeyObject;
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly extension: Buffer;
}

let serial = 0;

function certify({ issuer, by, subject, publicKey, extension }: Claim): string {
  serial += 1;
  const claim = sequence(
    der(0xa0, integer(2)),
    integer(serial % 128),
    ECDSA_WITH_SHA256,
    distinguishedName(issuer),
    sequence(time(new Date(Date.now() - DAY_MS)), time(new Date(Date.now() + DAY_MS))),
    distinguishedName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension)),
  );
  const certificate = sequence(claim, ECDSA_WITH_SHA256, bits(sign('sha256', claim, by)));
  const lines = certificate.toString('base64').match(/.{1,64}/g)!;
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

const distinguishedName = (name: string) => sequence(set(sequence(oid('2.5.4.3'), text(name))));

function generalName(name: string): Buffer {
  return isIP(name) === 4 ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name));
}
