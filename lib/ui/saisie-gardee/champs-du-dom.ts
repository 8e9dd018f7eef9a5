/** The fields of a form, as the document holds them. */
import type { EnMots } from './frappes.ts'

type Champ = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
export const isChamp = (cible: unknown): cible is Champ =>
  cible instanceof HTMLInputElement || cible instanceof HTMLSelectElement || cible instanceof HTMLTextAreaElement
export const isCase = (champ: Champ): champ is HTMLInputElement =>
  champ instanceof HTMLInputElement && champ.type === 'checkbox'

/** What the server wrote in a field, whatever was typed since; undefined of a field that the form does not have. */
export function montre(form: HTMLFormElement | null, nom: string): string | undefined {
  const champ = form?.elements.namedItem(nom)
  if (champ instanceof RadioNodeList) {
    const cochee = [...champ].find((un) => un instanceof HTMLInputElement && un.defaultChecked)
    return cochee instanceof HTMLInputElement ? cochee.value : ''
  }
  if (!isChamp(champ)) return undefined
  if (isCase(champ)) return champ.defaultChecked ? champ.value : ''
  if (champ instanceof HTMLSelectElement)
    return ([...champ.options].find(({ defaultSelected }) => defaultSelected) ?? champ.options[0])?.value ?? ''
  return champ.defaultValue
}

/** Puts back in its field what had waited. */
export function remettre(form: HTMLFormElement | null, nom: string, texte: string): void {
  const champ = form?.elements.namedItem(nom)
  if (champ instanceof RadioNodeList) champ.value = texte
  else if (isChamp(champ) && isCase(champ)) champ.checked = texte !== ''
  else if (isChamp(champ)) champ.value = texte
}

/** Whether two texts are the same to whoever reads them: the server takes away what does not show. */
export const isMemeTexte = (a: string, b: string): boolean => nette(a) === nette(b)
const nette = (texte: string): string =>
  texte
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()

/** A field and a text of it as people read them; undefined of a field that the form does not have. */
export function enMots(form: HTMLFormElement | null, nom: string, texte: string): EnMots | undefined {
  const champ = form?.elements.namedItem(nom)
  if (champ instanceof RadioNodeList) {
    const choix = [...champ].find((un) => un instanceof HTMLInputElement && un.value === texte)
    const libelle = champ[0]?.parentElement?.closest('fieldset')?.querySelector('legend')?.textContent?.trim()
    return { libelle: libelle || SANS_LIBELLE, texte: libelleDe(choix) ?? texte }
  }
  if (!isChamp(champ)) return undefined
  const libelle = libelleDe(champ) || SANS_LIBELLE
  if (isCase(champ)) return { libelle, texte: texte === '' ? 'non coché' : 'coché' }
  const choix = champ instanceof HTMLSelectElement ? [...champ.options].find(({ value }) => value === texte) : undefined
  return { libelle, texte: choix?.text ?? texte }
}

const SANS_LIBELLE = 'Une réponse'
const libelleDe = (champ: unknown): string | undefined =>
  isChamp(champ) ? champ.labels?.[0]?.firstChild?.textContent?.trim() : undefined
