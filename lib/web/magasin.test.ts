import { describe, expect, it } from 'vitest'
import Magasin, { BALISE_D_ABSENCE, expireBalises, expireTout, makeAttendre } from './magasin.ts'

let next = 0
/** A page of its own for each test: the store is the process's. */
const unePage = () => {
  next += 1
  return { cle: `/communes/${next}`, balise: `chiffres:${next}` }
}
const made = (html: string, balises: readonly string[]) => ({
  html,
  headers: { 'x-next-cache-tags': ['_N_T_/layout', ...balises].join(',') },
})
const read = async (cle: string) => (await new Magasin().get(cle))?.value.html

describe('le magasin des pages', () => {
  it('garde une page jusqu’à ce qu’une de ses balises expire, et elle seule', async () => {
    const [touchee, autre] = [unePage(), unePage()]
    for (const { cle, balise } of [touchee, autre]) {
      const request = new Magasin()
      expect(await request.get(cle)).toBeNull()
      await request.set(cle, made('avant', [balise]), {})
    }
    expireBalises([touchee.balise, 'desserte:commune:09122'])
    expect(await read(touchee.cle)).toBeUndefined()
    expect(await read(autre.cle)).toBe('avant')
  })

  it('ne garde pas ce qui a été lu avant une expiration et fini après elle', async () => {
    const { cle, balise } = unePage()
    const slow = new Magasin()
    await slow.get(cle)
    expireBalises([balise])
    await slow.set(cle, made('lu avant', [balise]), {})
    expect(await read(cle)).toBeUndefined()
  })

  it('garde ce que commence une requête arrivée pendant qu’une plus vieille finit', async () => {
    const { cle, balise } = unePage()
    const slow = new Magasin()
    await slow.get(cle)
    expireBalises([balise])
    const quick = new Magasin()
    await quick.get(cle)
    await quick.set(cle, made('lu après', [balise]), {})
    expect(await read(cle)).toBe('lu après')
    await slow.set(cle, made('lu avant', [balise]), {})
    expect(await read(cle)).not.toBe('lu avant')
  })

  it('compte une lecture depuis le début de la requête quand elle ne l’a pas demandée ici', async () => {
    const { cle, balise } = unePage()
    const request = new Magasin()
    expireBalises([balise])
    await request.set(cle, made('lu avant', [balise]), {})
    expect(await read(cle)).toBeUndefined()
  })

  it('expire aussi ce dont une page a été lue, que Next garde à part', async () => {
    const { cle, balise } = unePage()
    const request = new Magasin()
    await request.get(cle)
    await request.set(cle, { data: { body: '{}' } }, { tags: [balise] })
    expect(await new Magasin().get(cle)).toMatchObject({ value: { data: { body: '{}' } } })
    await new Magasin().revalidateTag(balise)
    expect(await new Magasin().get(cle)).toBeNull()
  })

  it('expire tout d’un coup, sans rien refuser de ce qui suit', async () => {
    const { cle, balise } = unePage()
    const before = new Magasin()
    await before.get(cle)
    expireTout()
    await before.set(cle, made('avant', [balise]), {})
    expect(await read(cle)).toBeUndefined()
    const after = new Magasin()
    await after.get(cle)
    await after.set(cle, made('après', [balise]), {})
    expect(await read(cle)).toBe('après')
  })

  it.each([
    ['qui dit une absence', { ...made('introuvable', [BALISE_D_ABSENCE]) }],
    ['qui mène à une autre écriture', { ...made('', []), status: 308 }],
  ])('ne garde pas une page %s : chacun peut en inventer sans fin (R-DEB-04)', async (_, page) => {
    const { cle } = unePage()
    const request = new Magasin()
    expect(await request.get(cle)).toBeNull()
    await request.set(cle, page, {})
    expect(await new Magasin().get(cle)).toBeNull()
  })

  it('oublie une page dont l’objet n’est plus, et garde une lecture qui dit une absence', async () => {
    const [page, lecture] = [unePage(), unePage()]
    await new Magasin().set(page.cle, made('avant', []), {})
    await new Magasin().set(page.cle, made('introuvable', [BALISE_D_ABSENCE]), {})
    expect(await read(page.cle)).toBeUndefined()
    await new Magasin().set(lecture.cle, { data: { body: 'true' } }, { tags: [BALISE_D_ABSENCE] })
    expect(await new Magasin().get(lecture.cle)).not.toBeNull()
  })

  it('laisse partir ce qui n’est plus demandé quand la place manque', async () => {
    const pages = Array.from({ length: 12 }, unePage)
    const [asked, forgotten] = pages
    const body = new Uint8Array(20 * 1024 * 1024)
    for (const { cle } of pages) {
      const request = new Magasin()
      await request.get(cle)
      await request.set(cle, { body }, {})
      await request.get(asked?.cle ?? '')
    }
    expect(await new Magasin().get(asked?.cle ?? '')).not.toBeNull()
    expect(await new Magasin().get(forgotten?.cle ?? '')).toBeNull()
    expireTout()
  })
})

describe('makeAttendre', () => {
  const [preload, cadre, vieux, donnees] = [
    '<link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/a.js"/>',
    '<script src="/_next/static/chunks/a.js" async=""></script>',
    '<script src="/_next/static/chunks/v.js" noModule=""></script>',
    '<script>self.__next_f.push([1,"x"])</script>',
  ]
  const attend = '<script data-cadre="attend">0</script>'

  it('laisse telle quelle une page qui ne le demande pas', () => {
    const html = preload + cadre + vieux + donnees
    expect(makeAttendre(html)).toBe(html)
  })

  it('fait attendre les scripts du cadre et leurs données, et eux seuls', () => {
    expect(makeAttendre(preload + cadre + vieux + attend + donnees + cadre)).toBe(
      `<script type="text/plain" data-src="/_next/static/chunks/a.js"></script>${vieux}${attend}` +
        '<script type="text/plain" data-donnees="">self.__next_f.push([1,"x"])</script>' +
        '<script type="text/plain" data-src="/_next/static/chunks/a.js"></script>',
    )
  })

  it('réunit les données du cadre, dans leur ordre', () => {
    const debut = '<script>(self.__next_f=self.__next_f||[]).push([0])</script>'
    expect(makeAttendre(`${attend}${debut}<p>a</p>${donnees}<script>autre()</script>`)).toBe(
      `${attend}<script type="text/plain" data-donnees="">(self.__next_f=self.__next_f||[]).push([0]);\n` +
        'self.__next_f.push([1,"x"])</script><p>a</p><script>autre()</script>',
    )
  })

  it('donne la page ainsi faite à qui la relit', async () => {
    const { cle } = unePage()
    await new Magasin().set(cle, made(attend + cadre, []), {})
    expect(await read(cle)).toBe(makeAttendre(attend + cadre))
  })
})
