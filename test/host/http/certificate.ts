// Certificates (X.509, RFC 5280) made for a test, of which nothing is written anywhere.

import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  /** PEM. */
  readonly key: string;
}

interface CertificateOptions {
  /** Names and IPv4 addresses of whom it is for; nobody: it is an authority. */
  readonly hosts?: readonly string[];
  /** Who signs it; by default itself. */
  readonly issuer?: Certificate & { readonly name: string };
  readonly name?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

const DAY_MS = 86_400_000;

/** By default it is valid from yesterday until tomorrow. */
export function makeCertificate({
  hosts = [],
  issuer,
  name = 'test',
  notBefore = new Date(Date.now() - DAY_MS),
  notAfter = new Date(Date.now() + DAY_MS),
}: CertificateOptions): Certificate & { readonly name: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer: KeyObject = issuer ? createPrivateKey(issuer.key) : privateKey;
  const content = sequence(
    explicit(0, integer(2)),
    integer(++made),
    ECDSA_WITH_SHA256,
    distinguishedName(issuer?.name ?? name),
    sequence(utcTime(notBefore), utcTime(notAfter)),
    distinguishedName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions(hosts))),
  );
  const signature = sign('sha256', content, signer);
  const der = sequence(content, ECDSA_WITH_SHA256, bitString(signature));
  const base64 = der.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    name,
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** No two of one issuer may have the same serial number. */
let made = 0;

function extensions(hosts: readonly string[]): Buffer[] {
  if (hosts.length === 0) {
    return [sequence(objectId('551d13'), TRUE, octetString(sequence(TRUE)))]; // basicConstraints: CA
  }
  const names = hosts.map((host) =>
    isIPv4(host)
      ? element(0x87, Buffer.from(host.split('.').map(Number)))
      : element(0x82, Buffer.from(host)),
  );
  return [sequence(objectId('551d11'), octetString(sequence(...names)))]; // subjectAltName
}

// The Distinguished Encoding Rules of ASN.1 (X.690).

function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return element(0x30, Buffer.concat(parts));
}

function explicit(tag: number, content: Buffer): Buffer {
  return element(0xa0 + tag, content);
}

/** Of a number below 128. */
function integer(value: number): Buffer {
  return element(0x02, Buffer.from([value]));
}

/** @param encoded its bytes in hexadecimal digits */
function objectId(encoded: string): Buffer {
  return element(0x06, Buffer.from(encoded, 'hex'));
}

function octetString(content: Buffer): Buffer {
  return element(0x04, content);
}

function bitString(content: Buffer): Buffer {
  return element(0x03, Buffer.concat([Buffer.of(0), content]));
}

/** Such as 261127080000Z. */
function utcTime(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  return element(0x17, Buffer.from(digits.slice(2)));
}

function distinguishedName(commonName: string): Buffer {
  const name = sequence(objectId('550403'), element(0x0c, Buffer.from(commonName)));
  return sequence(element(0x31, name));
}

const TRUE = element(0x01, Buffer.of(0xff));
const ECDSA_WITH_SHA256 = sequence(objectId('2a8648ce3d040302'));
