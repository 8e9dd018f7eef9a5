import type { Page } from '@playwright/test'
import { type Acte, checkPorte, DROITS, isActeDeDemandeur } from '../../lib/domain/acces/acces.ts'
import type { Role } from '../../lib/domain/acces/acteur.ts'
import { ACTEURS } from '../../lib/domain/acces/testing.ts'
import { parseTerritoire } from '../../lib/domain/demande/territoire.ts'
import { isCalculee } from '../../lib/web/debit-de-lecture.ts'
import { expect, test } from '../fixtures.ts'
import {
  ADMINISTRATRICE,
  AUTRE_GESTIONNAIRE,
  creerUnCentre,
  GESTIONNAIRE,
  type Identite,
  inviterUnAgent,
  unCoordinateur,
  unePageDe,
  unMot,
} from '../steps/connexion.ts'
import { loginDemandeur, unDemandeurEnBase } from '../steps/demandeur.ts'
import { type Monde, unMondeAilleurs, unMondeVoisin } from '../steps/mondes.ts'
import { callAction, isActe, lirePortes, type Porte } from '../steps/portes.ts'

test.describe.configure({ mode: 'serial' })
const ROLES_ESSAYES: readonly Role[] = [
  'visiteur',
  'agent-de-guichet',
  'responsable-de-guichet',
  'gestionnaire-territorial',
  'coordinateur-regional',
  'administrateur-national',
  'demandeur',
]

let portes: Porte[]
const pages = new Map<Role, Page>()
let [ailleurs, voisin]: Monde[] = []

test.beforeAll(async ({ browser, baseURL }) => {
  portes = lirePortes()
  const base = baseURL ?? ''
  const entrer = (qui: string | Identite) => unePageDe(browser, qui, base)
  const visiteur = await browser.newContext({ baseURL: base })
  pages.set('visiteur', await visiteur.newPage())
  pages.set('gestionnaire-territorial', await entrer(GESTIONNAIRE))
  pages.set('administrateur-national', await entrer(ADMINISTRATRICE))
  pages.set('coordinateur-regional', await entrer(await unCoordinateur()))
  const gestionnaire = pageOf('gestionnaire-territorial')
  const { id } = await creerUnCentre(gestionnaire)
  for (const role of ['agent-de-guichet', 'responsable-de-guichet'] as const)
    pages.set(role, await entrer(await inviterUnAgent(gestionnaire, id, role)))
  const demandeur = await (await browser.newContext({ baseURL: base })).newPage()
  await loginDemandeur(demandeur, await unDemandeurEnBase())
  pages.set('demandeur', demandeur)
  /** With the demande of somebody, who is signed in on a page of their own. */
  const withDemande = async (monde: Omit<Monde, 'demande'>): Promise<Monde> => {
    const territoire = parseTerritoire(monde.departement)
    const localisations = ['recherche.localisations', [{ commune: monde.commune, quartier: null }]] as const
    const ecrit = await unDemandeurEnBase([{ ...(territoire && { territoire }), changements: [localisations] }])
    const sienne = await (await browser.newContext({ baseURL: base })).newPage()
    await loginDemandeur(sienne, ecrit)
    return { ...monde, demande: ecrit.demandes[0]?.ref ?? '', proprietaires: [...monde.proprietaires, sienne] }
  }
  ailleurs = await withDemande(await unMondeAilleurs(await entrer(AUTRE_GESTIONNAIRE)))
  voisin = await withDemande(await unMondeVoisin(gestionnaire, entrer))
})

/** As whom a role stands before a door: a door of applicants knows no agent, and the others know no applicant. */
const roleDevant = (role: Role, acces: Acte): Role =>
  isActeDeDemandeur(acces) === (role === 'demandeur') ? role : 'visiteur'

const pageOf = (role: Role): Page => {
  const page = pages.get(role)
  if (!page) throw new Error(`Nobody is ${role}.`)
  return page
}

/** What is not theirs: another territory for all; for who belongs to a centre, the centre next door too. */
function mondesOf(role: Role): readonly Monde[] {
  if (!ailleurs || !voisin) throw new Error('Nothing foreign was made.')
  return role === 'gestionnaire-territorial' || role === 'administrateur-national' ? [ailleurs] : [ailleurs, voisin]
}

