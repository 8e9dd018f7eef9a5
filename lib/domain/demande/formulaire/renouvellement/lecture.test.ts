import { describe, expect, it } from 'vitest'
import { direNomIllisible } from '#lib/domain/signes-imprimes.ts'
import type { Contenu } from '../contenu.ts'
import { unContenu, unContenuDAssociation } from '../testing.ts'
import { reponsesExactes } from './lecture.ts'
import { exact, lire } from './testing.ts'

const ENFANT = { nom: 'Inventée', prenom: 'Alix', naissance: '2015-02-03', sexe: 'F', lien: 'E' }

describe('les réponses d’un renouvellement', () => {
  it('rien n’a changé : le contenu de l’an dernier, le revenu fiscal à l’année demandée', () => {
    const contenu = unContenu()
    expect(lire(contenu, {}).etape).toBe('faits')
    expect(lire(contenu, reponsesExactes(contenu)).etape).toBe('ressources')
    expect(lire(contenu, { ...reponsesExactes(contenu), 'demandeur.ressources.reponse': 'toujours' }).etape).toBe(
      'revenu',
    )
    const lu = lire(contenu, exact(contenu))
    expect(lu.etape).toBe('confirmer')
    expect(lu.groupes.map(({ etat }) => etat)).toEqual(['exact', 'exact', 'exact', 'exact'])
    expect(lu.contenu).toEqual(contenu)
  })

  it('un champ changé fait de son groupe un groupe changé ; remis comme avant, il ne l’est plus', () => {
    const contenu = unContenu()
    const lu = lire(contenu, { ...exact(contenu), 'demandeur.telephonePortable': '06 39 98 00 00' })
    expect(lu.groupes.map(({ etat }) => etat)).toEqual(['change', 'exact', 'exact', 'exact'])
    expect(lu.contenu?.demandeur).toMatchObject({ telephonePortable: '06 39 98 00 00' })
    const remis = lire(contenu, { ...exact(contenu), 'demandeur.telephonePortable': ' 06 39 98 12 34 ' })
    expect(remis.groupes[0]?.etat).toBe('exact')
    expect(remis.contenu).toEqual(contenu)
  })

  it('d’une association, ce qu’un fichier lui avait donné en trop tombe, et elle renouvelle (R-DEM-20)', () => {
    const enTrop = unContenuDAssociation(
      ['motifs', [{ code: '09', precision: null }]],
      ['logementActuel.surface', 12],
      ['foyer.enfantsANaitre', { nombre: 1, prevusLe: null }],
    )
    expect(lire(enTrop, reponsesExactes(enTrop))).toMatchObject({
      etape: 'confirmer',
      contenu: unContenuDAssociation(),
    })
  })

  it('ce qui manque se demande, et rien n’est inventé (R-DEM-06)', () => {
    const contenu = unContenu(['demandeur.nationalite', null], ['recherche.accepteDAutresCommunes', null])
    const lu = lire(contenu, exact(contenu))
    expect(lu.etape).toBe('completer')
    expect(lu.manques.map(({ champ }) => champ)).toEqual(['demandeur.nationalite', 'recherche.accepteDAutresCommunes'])
    const complet = lire(contenu, {
      ...exact(contenu),
      'demandeur.nationalite': '1',
      'recherche.accepteDAutresCommunes': 'non',
    })
    expect(complet.etape).toBe('confirmer')
    expect(complet.contenu?.recherche.accepteDAutresCommunes).toBe(false)
  })

  it('un nom que l’on écrit est en lettres que l’attestation imprime ; celui de la demande n’est pas refusé (R-ATS-19)', () => {
    const champ = 'foyer.personnesACharge.0.prenom'
    const foyer = (prenom: string) => unContenu(['foyer.personnesACharge', [{ ...ENFANT, prenom }]])
    const anomalies = (contenu: Contenu, dit: string) => lire(contenu, { ...exact(contenu), [champ]: dit }).anomalies
    // Too long as well: one thing at a time is said of one field.
    for (const dit of ['محمد', 'Ana 李', 'Ƴero', '😀', '😀'.repeat(81)])
      expect(anomalies(foyer('Alix'), dit)).toEqual([{ champ, message: direNomIllisible([dit], false) }])
    for (const dit of ['Éloïse', 'Nguyễn', 'Ana\u200b', 'Jean\tPaul', 'Jean\u2003Paul', 'Jean\u3000Paul'])
      expect(anomalies(foyer('Alix'), dit)).toEqual([])
    // A demande that was loaded so renews as it is, and its name is no field.
    expect(anomalies(foyer('李'), '李')).toEqual([])
    const chargee = unContenu(['demandeur.nom', 'გიორგი'])
    expect(lire(chargee, exact(chargee))).toMatchObject({ etape: 'confirmer', anomalies: [] })
  })

  it('un nom inconnu se complète, un nom écrit n’a pas de champ (R-IDE-05)', () => {
    const champs = (contenu: Contenu) =>
      lire(contenu, {}).groupes.flatMap(({ blocs }) => blocs.flatMap((bloc) => bloc.champs.map(({ nom }) => nom)))
    expect(champs(unContenu())).not.toContain('demandeur.nom')
    expect(champs(unContenu())).not.toContain('demandeur.naissance')
    expect(champs(unContenu(['demandeur.prenom', null]))).toContain('demandeur.prenom')
  })

  it('une personne part, une autre arrive ; les erreurs restent à leur place, le handicap suit la bonne personne', () => {
    const handicap = { etat: 'STA', marche: null, moteurs: [], sensoriels: [], aides: [], equipements: [] }
    const contenu = unContenu(
      ['foyer.personnesACharge', [ENFANT, { ...ENFANT, prenom: 'Sacha' }]],
      [
        'handicaps',
        [
          { ...handicap, personne: 1 },
          { ...handicap, personne: 2 },
        ],
      ],
    )
    const dit = {
      ...exact(contenu),
      'foyer.personnesACharge.0.retirer': 'on',
      'foyer.personnesACharge.1.prenom': 'Sasha',
      'foyer.personnesACharge.2.prenom': 'Noa',
      'foyer.personnesACharge.2.naissance': '31/02/2020',
      'foyer.personnesACharge.2.lien': 'E',
    }
    const lu = lire(contenu, dit)
    expect(lu.anomalies.map(({ champ }) => champ)).toEqual(['foyer.personnesACharge.2.naissance'])
    const bon = lire(contenu, { ...dit, 'foyer.personnesACharge.2.naissance': '28/02/2020' })
    expect(bon.contenu?.foyer.personnesACharge.map(({ prenom }) => prenom)).toEqual(['Sasha', 'Noa'])
    expect(bon.contenu?.handicaps.map(({ personne }) => personne)).toEqual([1])
    // What was typed of her waits: she comes back whole.
    expect(lire(contenu, { ...dit, 'foyer.personnesACharge.0.retirer': '' }).contenu).toBeNull()
  })

  it('une association ne répond que de ses rubriques (R-FORM-09)', () => {
    const contenu = unContenuDAssociation()
    const lu = lire(contenu, reponsesExactes(contenu))
    expect(lu.groupes.map(({ groupe }) => groupe)).toEqual(['vous', 'recherche'])
    expect([lu.etape, lu.porteurs.length]).toEqual(['confirmer', 0])
    expect(lu.contenu).toEqual(contenu)
  })

  it('une association dont la date de création n’est pas connue la dit en renouvelant (R-FORM-14)', () => {
    const contenu = unContenuDAssociation(['demandeur.creeeLe', null])
    const sans = lire(contenu, reponsesExactes(contenu))
    expect([sans.etape, sans.manques.map(({ champ }) => champ)]).toEqual(['completer', ['demandeur.creeeLe']])
    // A form of « ça a changé » finds its field, as any other of the content does.
    expect(sans.groupes.flatMap(({ blocs }) => blocs.flatMap(({ champs }) => champs.map(({ nom }) => nom)))).toContain(
      'demandeur.creeeLe',
    )
    const dite = lire(contenu, { ...reponsesExactes(contenu), 'demandeur.creeeLe': '03/02/2001' })
    expect(dite.contenu).toEqual(unContenuDAssociation(['demandeur.creeeLe', '2001-02-03']))
    expect(dite.etape).toBe('confirmer')
  })

  it.each([
    ['demandeur.telephonePortable', '+44 20 7946 0000'],
    ['demandeur.courriel', '<script>'],
    ['demandeur.adresse.voie', 'x'.repeat(151)],
    ['logementActuel.surface', '🙂'],
    ['logementActuel.surface', '38,5'],
    ['logementActuel.entreLe', '31/02/2020'],
    ['logementActuel.entreLe', '12/03/2199'],
    ['logementActuel.loyerMensuel', 'пятьсот'],
    ['foyer.enfantsANaitre.prevusLe', '12/03/2029'],
    ['logementActuel.modele', 'CHATEAU'],
  ])('« %s » qui ne se lit pas : une phrase, à son champ, et rien n’est gardé', (champ, texte) => {
    const contenu = unContenu()
    const lu = lire(contenu, { ...exact(contenu), [champ]: texte })
    expect(lu.anomalies.map((one) => one.champ)).toEqual([champ])
    expect(lu.anomalies[0]?.message).toMatch(/^\p{Lu}.*\.$/u)
    expect([lu.contenu, lu.etape]).toEqual([null, 'completer'])
  })

  it('une précision que l’on écrit sans motif se redemande, celle d’un motif que l’on retire s’en va avec lui (R-FORM-10)', () => {
    const contenu = unContenu(['motifs', [{ code: '05', precision: 'Jugement de mars' }]])
    const [seule, choisie] = ['', '06'].map((code) =>
      lire(contenu, { ...exact(contenu), 'motifs.1.code': code, 'motifs.1.precision': 'Depuis avril' }),
    )
    expect(seule).toMatchObject({
      contenu: null,
      anomalies: [{ champ: 'motifs.1.code', message: 'Choisissez le motif que vous précisez, ou videz sa précision.' }],
    })
    expect(choisie?.contenu?.motifs[1]).toEqual({ code: '06', precision: 'Depuis avril' })
    const sansLePremier = { ...exact(contenu), 'motifs.0.code': '', 'motifs.1.code': '06' }
    expect(lire(contenu, sansLePremier).contenu?.motifs).toEqual([{ code: '06', precision: null }])
  })

  it('un champ que personne ne connaît ne change rien', () => {
    const contenu = unContenu()
    const lu = lire(contenu, {
      ...exact(contenu),
      'demandeur.nom': 'Autre',
      '__proto__.x': '1',
      'recherche.types.T9': 'on',
    })
    expect(lu.contenu).toEqual(contenu)
  })
})
