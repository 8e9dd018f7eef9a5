import { describe, expect, it } from 'vitest'
import { unContenu } from '../testing.ts'
import { blocsDePartie, partiesDe, readMiseAJour, textesDe } from './mise-a-jour.ts'
import { exact, faits, lire } from './testing.ts'

const avant = unContenu()
const QUESTIONS = partiesDe(avant).flatMap((partie) =>
  blocsDePartie(partie, avant, faits)
    .flatMap(({ champs }) => champs)
    .flatMap(({ sorte, nom }) => (sorte === 'oui-non' ? [{ partie, nom }] : [])),
)
const mettreAJour = ({ partie, nom }: (typeof QUESTIONS)[number], reponse: string) =>
  readMiseAJour({ partie, avant, envoyes: { ...textesDe(blocsDePartie(partie, avant, faits)), [nom]: reponse } }, faits)

describe('une question par oui ou par non', () => {
  it('se pose dans trois groupes', () => {
    expect(new Set(QUESTIONS.map(({ partie }) => partie))).toEqual(new Set(['vous', 'logement', 'recherche']))
  })

  it.each(QUESTIONS)(
    '$nom : ce qui n’est ni l’un ni l’autre se redemande, et rien ne s’enregistre (R-FORM-36)',
    (une) => {
      for (const reponse of ['peut-être', 'OUI', 'nom', 'true', '0', 'on']) {
        const anomalies = [{ champ: une.nom, message: 'Répondez par oui ou par non.' }]
        expect(mettreAJour(une, reponse)).toEqual({ contenu: null, anomalies })
        expect(lire(avant, { ...exact(avant), [une.nom]: reponse })).toMatchObject({ contenu: null, anomalies })
      }
    },
  )

  it.each(QUESTIONS.filter(({ nom }) => !nom.endsWith('.etranger')))(
    '$nom : oui, non et rien se gardent (R-FORM-36)',
    (une) => {
      for (const reponse of ['oui', ' non ', '']) expect(mettreAJour(une, reponse).anomalies).toEqual([])
      expect(mettreAJour(une, 'oui').contenu).not.toEqual(mettreAJour(une, 'non').contenu)
      expect(mettreAJour(une, '').contenu).not.toEqual(mettreAJour(une, 'non').contenu)
    },
  )
})