/** The address of a door on someone else's object. */
const foreignPath = (chemin: string, monde: Monde): string =>
  chemin
    .replace('/centres/[id]', `/centres/${monde.centre}`)
    .replace('/comptes/[id]', `/comptes/${monde.compte}`)
    .replace('/points/[id]', `/points/${monde.point}`)
    .replace('/recensements/[id]', `/recensements/${monde.import}`)
    .replace('/communes/[code]', `/communes/${monde.commune}`)
    .replace('/corrections/[ref]', `/corrections/${monde.demande}`)
    .replace('/demandes-a-traiter/[ref]', `/demandes-a-traiter/${monde.demande}`)
    .replace('/mentions/[departement]', `/mentions/${monde.departement}`)
    .replace('/territoires/[territoire]', `/territoires/${monde.departement}`)
    .replace(/\[\.{3}\w+\]/, 'nulle/part')
    .replace(/\[\w+\]/g, '00000000-0000-4000-8000-00000000dead')

test('[ADM-09] chaque porte de l’application construite déclare son accès', () => {
  expect(portes.length).toBeGreaterThan(30)
  for (const nature of ['page', 'route', 'action']) expect(portes.some((porte) => porte.nature === nature)).toBe(true)
  const sansAcces = portes.filter(({ acces }) => !isActe(acces) && acces !== 'public')
  expect(sansAcces.map(({ nature, nom }) => `${nature} ${nom}`)).toEqual([])
  const privees = portes.filter(({ chemin }) => /^\/(admin|guichet|professionnels)(\/|$)/.test(chemin))
  const ouvertes = privees.filter(({ acces, nom }) => acces === 'public' && !nom.endsWith('#signOutAction'))
  expect(ouvertes).toEqual([])
})

/** Doors of an identity: what they show depends on who asks, and those that let try a secret count these tries. */
const D_UNE_PERSONNE =
  /^\/(admin|guichet|professionnels|connexion|deconnexion|demonstration|api\/auth|ma-demande|renouveler\/\[ref\])(\/|$)/

test('[PRE-06] ce que tous peuvent demander et que rien ne garde se compte', () => {
  const calculees = portes.filter(
    ({ nature, gardee, chemin }) => nature !== 'action' && !gardee && !D_UNE_PERSONNE.test(chemin),
  )
  const nonComptees = calculees.filter(({ chemin }) => !isCalculee(chemin.replaceAll(/\[[^\]]+\]/g, 'x')))
  // A probe must be answered whatever else is asked; the answers are shared.
  expect(nonComptees.map(({ chemin }) => chemin)).toEqual(['/api/sante'])
  expect(portes.filter(({ gardee, chemin }) => gardee && isCalculee(chemin)).map(({ chemin }) => chemin)).toEqual([
    '/modeles/recensement-points-de-contact.xlsx',
  ])
})

test('[ADM-10] chaque page et chaque route répond à chaque rôle selon son accès, et tait ce qui est à un autre', async () => {
  for (const { nature, chemin, acces } of portes) {
    if (nature === 'action' || !isActe(acces)) continue
    for (const one of ROLES_ESSAYES) {
      const role = roleDevant(one, acces)
      for (const path of new Set(mondesOf(one).map((monde) => foreignPath(chemin, monde)))) {
        const answer = await pageOf(one).request.get(path, { maxRedirects: 0 })
        const porte = checkPorte(ACTEURS[role], acces)
        const seesAll = role === 'administrateur-national' && !path.includes('dead') && !path.includes('comptes')
        const expected = porte.ok
          ? path !== chemin && !(seesAll && !path.includes('nulle'))
            ? [404]
            : [200]
          : role === 'visiteur'
            ? nature === 'page'
              ? [307, 303, 302]
              : [401]
            : [403]
        expect(expected, `${role} ${path} → ${answer.status()}`).toContain(answer.status())
        // The policy of a private page, by which alone its scripts run: the proxy knows its door.
        if (nature === 'page') expect(answer.headers()['content-security-policy'], path).toContain("'nonce-")
        if (role === 'visiteur' && nature === 'page')
          expect(answer.headers().location).toContain(isActeDeDemandeur(acces) ? '/ma-demande?retour=' : '/connexion')
      }
    }
  }
})

