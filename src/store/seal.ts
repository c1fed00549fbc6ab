import { createCipheriv, createDecipheriv, createSecretKey, KeyObject, randomBytes } from 'node:crypto'

const nonceLength = 12
const tagLength = 16

/**
 * Seals with AES-256-GCM: a random 96-bit nonce, what is sealed, and the tag. It opens only together with the same `label`, which is not secret
 * and not kept in it.
 */
export function seal(key: Uint8Array | KeyObject, label: string, open: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', asKey(key), nonce, { authTagLength: tagLength })
  cipher.setAAD(Buffer.from(label, 'utf8'))
  return Buffer.concat([nonce, cipher.update(open), cipher.final(), cipher.getAuthTag()])
}

/** Opens what `seal` made. Throws where key or label are not those it was sealed with, or a bit of it was changed. */
export function unseal(key: Uint8Array | KeyObject, label: string, sealed: Uint8Array): Buffer {
  if (sealed.length < nonceLength + tagLength) throw new Error('too short to be sealed')
  const decipher = createDecipheriv('aes-256-gcm', asKey(key), sealed.subarray(0, nonceLength), { authTagLength: tagLength })
  decipher.setAAD(Buffer.from(label, 'utf8'))
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength))
  return Buffer.concat([decipher.update(sealed.subarray(nonceLength, sealed.length - tagLength)), decipher.final()])
}

/** Handed over as bytes, a key takes Node 24 three times as long. */
function asKey(key: Uint8Array | KeyObject): KeyObject {
  return key instanceof KeyObject ? key : createSecretKey(key)
}
