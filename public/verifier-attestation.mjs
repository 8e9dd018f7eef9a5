/**
 * Vérifie une attestation hors ligne : node verifier-attestation.mjs cle.pem DLS… ["Prénom Nom"]
 * cle.pem : les clés publiques du portail (/verifier/cle). Dernier argument : le nom écrit sur l’attestation.
 * Sortie 0 : conforme ; 3 : plus valable ; 2 : non conforme. Ne dit pas si la demande a été annulée depuis.
 */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const SIGNES = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const FORME =
  /^((DLS1|DLS2)(\d{6})([CR])([0-9A-Z]{18})(\d{4})(\d\d)(\d\d)(\d{8})(\d{4})(\d\d)(\d\d)([0-9A-Z]{13}))([0-9A-HJKMNP-TV-Z]{103})$/

const [, , fichier, donne = '', nom] = process.argv
const [, texte, version, cle, nature, numero, a, m, j, , fa, fm, fj, empreinte, signature] =
  FORME.exec(donne.replace(/\s/g, '').toUpperCase()) ?? []

const cles = readFileSync(fichier, 'utf8').matchAll(/# (\d{6})\s+(-----BEGIN[^#]+-----END PUBLIC KEY-----)/g)
const pem = [...cles].find(([, id]) => id === cle)?.[2]

const octetsDe = (base32) => {
  const bits = [...base32].map((signe) => SIGNES.indexOf(signe).toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g).map((octet) => Number.parseInt(octet, 2)))
}
const base32De = (octets) => {
  const bits = [...octets].map((octet) => octet.toString(2).padStart(8, '0')).join('')
  return bits
    .match(/.{1,5}/g)
    .map((cinq) => SIGNES[Number.parseInt(cinq.padEnd(5, '0'), 2)])
    .join('')
}
const motDe = (mot) =>
  mot.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae')
const empreinteDe = (dit) => {
  const mots = dit
    .split(/[\s\p{Pd}'’.]+/u)
    .map(motDe)
    .filter((mot) => mot !== '')
    .sort()
  return base32De(
    createHash('sha256')
      .update(`${numero} ${mots.join(' ')}`)
      .digest()
      .subarray(0, 8),
  )
}

const isSignee = texte && pem && verify(null, Buffer.from(texte), createPublicKey(pem), octetsDe(signature))
if (!isSignee || (nom !== undefined && empreinteDe(nom) !== empreinte)) {
  console.log('Non conforme')
  process.exit(2)
}
const isFinie = new Date().toISOString().slice(0, 10) > `${fa}-${fm}-${fj}`
console.log(isFinie ? 'Plus valable' : 'Conforme')
console.log(`${nature === 'C' ? 'Enregistrement' : 'Renouvellement'}, demande ${numero}`)
// DLS2 : du dépôt, le mois seul est connu.
const depot = version === 'DLS2' ? `en ${m}/${a}` : `le ${j}/${m}/${a}`
console.log(`Déposée ${depot}, valable jusqu’au ${fj}/${fm}/${fa}`)
process.exit(isFinie ? 3 : 0)