/** What each action is about. One that no line knows fails the test: say here whose object it takes. */
const OBJETS: Readonly<Record<string, keyof Omit<Monde, 'proprietaires'> | 'champs'>> = {
  undoPointAction: 'faitDePoint',
  undoChiffreAction: 'faitDeChiffre',
  correctCentreAction: 'centre',
  closeCompteAction: 'compte',
  correctCompteAction: 'compte',
  reopenCompteAction: 'compte',
  treatSignalementAction: 'signalement',
  correctPointAction: 'point',
  closePointAction: 'point',
  withdrawPointAction: 'point',
  restorePointAction: 'point',
  mergePointAction: 'point',
  readAgainAction: 'import',
  completeAction: 'import',
  nameColumnsAction: 'import',
  publishAction: 'import',
  publishPropositionAction: 'import',
  revertAction: 'import',
  reopenAction: 'import',
  correctAction: 'import',
  correctAllAction: 'import',
  giveBackAction: 'import',
  updateContactsAction: 'demande',
  askCorrectionAction: 'demande',
  updateDemandeAction: 'demande',
  changeMesRappelsAction: 'demande',
  stopMesRappelsAction: 'demande',
  discardSaisieAction: 'demande',
  decideCorrectionAction: 'demande',
  distinguishPersonnesAction: 'demande',
  undoDistinctionAction: 'demande',
  // These take no object: their fields name the other's centre, commune or départements.
  createCentreAction: 'champs',
  inviteCompteAction: 'champs',
  createPointAction: 'champs',
  editChiffresAction: 'champs',
  // A batch of a territory: what is not theirs is not there.
  takeCourriersAction: 'champs',
  handOverLotAction: 'champs',
  correctRemiseAction: 'champs',
  giveUpLotAction: 'champs',
  returnCourrierAction: 'champs',
  editMentionsAction: 'champs',
  undoMentionsAction: 'champs',
  depositAction: 'champs',
}
const objetOf = ({ nom }: Porte) => OBJETS[nom.slice(nom.indexOf('#') + 1)]

/** What each field could hold of someone else's, all at once: an action reads those that it knows. */
function foreignFields(porte: Porte, monde: Monde): Record<string, string> {
  const objet = objetOf(porte)
  return {
    id: objet && objet !== 'champs' ? monde[objet] : monde.point,
    autreId: monde.demande,
    version: '1',
    annulee: '1',
    departement: monde.departement,
    annee: '2024',
    codeInsee: monde.commune,
    't1.logements': '1',
    centreId: monde.centre,
    centreIds: monde.centre,
    garde: monde.point,
    departements: monde.departement,
    siret: '12345678200010',
    role: 'agent-de-guichet',
    courriel: `intrus-${unMot()}@x.invalid`,
    nom: 'Intrusion',
    motif: 'Essai',
    partie: 'logement',
    'logementActuel.surface': '1',
    canal: 'telephone',
    type: 'adil',
    services: 'information',
    telephone: '02 61 91 00 02',
    territoire: monde.departement,
    etat: 'corrige',
    vu: 'recu',
    du: '2099-01-01',
    seuil: '99',
    feuille: 'Points de contact',
    ligne: '2',
    vue: 'refuse',
    page: '1',
    colonne: 'telephone',
    remisLe: '2026-01-01',
    detruites: 'on',
    rang: '1',
    numeroUnique: '0091123000011G0123',
    suite: 'renvoyer',
    decision: 'refusee',
    'entete-0': 'Intrus',
    'colonne-0': 'nom',
  }
}

const TU = /^(acces-refuse|introuvable)$/

test('[ADM-11] chaque action refuse chaque rôle qui n’y a pas droit, et l’objet d’un autre à qui y a droit', async () => {
  for (const porte of portes) {
    if (porte.nature !== 'action' || !isActe(porte.acces)) continue
    for (const one of ROLES_ESSAYES) {
      const role = roleDevant(one, porte.acces)
      const lien = DROITS[porte.acces][role]
      // Whoever may do it to all has no object that is not theirs; of a demande, its territory decides.
      if (lien === 'sans-condition' && objetOf(porte) !== 'demande') continue
      if (lien) expect(objetOf(porte), porte.nom).toBeDefined()
      for (const monde of mondesOf(one)) {
        const answer = await callAction(pageOf(one), porte, foreignFields(porte, monde))
        const expected = lien ? TU : role === 'visiteur' ? /^connexion-requise$/ : /^acces-refuse$/
        expect(answer, `${role}, ${porte.nom}, ${monde.nom}`).toMatch(expected)
      }
    }
  }
})

test('[ADM-12] ce que chaque action tait à un autre, elle le connaît pour qui le tient', async () => {
  const mondes = mondesOf('agent-de-guichet')
  for (const porte of portes) {
    const objet = porte.nature === 'action' && isActe(porte.acces) ? objetOf(porte) : undefined
    if (!objet || objet === 'champs') continue
    for (const monde of mondes) {
      const answers: string[] = []
      for (const page of monde.proprietaires) answers.push(await callAction(page, porte, foreignFields(porte, monde)))
      expect(
        answers.some((answer) => !TU.test(answer) && answer !== 'invalid'),
        `${porte.nom}, ${monde.nom} : ${answers.join(', ')}`,
      ).toBe(true)
    }
  }
})
